import styles from './palette.module.css';

interface PaletteFooterProps {
  /** What Enter does to the chosen option. */
  enter: string;
  /** What was searched besides the words typed. */
  corrections: readonly string[];
}

/** The keys that work in the palette, and which words were mended. */
export function PaletteFooter({ enter, corrections }: PaletteFooterProps) {
  return (
    <footer className={styles.footer}>
      <span className={styles.key}>
        <kbd>↵</kbd> {enter}
      </span>
      <span className={styles.key}>
        <kbd>↑</kbd>
        <kbd>↓</kbd> choose
      </span>
      <span className={styles.key}>
        <kbd>Esc</kbd> close
      </span>
      <span className={styles.corrections} title={corrections.join('; ')}>
        {corrections.join('; ')}
      </span>
    </footer>
  );
}
