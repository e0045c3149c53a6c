/** Notes as Markdown: to the clipboard, to a file, and from files. */
import type { CallArgs, CallReply } from '../../shared/contract.ts';
import { picturePathsIn } from '../../shared/markdown-pictures.ts';
import { ROUTES } from '../../shared/routes.ts';
import { zipOf } from '../../shared/zip.ts';
import { invoke, messageOf, uploadFile } from '../api/client.ts';
import { write } from '../commands/write.ts';
import { saveFile } from '../dialogs/save-file.ts';
import {
  isPictureFile,
  keepPicture,
  PICTURE_ACCEPT,
} from '../editor/features/picture/keep-picture.ts';
import { notify } from '../ui/toast.tsx';

type NoteMarkdown = CallReply<'notes.markdown'>;
/** A note, and the case file whose citation style counts. */
type CitedNote = CallArgs<'notes.markdown'>;

async function markdownOf(note: CitedNote): Promise<NoteMarkdown | undefined> {
  const result = await invoke('notes.markdown', note);
  if (result.ok) return result.value;
  notify({ kind: 'error', text: result.error.message });
  return undefined;
}

/** Puts a note on the clipboard as Markdown, and says so. */
export async function copyAsMarkdown(cited: CitedNote): Promise<void> {
  const note = await markdownOf(cited);
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

/** A picture of the library by its SHA-256, as bytes. */
async function bytesOf(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(ROUTES.file(sha256));
  if (!response.ok) throw new Error('A picture’s file is missing from the library’s folder.');
  return new Uint8Array(await response.arrayBuffer());
}

/** The file of a note: its Markdown alone, or with its pictures in an archive. */
async function fileOf({ markdown, name, pictures }: NoteMarkdown): Promise<File> {
  if (pictures.length === 0) return new File([markdown], name, { type: 'text/markdown' });
  const entries = [{ path: name, bytes: new TextEncoder().encode(markdown) }];
  for (const { sha256, path } of pictures) entries.push({ path, bytes: await bytesOf(sha256) });
  const type = 'application/zip';
  return new File([zipOf(entries)], name.replace(/\.md$/, '.zip'), { type });
}

/** Saves a note as Markdown, where downloads go or where the researcher says. */
export async function saveAsMarkdown(cited: CitedNote): Promise<void> {
  const note = await markdownOf(cited);
  if (note === undefined) return;
  try {
    const file = await fileOf(note);
    const path = URL.createObjectURL(file);
    void saveFile({ path, name: file.name });
    // The download has read the address once its click is over.
    setTimeout(() => URL.revokeObjectURL(path), 60_000);
  } catch (error) {
    const reason = error instanceof Error ? ` ${error.message}` : '';
    notify({ kind: 'error', text: `The note was not saved as Markdown.${reason}` });
  }
}

function chooseFiles(): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = `.md,.markdown,.txt,.zip,text/markdown,text/plain,application/zip,${PICTURE_ACCEPT}`;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** Keeps those of the chosen pictures that a text names; their SHA-256 by the paths it uses. */
async function keepNamed(text: string, chosen: readonly File[]): Promise<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const path of picturePathsIn(text)) {
    const file = chosen.find(({ name }) => name.normalize() === path.split('/').at(-1));
    const picture = file && (await keepPicture(file));
    if (picture !== undefined) kept[path] = picture.sha256;
  }
  return kept;
}

async function importArchive(file: File, caseId: string | undefined): Promise<string | undefined> {
  try {
    const upload = await uploadFile(file);
    return (await write('notes.importArchive', { upload, caseId }))?.at(-1)?.id;
  } catch (error) {
    notify({ kind: 'error', text: messageOf(error) });
    return undefined;
  }
}

/**
 * Makes a note of each Markdown file that is chosen, alone or in an archive, with the pictures that
 * are chosen with it; gives the id of the last one made.
 */
export async function importMarkdown(caseId: string | undefined): Promise<string | undefined> {
  const chosen = await chooseFiles();
  const pictures = chosen.filter(isPictureFile);
  let made: string | undefined;
  for (const file of chosen) {
    if (pictures.includes(file)) continue;
    if (/\.zip$/i.test(file.name)) {
      made = (await importArchive(file, caseId)) ?? made;
      continue;
    }
    const text = await file.text();
    const named = await keepNamed(text, pictures);
    const note = await write('notes.importMarkdown', {
      text,
      name: file.name,
      caseId,
      pictures: named,
    });
    made = note?.id ?? made;
  }
  return made;
}
