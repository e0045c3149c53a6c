import { ArrowDown, ArrowUp, Columns2, Pencil, Trash2 } from 'lucide-react';
import { shortcutOf } from '../../commands/platform.ts';
import type { ItemActions } from '../../commands/use-item-commands.ts';
import type { MenuEntry } from '../../ui/menu.tsx';

function moveEntries({ moveUp, moveDown }: ItemActions): MenuEntry[] {
  if (moveUp === undefined || moveDown === undefined) return [];
  return [
    {
      kind: 'do',
      label: 'Move up',
      icon: <ArrowUp size={15} />,
      shortcut: shortcutOf('item.moveUp'),
      run: moveUp,
    },
    {
      kind: 'do',
      label: 'Move down',
      icon: <ArrowDown size={15} />,
      shortcut: shortcutOf('item.moveDown'),
      run: moveDown,
    },
  ];
}

function renameEntry(rename: () => void): MenuEntry {
  return {
    kind: 'do',
    label: 'Rename…',
    icon: <Pencil size={15} />,
    shortcut: shortcutOf('item.rename'),
    takesFocus: true,
    run: rename,
  };
}

function trashEntry(trash: () => void, what?: string): MenuEntry {
  return {
    kind: 'do',
    label: what === undefined ? 'Move to the trash' : `Move ${what} to the trash`,
    icon: <Trash2 size={15} />,
    shortcut: shortcutOf('item.trash'),
    danger: true,
    run: trash,
  };
}

function besideEntry(openBeside: () => void): MenuEntry {
  return {
    kind: 'do',
    label: 'Open beside',
    icon: <Columns2 size={15} />,
    shortcut: shortcutOf('item.openBeside'),
    run: openBeside,
  };
}

/** Groups of entries as one menu, with a line between them. */
export function grouped(groups: ReadonlyArray<readonly MenuEntry[]>): MenuEntry[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ kind: 'line' } as const, ...group]));
}

/** The menu of an item: what every list can do, around what only this one can. */
export function itemEntries(own: readonly MenuEntry[], actions: ItemActions): MenuEntry[] {
  return grouped([
    actions.openBeside ? [besideEntry(actions.openBeside)] : [],
    actions.rename ? [renameEntry(actions.rename)] : [],
    moveEntries(actions),
    own,
    actions.trash ? [trashEntry(actions.trash)] : [],
  ]);
}

/** The menu of a row that is one of several selected; `what` is what they are, "3 notes". */
export function selectionEntries(
  own: readonly MenuEntry[],
  what: string,
  trash: () => void,
): MenuEntry[] {
  return grouped([own, [trashEntry(trash, what)]]);
}
