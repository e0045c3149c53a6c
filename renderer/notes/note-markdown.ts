/** Notes as Markdown: to the clipboard, to a file, and from files. */
import { invoke } from '../api/client.ts';
import { write } from '../commands/write.ts';
import { saveFile } from '../dialogs/save-file.ts';
import { notify } from '../ui/toast.tsx';

async function markdownOf(id: string): Promise<{ markdown: string; name: string } | undefined> {
  const result = await invoke('notes.markdown', { id });
  if (result.ok) return result.value;
  notify({ kind: 'error', text: result.error.message });
  return undefined;
}

/** Puts a note on the clipboard as Markdown, and says so. */
export async function copyAsMarkdown(id: string): Promise<void> {
  const note = await markdownOf(id);
  if (note === undefined) return;
  try {
    await navigator.clipboard.writeText(note.markdown);
    notify({ kind: 'info', text: 'The note is on the clipboard as Markdown.' });
  } catch {
    notify({
      kind: 'error',
      text: 'The clipboard can’t be written to. Save the note as Markdown instead.',
    });
  }
}

/** Saves a note as a Markdown file, where downloads go or where the researcher says. */
export async function saveAsMarkdown(id: string): Promise<void> {
  const note = await markdownOf(id);
  if (note === undefined) return;
  const path = URL.createObjectURL(new Blob([note.markdown], { type: 'text/markdown' }));
  saveFile({ path, name: note.name });
  // The download has read the address once its click is over.
  setTimeout(() => URL.revokeObjectURL(path), 60_000);
}

function chooseFiles(): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.md,.markdown,.txt,text/markdown,text/plain';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** Makes a note of each Markdown file that is chosen; gives the id of the last one made. */
export async function importMarkdown(caseId: string | undefined): Promise<string | undefined> {
  let made: string | undefined;
  for (const file of await chooseFiles()) {
    const note = await write('notes.importMarkdown', {
      text: await file.text(),
      name: file.name,
      caseId,
    });
    made = note?.id ?? made;
  }
  return made;
}
