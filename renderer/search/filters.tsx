import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { HitKind, SearchReply } from '../../shared/domain.ts';
import { numberText } from '../ui/counts.ts';
import styles from './filters.module.css';
import { KIND_LABELS, KINDS, toggleKind } from './groups.ts';

interface FiltersProps {
  counts: SearchReply['counts'];
  kinds: readonly HitKind[];
  onKinds: (kinds: readonly HitKind[]) => void;
  /** What stands at the end of the line. */
  children?: ReactNode;
  thisCase?: { pressed: boolean; onPressed: (pressed: boolean) => void } | undefined;
}

/** The palette handles Enter and the arrows; on a filter, Enter and Space belong to the filter. */
function keepFromList(event: KeyboardEvent) {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}

/** A click leaves the caret where it is, so that one can go on typing. */
function keepCaret(event: MouseEvent) {
  event.preventDefault();
}

/** The buttons that narrow a search to this case file and to kinds of results. */
export function Filters({ counts, kinds, onKinds, thisCase, children }: FiltersProps) {
  const chip = (label: string, pressed: boolean, onClick: () => void, count?: number) => (
    <button
      key={label}
      type="button"
      className={styles.chip}
      aria-pressed={pressed}
      data-empty={count === 0 || undefined}
      onMouseDown={keepCaret}
      onClick={onClick}
    >
      {label}
      {count !== undefined && <span className={styles.count}> {numberText(count)}</span>}
    </button>
  );
  return (
    <div className={styles.filters} role="group" aria-label="Search in" onKeyDown={keepFromList}>
      {thisCase && chip('This case', thisCase.pressed, () => thisCase.onPressed(!thisCase.pressed))}
      {KINDS.map((kind) =>
        chip(
          KIND_LABELS[kind],
          kinds.includes(kind),
          () => onKinds(toggleKind(kinds, kind)),
          counts[kind],
        ),
      )}
      {children}
    </div>
  );
}
