/** Notes out of the library as Markdown, and Markdown into it as notes. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { CallArgs, CallReply } from '../shared/contract.ts';
import type { Block } from '../shared/document.ts';
import type { Note } from '../shared/domain.ts';
import { picturePathsIn } from '../shared/markdown-pictures.ts';
import { Refusal } from '../shared/result.ts';
import {
  blocksToRichText,
  richTextSchema,
  richTextToBlocks,
  type RichText,
} from '../shared/rich-text.ts';
import { citeBody } from './citations/citing.ts';
import { fileNameOf } from './export/file-name.ts';
import { blocksToMarkdown } from './export/markdown.ts';
import { openArchive, type Archive } from './import/archive.ts';
import { vaultPartOf } from './import/front-matter.ts';
import { baseName } from './import/reader.ts';
import { keepPictureBytes } from './keep-picture.ts';
import { withTargets } from './note-targets.ts';
import type { Notebook } from './notebook.ts';
import { withPresentNames } from './present-names.ts';
import { inTransaction, type WritableDB } from './store/connection.ts';
import { findFile } from './store/files.ts';
import { recordInto } from './store/history.ts';
import { getNote, insertNote, saveNote } from './store/notes.ts';
import { addToOutline } from './store/outline.ts';
import type { Deps } from './store/rows.ts';
import { PICTURE_ENDINGS } from './picture-endings.ts';
import { setTags } from './store/tags.ts';
import { dropUpload, findUpload } from './uploads.ts';

function headingOf(title: string): Block {
  return { type: 'heading', level: 1, runs: [{ text: title }] };
}

/**
 * A note as a Markdown file: its tags as front matter, its title as the first heading, its text
 * with citations in the style of the case file, or of the library.
 */
export async function exportNote(
  { db, citations }: Pick<Notebook, 'db' | 'citations'>,
  { id, caseId }: CallArgs<'notes.markdown'>,
): Promise<CallReply<'notes.markdown'>> {
  const { title, tags, body } = getNote(db, id);
  const name = title.trim();
  const text = await citeBody({ db, citations }, withPresentNames(db, body), {
    caseId,
    linked: true,
  });
  const pictures = new Map<string, string>();
  const markdown = blocksToMarkdown(name === '' ? text : [headingOf(name), ...text], {
    fileName: (sha256) => {
      const file = findFile(db, sha256);
      const path = `files/${sha256}${PICTURE_ENDINGS[file?.mediaType ?? ''] ?? ''}`;
      if (file !== undefined) pictures.set(sha256, path);
      return path;
    },
  });
  const matter = tags.length === 0 ? '' : `---\n${stringify({ tags })}---\n\n`;
  return {
    markdown: matter + markdown,
    name: fileNameOf(name === '' ? 'Note' : name, 'md'),
    pictures: [...pictures].map(([sha256, path]) => ({ sha256, path })),
  };
}

/** The text below a title; a note that is a title only has none. */
function textBelow(title: string, blocks: Block[]): Block[] {
  const [only, ...others] = blocks;
  const repeats = only?.type === 'heading' && only.runs.map((run) => run.text).join('') === title;
  return repeats && others.length === 0 ? [] : blocks;
}

interface MarkdownFile {
  text: string;
  /** The file's name, for the title when the text has none. */
  name: string;
  /** SHA-256 of kept pictures by the paths that the text calls them. */
  pictures?: Readonly<Record<string, string>> | undefined;
}

/** What a Markdown file says, as a note. Throws a `Refusal` for what can't be kept as one. */
async function readNote(
  { db, readers }: Notebook,
  { text, name, pictures = {} }: MarkdownFile,
): Promise<{ title: string; body: RichText; tags: string[] }> {
  const bytes = new TextEncoder().encode(text);
  const options = { mediaType: 'text/markdown', writing: true, pictures };
  const read = await readers.read({ name, bytes }, options);
  const title = read.csl.title ?? '';
  const blocks = withTargets(db, textBelow(title, read.document.blocks));
  const checked = richTextSchema.safeParse(blocksToRichText(blocks));
  if (checked.success) return { title, body: checked.data, tags: read.tags ?? [] };
  throw new Refusal(
    'unsupported-format',
    `The Markdown can't be kept as a note: ${checked.error.issues[0]?.message ?? 'it does not fit.'}`,
  );
}

/** A note whose links by title also find notes that came after it. */
function linkedAnew(db: WritableDB, deps: Deps, id: string): Note {
  const { title, body, version } = getNote(db, id);
  const linked = blocksToRichText(withTargets(db, richTextToBlocks(body)));
  return isDeepStrictEqual(linked, body)
    ? getNote(db, id)
    : saveNote(db, deps, { id, title, body: linked, version });
}

/** Writes notes, in the case file when one is named: one step of the history. */
function writeNotes(
  { db, deps, step }: Notebook,
  notes: ReadonlyArray<Awaited<ReturnType<typeof readNote>>>,
  caseId: string | undefined,
): Note[] {
  const write = () => {
    const ids = notes.map(({ title, body, tags }) => {
      const id = insertNote(db, deps, { title, body });
      if (tags.length > 0) setTags(db, 'note', id, tags);
      if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'note', id });
      return id;
    });
    return ids.map((id) => (notes.length > 1 ? linkedAnew(db, deps, id) : getNote(db, id)));
  };
  return step === undefined ? inTransaction(db, write) : recordInto(db, step, write);
}

/** Makes a note of Markdown; one without a text and a title is refused. */
export async function importNote(
  notebook: Notebook,
  { caseId, ...file }: CallArgs<'notes.importMarkdown'>,
): Promise<Note> {
  const [note] = writeNotes(notebook, [await readNote(notebook, file)], caseId);
  if (note === undefined) throw new Error('A note was written and is not there.');
  return note;
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(
      'not-text',
      `“${path}” is not text in UTF-8. Save it as that, and try again.`,
    );
  }
}

/** Keeps the pictures that a Markdown file of an archive names; their SHA-256 by their paths. */
function keepNamed(notebook: Notebook, archive: Archive, path: string, text: string) {
  const folder = path.replace(/[^/]*$/, '');
  const kept = picturePathsIn(text).flatMap((named) => {
    const bytes = archive.read(folder + named);
    const sha256 = bytes && keepPictureBytes(notebook, baseName(named), bytes);
    return sha256 === undefined ? [] : [[named, sha256] as const];
  });
  return Object.fromEntries(kept);
}

/** Makes notes of the Markdown files in an uploaded archive, with their pictures: one step. */
export async function importNoteArchive(
  notebook: Notebook,
  { upload, caseId }: CallArgs<'notes.importArchive'>,
): Promise<Note[]> {
  const { path, name } = findUpload(notebook.paths.temporary, upload);
  try {
    const archive = openArchive(readFileSync(path), name);
    const files = archive.entries.filter((entry) => /\.(?:md|markdown)$/i.test(entry.path));
    if (files.length === 0) {
      throw new Refusal('empty', `“${name}” holds no Markdown file. Choose another.`);
    }
    const texts = files.map(({ path: at }) => ({
      path: at,
      text: textOf(archive.read(at) ?? new Uint8Array(), at),
    }));
    // In a folder that Casebook exported there are sources and comments too, which are no notes.
    const wanted = texts.filter(({ text }) => (vaultPartOf(text) ?? 'note') === 'note');
    if (wanted.length === 0) {
      throw new Refusal(
        'empty',
        `“${name}” was exported from Casebook without notes. Its sources can be added as sources.`,
      );
    }
    const notes = [];
    for (const file of wanted) {
      const { text } = file;
      const pictures = keepNamed(notebook, archive, file.path, text);
      notes.push(await readNote(notebook, { text, name: baseName(file.path), pictures }));
    }
    return writeNotes(notebook, notes, caseId);
  } finally {
    dropUpload(notebook.paths.temporary, upload);
  }
}
