import { shortcutOf } from '../commands/platform.ts';
import styles from './palette.module.css';

interface PaletteFooterProps {
  /** What Enter does to the chosen option. */
  enter: string;
  /** What there is to say about the query: words that were mended, parts that make no sense. */
  /** Whether the choice can be opened beside the screen. */
  beside: boolean;
  remarks: readonly string[];
}

/** The keys that work in the palette, and how the query was understood. */
export function PaletteFooter({ enter, beside, remarks }: PaletteFooterProps) {
  return (
    <footer className={styles.footer}>
      <span className={styles.key}>
        <kbd>↵</kbd> {enter}
      </span>
      {beside && (
        <span className={styles.key}>
          <kbd>{shortcutOf('item.openBeside')}</kbd> beside
        </span>
      )}
      <span className={styles.key}>
        <kbd>↑</kbd>
        <kbd>↓</kbd> choose
      </span>
      <span className={styles.key}>
        <kbd>Esc</kbd> close
      </span>
      <span className={styles.remarks} title={remarks.join('; ')}>
        {remarks.join('; ')}
      </span>
    </footer>
  );
}
