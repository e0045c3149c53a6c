import type { LabelId } from '../../shared/domain.ts';
import styles from './swatch.module.css';

interface SwatchProps {
  label: LabelId;
  pattern?: string | undefined;
  size?: 'small' | 'large';
}

/** A label as a spot of its colour, with its rule, so that it is told by more than colour. */
export function Swatch({ label, pattern = 'solid', size = 'small' }: SwatchProps) {
  return (
    <span
      className={`${styles.swatch} ${styles[size]}`}
      data-label={label}
      data-pattern={pattern}
      aria-hidden="true"
    />
  );
}
