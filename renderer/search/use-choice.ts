import { useLayoutEffect, useState, type KeyboardEvent, type RefObject } from 'react';

/** How far Page Up and Page Down go, in options. */
const PAGE = 8;

interface Choice {
  /** The chosen option's value; empty when there is none. */
  value: string;
  choose: (value: string) => void;
  /** Page Up and Page Down, which cmdk leaves alone. */
  onPageKey: (event: KeyboardEvent) => void;
}

/** The elements that the options are in, and that are typed into. */
export interface ChoiceElements {
  list: RefObject<HTMLDivElement | null>;
  input: RefObject<HTMLInputElement | null>;
}

/**
 * Which option is chosen. That is the first one, until the researcher chooses another; and again the
 * first when `view` says that the options are now an answer to something else.
 */
export function useChoice(
  view: string,
  values: readonly string[],
  { list, input }: ChoiceElements,
): Choice {
  const [chosen, setChosen] = useState({ view, value: '' });
  const kept = chosen.view === view && values.includes(chosen.value);
  const first = values[0] ?? '';
  const value = kept ? chosen.value : first;
  const choose = (next: string) => setChosen({ view, value: next });

  const options = values.join('\n');
  useLayoutEffect(() => {
    const option = list.current?.querySelector(`[data-value="${CSS.escape(value)}"]`);
    // cmdk tells the input about the choices that cmdk made, and not about those made here.
    if (option) input.current?.setAttribute('aria-activedescendant', option.id);
    else input.current?.removeAttribute('aria-activedescendant');
    if (value === first) list.current?.scrollTo({ top: 0 });
    else option?.scrollIntoView({ block: 'nearest' });
  }, [value, first, options, list, input]);

  const onPageKey = (event: KeyboardEvent) => {
    const step = event.key === 'PageDown' ? PAGE : event.key === 'PageUp' ? -PAGE : 0;
    if (step === 0) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(values.length - 1, values.indexOf(value) + step));
    choose(values[to] ?? '');
  };
  return { value, choose, onPageKey };
}
