import { useState, type KeyboardEvent, type MouseEvent } from 'react';
import { extended, NOTHING_SELECTED, selectedIn, toggled } from './selection.ts';

interface UsedSelection {
  /** The selected rows, in the order of the list. */
  selected: readonly string[];
  isSelected: (id: string) => boolean;
  toggle: (id: string) => void;
  clear: () => void;
  /** Ctrl or Cmd adds a row, Shift a range; says whether the click was one of these. */
  onClick: (event: MouseEvent, id: string) => boolean;
  /**
   * Shift with the up and down arrows, Ctrl Space, Ctrl A and Escape. Belongs on the list, before
   * what moves the focus; `id` is the row that has the focus. Says whether nothing is left to do.
   */
  onKeyDown: (event: KeyboardEvent, id: string | undefined) => boolean;
}

/** Choosing several rows of a list, which are known by `ids` in their order. */
export function useSelection(ids: readonly string[]): UsedSelection {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const selected = selectedIn(selection, ids);
  const known = new Set(selected);
  const clear = () => setSelection(NOTHING_SELECTED);
  const extend = (from: string, to: string, add: boolean) =>
    setSelection((now) => extended(now, ids, { from, to, add }));

  function onKeyDown(event: KeyboardEvent, id: string | undefined): boolean {
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape' && selected.length > 0) clear();
    else if (event.key.toLowerCase() === 'a' && mod && !event.shiftKey && !event.altKey) {
      setSelection({ ids: new Set(ids), anchor: ids[0] });
    } else if (event.key === ' ' && mod && id !== undefined) {
      setSelection((now) => toggled(now, id));
    } else {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0 && event.shiftKey && !event.altKey && id !== undefined) {
        extend(id, ids[ids.indexOf(id) + step] ?? id, mod);
      }
      return false;
    }
    event.preventDefault();
    return true;
  }

  return {
    selected,
    isSelected: (id) => known.has(id),
    toggle: (id) => setSelection((now) => toggled(now, id)),
    clear,
    onClick: (event, id) => {
      if (event.altKey) return false;
      const mod = event.ctrlKey || event.metaKey;
      if (!mod && !event.shiftKey) return false;
      event.preventDefault();
      if (event.shiftKey) extend(ids[0] ?? id, id, mod);
      else setSelection((now) => toggled(now, id));
      return true;
    },
    onKeyDown,
  };
}
