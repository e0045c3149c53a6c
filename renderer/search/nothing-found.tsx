import type { KeyboardEvent } from 'react';
import type { SearchReply } from '../../shared/domain.ts';
import styles from './nothing-found.module.css';
import { withTerm } from './replace-term.ts';

interface NothingFoundProps {
  query: string;
  failing: NonNullable<SearchReply['failing']>;
  onQuery: (query: string) => void;
}

/** Enter on a word belongs to the word, not to the list that it stands in. */
function keepKey(event: KeyboardEvent) {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}

/** Which words of a query nothing holds, with the nearest that something does; a click takes one. */
export function NothingFound({ query, failing, onQuery }: NothingFoundProps) {
  return (
    <ul className={styles.terms} onKeyDown={keepKey}>
      {failing.map(({ term, nearest }) => (
        <li key={term}>
          Nothing has “{term}”.
          {nearest.length > 0 && (
            <>
              {' '}
              The nearest{nearest.length === 1 ? ' is' : ' are'}{' '}
              {nearest.map((word) => (
                <button
                  key={word}
                  type="button"
                  className={styles.nearest}
                  onClick={() => onQuery(withTerm(query, term, word))}
                >
                  {word}
                </button>
              ))}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
