import type { RefObject } from 'react';
import { useCommand } from './registry.ts';

/** What can be done with an item of a list; what is absent can't. */
export interface ItemActions {
  rename?: (() => void) | undefined;
  moveUp?: (() => void) | undefined;
  moveDown?: (() => void) | undefined;
  trash?: (() => void) | undefined;
  openBeside?: (() => void) | undefined;
}

/**
 * Makes F2, Alt and the arrows, Delete, and Enter with Ctrl or Cmd act on the row that has the focus. Rows carry their id
 * in `data-item`.
 */
export function useItemCommands(
  list: RefObject<HTMLElement | null>,
  actionsOf: (id: string) => ItemActions | undefined,
): void {
  function act(name: keyof ItemActions): boolean {
    const row = document.activeElement?.closest<HTMLElement>('[data-item]');
    if (row === null || row === undefined || list.current?.contains(row) !== true) return false;
    const action = actionsOf(row.dataset['item'] ?? '')?.[name];
    action?.();
    return action !== undefined;
  }
  useCommand('item.openBeside', () => act('openBeside'));
  useCommand('item.rename', () => act('rename'));
  useCommand('item.moveUp', () => act('moveUp'));
  useCommand('item.moveDown', () => act('moveDown'));
  useCommand('item.trash', () => act('trash'));
}
