import { useEffect, useState } from 'react';
import { NavigationType, useLocation, useNavigate, useNavigationType } from 'react-router';
import { searchSortSchema, type SearchSort } from '../../../shared/domain.ts';
import { paths } from '../../shell/paths.ts';
import { besideIn, addressFrom, withBeside } from '../../shell/split/beside.ts';

/** How long the fingers rest before the address says what is in the field. */
const REST_MS = 400;

interface QueryText {
  /** What stands in the field. */
  text: string;
  /** The last word may still be a beginning. */
  typing: boolean;
  /** What the address says: the text of a moment ago. */
  settled: string;
  sort: SearchSort;
  /** Takes a key's worth of typing. */
  type: (text: string) => void;
  /** Searches for a whole query. */
  search: (text: string) => void;
  sortBy: (sort: SearchSort) => void;
  /** Has the address say at once what is in the field: before one leaves, so that one can come back. */
  settle: () => void;
}

/**
 * The query of the Search screen: in the field, and a moment later in the address, so that going
 * back, a saved search and a restart come to it again.
 */
export function useQueryText(): QueryText {
  const navigate = useNavigate();
  const location = useLocation();
  const way = useNavigationType();
  const params = new URLSearchParams(location.search);
  const settled = params.get('q') ?? '';
  const sort = searchSortSchema.catch('relevance').parse(params.get('sort'));

  const [text, setText] = useState(settled);
  const [typing, setTyping] = useState(false);
  const [seen, setSeen] = useState(location.key);
  if (seen !== location.key) {
    setSeen(location.key);
    // An address that this screen wrote itself follows the field; any other leads it.
    const isOwn = (location.state as { typed?: boolean } | null)?.typed === true;
    if (way === NavigationType.Pop || !isOwn) {
      setText(settled);
      setTyping(false);
    }
  }

  function write(query: string, order: SearchSort): void {
    const path = addressFrom(paths.search({ query: query.trim(), sort: order }));
    const kept = withBeside(path, besideIn(location.search));
    void navigate(kept, { replace: true, state: { typed: true } });
  }

  useEffect(() => {
    if (text.trim() === settled) return undefined;
    const timer = setTimeout(() => write(text, sort), REST_MS);
    return () => clearTimeout(timer);
  });

  return {
    text,
    typing,
    settled,
    sort,
    type: (next) => {
      setText(next);
      setTyping(true);
    },
    search: (next) => {
      setText(next);
      setTyping(false);
      write(next, sort);
    },
    sortBy: (order) => write(text, order),
    settle: () => {
      if (text.trim() !== settled) write(text, sort);
    },
  };
}
