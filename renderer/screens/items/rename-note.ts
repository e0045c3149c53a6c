import { invoke } from '../../api/client.ts';
import { write } from '../../commands/write.ts';
import { notify } from '../../ui/toast.tsx';

/** Gives a note another title and leaves its text as it is. */
export async function renameNote(id: string, title: string): Promise<void> {
  const note = await invoke('notes.get', { id });
  if (!note.ok) {
    notify({ kind: 'error', text: note.error.message });
    return;
  }
  const { body, version } = note.value;
  await write('notes.save', { id, title, body, version });
}
