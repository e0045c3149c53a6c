import type { TrashKind } from '../../shared/domain.ts';
import { countText } from '../ui/counts.ts';
import { notify } from '../ui/toast.tsx';
import { write } from './write.ts';

interface Item {
  kind: TrashKind;
  id: string;
  title: string;
}

/** More in one call are refused. */
const AT_ONCE = 1000;

const NOUNS: Readonly<Record<TrashKind, string>> = {
  case: 'case file',
  source: 'source',
  note: 'note',
  highlight: 'highlight',
};

function shortened(title: string): string {
  const name = title === '' ? 'Untitled' : title;
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

/** Moves a thing to the trash and offers to take that back; says whether it went there. */
export async function moveToTrash(kind: TrashKind, id: string, title: string): Promise<boolean> {
  if ((await write('trash.put', { kind, id })) === undefined) return false;
  notify({
    kind: 'info',
    topic: 'history',
    text: `Moved to the trash: ${shortened(title)}`,
    action: { label: 'Undo', run: () => void write('trash.restore', { kind, id }) },
  });
  return true;
}

/** "3 highlights", or "3 items" when they are of several kinds. */
function countOf(items: readonly Item[]): string {
  const kinds = new Set(items.map(({ kind }) => kind));
  const [kind] = kinds;
  return countText(items.length, kinds.size === 1 && kind !== undefined ? NOUNS[kind] : 'item');
}

/** Moves several things to the trash as one step, and offers to take that back. */
export async function moveAllToTrash(chosen: readonly Item[]): Promise<boolean> {
  const [first] = chosen;
  if (first === undefined) return false;
  if (chosen.length === 1) return moveToTrash(first.kind, first.id, first.title);
  if (chosen.length > AT_ONCE) {
    notify({
      kind: 'error',
      text: `At most ${countText(AT_ONCE, 'thing')} can go to the trash at once. Select fewer of them.`,
    });
    return false;
  }
  const items = chosen.map(({ kind, id }) => ({ kind, id }));
  if ((await write('trash.putAll', { items })) === undefined) return false;
  notify({
    kind: 'info',
    topic: 'history',
    text: `Moved ${countOf(chosen)} to the trash`,
    action: { label: 'Undo', run: () => void write('trash.restoreAll', { items }) },
  });
  return true;
}
