/** Notes out of the library as Markdown, and Markdown into it as notes. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { CallArgs, CallReply } from '../shared/contract.ts';
import type { Block, Reference } from '../shared/document.ts';
import type { Note } from '../shared/domain.ts';
import { picturePathsIn } from '../shared/markdown-pictures.ts';
import { Refusal } from '../shared/result.ts';
import { blocksToRichText, richTextSchema, type RichText } from '../shared/rich-text.ts';
import { citeBody } from './citations/citing.ts';
import { fileNameOf } from './export/file-name.ts';
import { blocksToMarkdown } from './export/markdown.ts';
import { openArchive, type Archive } from './import/archive.ts';
import { titleInMatter, vaultPartOf } from './import/front-matter.ts';
import { baseName } from './import/reader.ts';
import { linkName, pathBeside } from './import/source-names.ts';
import { keepPictureBytes } from './keep-picture.ts';
import { decodedPath, withTargets, type Beside } from './note-targets.ts';
import type { Notebook } from './notebook.ts';
import { withPresentNames } from './present-names.ts';
import { inTransaction, type WritableDB } from './store/connection.ts';
import { findFile } from './store/files.ts';
import { recordInto } from './store/history.ts';
import { findByTitle } from './store/note-links.ts';
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

interface ReadNote {
  title: string;
  /** Its links as they are written. */
  blocks: Block[];
  tags: string[];
  /** What the files beside it are; more is known once their notes are written. */
  beside?: Beside;
}

function bodyOf(db: Notebook['db'], { blocks, beside }: ReadNote): RichText {
  return blocksToRichText(withTargets(db, blocks, beside));
}

/** What a Markdown file says, as a note. Throws a `Refusal` for what can't be kept as one. */
async function readNote(
  { db, readers }: Notebook,
  { text, name, pictures = {} }: MarkdownFile,
): Promise<ReadNote> {
  const bytes = new TextEncoder().encode(text);
  const options = { mediaType: 'text/markdown', writing: true, pictures };
  const read = await readers.read({ name, bytes }, options);
  const title = read.csl.title ?? '';
  const note = { title, blocks: textBelow(title, read.document.blocks), tags: read.tags ?? [] };
  const checked = richTextSchema.safeParse(bodyOf(db, note));
  if (checked.success) return note;
  throw new Refusal(
    'unsupported-format',
    `The Markdown can't be kept as a note: ${checked.error.issues[0]?.message ?? 'it does not fit.'}`,
  );
}

/** A note whose links also find notes that came after it. */
function linkedAnew(db: WritableDB, deps: Deps, id: string, read: ReadNote): Note {
  const { title, body, version } = getNote(db, id);
  const linked = bodyOf(db, read);
  return isDeepStrictEqual(linked, body)
    ? getNote(db, id)
    : saveNote(db, deps, { id, title, body: linked, version });
}

/**
 * Writes notes, in the case file when one is named: one step of the history. `written` is told of
 * each.
 */
function writeNotes(
  { db, deps, step }: Notebook,
  notes: readonly ReadNote[],
  caseId: string | undefined,
  written: (note: ReadNote, id: string) => void = () => undefined,
): Note[] {
  const write = () => {
    const ids = notes.map((note) => {
      const { title, tags } = note;
      const id = insertNote(db, deps, { title, body: bodyOf(db, note) });
      if (tags.length > 0) setTags(db, 'note', id, tags);
      if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'note', id });
      written(note, id);
      return [id, note] as const;
    });
    return ids.map(([id, note]) =>
      notes.length > 1 ? linkedAnew(db, deps, id, note) : getNote(db, id),
    );
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

/** The sources of the library that pages of a folder tell of, by the names of their paths. */
function sourcesAmong(
  db: Notebook['db'],
  texts: ReadonlyArray<{ path: string; text: string }>,
): Map<string, Reference> {
  return new Map(
    texts.flatMap(({ path, text }) => {
      const title = vaultPartOf(text) === 'source' ? titleInMatter(text) : undefined;
      const id = title === undefined ? undefined : findByTitle(db, 'source', title);
      return id === undefined ? [] : [[linkName(path), { kind: 'source' as const, id }] as const];
    }),
  );
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
    const known = sourcesAmong(notebook.db, texts);
    const paths = new Map<ReadNote, string>();
    const notes: ReadNote[] = [];
    for (const { path: at, text } of wanted) {
      const pictures = keepNamed(notebook, archive, at, text);
      const read = await readNote(notebook, { text, name: baseName(at), pictures });
      const note: ReadNote = {
        ...read,
        beside: (told) => known.get(linkName(pathBeside(at, decodedPath(told)) ?? '')),
      };
      notes.push(note);
      paths.set(note, at);
    }
    return writeNotes(notebook, notes, caseId, (note, id) => {
      known.set(linkName(paths.get(note) ?? ''), { kind: 'note', id });
    });
  } finally {
    dropUpload(notebook.paths.temporary, upload);
  }
}
