import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';

interface Roving {
  /** The row that Tab comes to. */
  current: string | undefined;
  /** Puts the focus on a row, also on one that is not rendered yet. */
  focus: (id: string) => void;
  /** Keeps the focus on a row through the next change of order. */
  hold: (id: string) => void;
  /** What the element of a row that takes the focus needs. */
  rowProps: (id: string) => {
    ref: (element: HTMLElement | null) => void;
    tabIndex: 0 | -1;
    onFocus: () => void;
  };
  /** Arrows, Home and End; belongs on the list. */
  onKeyDown: (event: KeyboardEvent) => void;
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * One stop for Tab in a list, and arrows inside it (the roving tabindex of the ARIA Authoring
 * Practices). `reveal` scrolls to a row that a virtual list has not rendered.
 */
export function useRoving(
  ids: readonly string[],
  options: { reveal?: (index: number) => void; start?: string | undefined } = {},
): Roving {
  const [active, setActive] = useState<string>();
  const elements = useRef(new Map<string, HTMLElement>());
  const awaited = useRef<string>(undefined);
  const held = useRef<string>(undefined);
  const known = (id: string | undefined) => id !== undefined && ids.includes(id);
  const current = known(active) ? active : known(options.start) ? options.start : ids[0];

  const { reveal } = options;
  const focus = (id: string) => {
    setActive(id);
    const element = elements.current.get(id);
    if (element !== undefined) {
      element.focus();
      return;
    }
    awaited.current = id;
    reveal?.(ids.indexOf(id));
  };

  // The browser drops the focus of an element that changes its place in the document.
  useLayoutEffect(() => {
    if (held.current === undefined || document.activeElement !== document.body) return;
    elements.current.get(held.current)?.focus();
  });

  const register = useCallback((id: string, element: HTMLElement | null) => {
    if (element === null) {
      elements.current.delete(id);
      return;
    }
    elements.current.set(id, element);
    if (awaited.current === id) {
      awaited.current = undefined;
      element.focus();
    }
  }, []);

  return {
    current,
    focus,
    hold: (id) => {
      held.current = id;
    },
    rowProps: (id) => ({
      ref: (element) => register(id, element),
      tabIndex: id === current ? 0 : -1,
      onFocus: () => {
        if (held.current !== id) held.current = undefined;
        setActive(id);
      },
    }),
    onKeyDown: (event) => {
      const step = STEPS[event.key];
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      const row = [...elements.current].find(([, element]) => element === event.target)?.[0];
      if (row === undefined) return;
      event.preventDefault();
      held.current = undefined;
      const next = ids[step(ids.indexOf(row), ids.length - 1)];
      if (next !== undefined) focus(next);
    },
  };
}
