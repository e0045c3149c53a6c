import { shortcutOf } from '../commands/platform.ts';
import styles from './palette.module.css';

interface PaletteFooterProps {
  /** What Enter does to the chosen option. */
  enter: string;
  /** Whether there is a search that can be saved. */
  saves: boolean;
  /** Whether the choice can be opened beside the screen. */
  beside: boolean;
  /** What there is to say about the query: words that were mended, parts that make no sense. */
  remarks: readonly string[];
}

/** The keys that work in the palette, and how the query was understood. */
export function PaletteFooter({ enter, beside, saves, remarks }: PaletteFooterProps) {
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
      {saves ? (
        <span className={styles.key}>
          <kbd>{shortcutOf('search.save')}</kbd> save search
        </span>
      ) : (
        <span className={styles.key}>
          <kbd>&gt;</kbd> commands
        </span>
      )}
      <span className={styles.remarks} title={remarks.join('; ')}>
        {remarks.join('; ')}
      </span>
    </footer>
  );
}
