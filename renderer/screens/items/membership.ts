import { invoke } from '../../api/client.ts';
import { write } from '../../commands/write.ts';
import { notify } from '../../ui/toast.tsx';
import type { OutlineItem } from '../../../shared/domain.ts';

/** A source or a note, as the calls on outlines name it. */
export interface Member {
  kind: 'source' | 'note';
  id: string;
}

/** Says whether an item of an outline stands for a source or note. */
export function standsFor(item: OutlineItem, member: Member): boolean {
  return item.kind === 'source'
    ? member.kind === 'source' && item.source.id === member.id
    : member.kind === 'note' && item.note.id === member.id;
}

async function outlineOf(caseId: string): Promise<OutlineItem[]> {
  const result = await invoke('cases.get', { id: caseId });
  if (result.ok) return result.value.outline;
  notify({ kind: 'error', text: result.error.message });
  return [];
}

/** Puts a source or note at the end of a case file. */
export async function putInCase(caseId: string, member: Member): Promise<void> {
  await write('outline.add', { caseId, kind: member.kind, id: member.id });
}

async function putBack(caseId: string, member: Member, before: string | undefined): Promise<void> {
  await putInCase(caseId, member);
  const outline = await outlineOf(caseId);
  const item = outline.find((each) => standsFor(each, member));
  if (item === undefined || !outline.some(({ id }) => id === before)) return;
  await write('outline.move', { itemId: item.id, before: before ?? null });
}

/** Takes a source or note out of a case file and offers to put it back where it stood. */
export async function takeOutOfCase(caseId: string, member: Member): Promise<void> {
  const outline = await outlineOf(caseId);
  const index = outline.findIndex((each) => standsFor(each, member));
  const item = outline[index];
  if (item === undefined) return;
  if ((await write('outline.remove', { itemId: item.id })) === undefined) return;
  notify({
    kind: 'info',
    text: `Taken out of the case file. The ${member.kind} stays in the library.`,
    action: {
      label: 'Undo',
      run: () => void putBack(caseId, member, outline[index + 1]?.id),
    },
  });
}
