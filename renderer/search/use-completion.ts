import {
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
} from 'react';
import { completionsAt, type Completion, type FilterKey } from '../../shared/query.ts';
import { useQueryValues } from './query-values.ts';

interface UsedCompletion {
  /** What Tab and a click put in place of the word at the caret; the first is Tab's. */
  items: readonly Completion[];
  accept: (item: Completion) => void;
  /** Belongs on the field: Tab takes the first completion, Escape wants none. */
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Belongs on the field: follows the caret. */
  onSelect: (event: SyntheticEvent<HTMLInputElement>) => void;
}

/** Completes keys and values of the query language in a field. */
export function useCompletion(
  query: string,
  onQuery: (query: string) => void,
  input: RefObject<HTMLInputElement | null>,
): UsedCompletion {
  const [caret, setCaret] = useState(query.length);
  /** The query for which nothing is to be offered. */
  const [refused, setRefused] = useState<string>();
  const [key, setKey] = useState<FilterKey>();
  const valuesOf = useQueryValues(key);
  const at = Math.min(caret, query.length);
  const found = completionsAt(query, at, valuesOf);
  if (found.key !== key) setKey(found.key);
  const items = refused === query ? [] : found.items;

  const nextCaret = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return;
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  }, [query, input]);

  function accept({ insert }: Completion): void {
    const before = query.slice(0, found.span.start);
    const after = query.slice(found.span.end);
    const added = insert.endsWith(' ') && after.startsWith(' ') ? insert.trimEnd() : insert;
    nextCaret.current = before.length + added.length;
    setCaret(nextCaret.current);
    onQuery(before + added + after);
    input.current?.focus();
  }

  return {
    items,
    accept,
    onSelect: ({ currentTarget }) => {
      setCaret(currentTarget.selectionEnd ?? currentTarget.value.length);
    },
    onKeyDown: (event) => {
      const [first] = items;
      if (first === undefined || event.nativeEvent.isComposing) return;
      if (event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey) accept(first);
      else if (event.key === 'Escape') setRefused(query);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
