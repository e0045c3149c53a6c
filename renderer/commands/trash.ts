import type { TrashKind } from '../../shared/domain.ts';
import { notify } from '../ui/toast.tsx';
import { write } from './write.ts';

/** Moves a thing to the trash and offers to take that back; says whether it went there. */
export async function moveToTrash(kind: TrashKind, id: string, title: string): Promise<boolean> {
  if ((await write('trash.put', { kind, id })) === undefined) return false;
  const name = title === '' ? 'Untitled' : title;
  notify({
    kind: 'info',
    text: `Moved to the trash: ${name.length > 60 ? `${name.slice(0, 59)}…` : name}`,
    action: { label: 'Undo', run: () => void write('trash.restore', { kind, id }) },
  });
  return true;
}
