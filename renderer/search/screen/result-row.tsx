import { Link } from 'react-router';
import type { Hit, Snippet } from '../../../shared/domain.ts';
import { placeText } from '../../../shared/place-text.ts';
import { dayText } from '../../ui/dates.ts';
import { RowCheck } from '../../ui/row-check.tsx';
import { KIND_NAMES } from '../groups.ts';
import { HIT_ICONS } from '../hit-icons.ts';
import { hitPath } from '../hit-path.ts';
import { MarkedText } from '../marked-text.tsx';
import styles from './result-list.module.css';
import type { ReactNode, MouseEvent } from 'react';

interface ResultRowProps {
  hit: Hit;
  selected: boolean;
  /** Tab comes to its snippets too. */
  current: boolean;
  linkProps: { ref: (element: HTMLElement | null) => void; tabIndex: 0 | -1; onFocus: () => void };
  onToggle: () => void;
  /** Says whether the click chose rows, and so opens nothing. */
  onSelecting: (event: MouseEvent) => boolean;
  onOpen: () => void;
}

/** One thing that was found: its name, and the places in it that show why. */
export function ResultRow(props: ResultRowProps): ReactNode {
  const { hit, selected, current, linkProps, onToggle, onSelecting, onOpen } = props;
  const Icon = HIT_ICONS[hit.kind];
  const name = hit.title === '' ? 'Untitled' : hit.title;
  // A highlight's words have no place of their own: theirs is the highlight's.
  const placeOf = ({ passage }: Snippet, index: number) =>
    placeText(passage ?? (index === 0 ? hit.passage : undefined) ?? {});
  const snippets = (hit.snippets ?? []).filter(({ text }) => text !== '');
  return (
    <>
      <RowCheck className={styles.check} name={name} checked={selected} onToggle={onToggle} />
      <Icon size={16} className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <Link
          {...linkProps}
          to={hitPath(hit)}
          className={styles.main}
          draggable={false}
          onClick={(event) => {
            if (!onSelecting(event)) onOpen();
          }}
        >
          <span className={styles.name} title={name}>
            <MarkedText text={name} marks={hit.title === '' ? [] : hit.titleMarks} />
          </span>
          <span className={styles.facts}>
            {KIND_NAMES[hit.kind]}
            {hit.updatedAt !== undefined && ` · ${dayText(hit.updatedAt)}`}
          </span>
        </Link>
        {snippets.map((snippet, index) => (
          <Link
            // Two snippets of a text may read the same; they differ by their place.
            key={index}
            to={hitPath(hit, snippet)}
            className={styles.snippet}
            tabIndex={current ? 0 : -1}
            draggable={false}
            onClick={onOpen}
          >
            {placeOf(snippet, index) !== '' && (
              <span className={styles.place}>{placeOf(snippet, index)}</span>
            )}
            <span className={styles.words}>
              <MarkedText text={snippet.text} marks={snippet.marks} />
            </span>
          </Link>
        ))}
      </div>
    </>
  );
}
