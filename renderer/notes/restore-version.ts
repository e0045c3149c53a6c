import type { NoteVersion } from '../../shared/domain.ts';
import { invoke } from '../api/client.ts';
import { write } from '../commands/write.ts';
import { whenText } from '../ui/dates.ts';
import { notify } from '../ui/toast.tsx';

/** Makes a version the text of its note, and offers to take that back; says whether it is. */
export async function restoreVersion(
  noteId: string,
  version: NoteVersion,
  save: () => Promise<boolean>,
): Promise<boolean> {
  // What was typed last becomes a version too, so it has to be in the notebook first.
  if (!(await save())) {
    notify({
      kind: 'error',
      text: 'What you wrote last is not saved yet, so no version was restored. Settle that first.',
    });
    return false;
  }
  const restored = await write('notes.restore', { id: noteId, versionId: version.id });
  if (restored === undefined) return false;
  const versions = await invoke('notes.versions', { id: noteId });
  const replaced = versions.ok
    ? versions.value.find(({ reason }) => reason === 'restore')
    : undefined;
  notify({
    kind: 'info',
    text: `Restored the text of ${whenText(version.createdAt)}`,
    ...(replaced === undefined
      ? {}
      : {
          action: {
            label: 'Undo',
            run: () => void restoreVersion(noteId, replaced, save),
          },
        }),
  });
  return true;
}
