/** Reading what was dropped, in the background: archives first, then files, stage by stage. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cslSchema, parseDate, type Csl } from '../../shared/csl.ts';
import { Refusal } from '../../shared/result.ts';
import { failureOf } from '../failure.ts';
import type { DropEntries } from '../import/drop-index.ts';
import { formatName } from '../import/index.ts';
import type { ReadLimits } from '../import/read-in-worker.ts';
import { nameInSentence } from '../import/reader.ts';
import type { SpooledFile, SpooledSource } from '../import/read-job.ts';
import { pathBeside } from '../import/source-names.ts';
import type { Notebook } from '../notebook.ts';
import { endingOf, fileOf, ignoredIn, stageOf } from './drop.ts';
import { judgeItem, makeDueFingerprints, type Marks } from './judge.ts';
import type { DropFile, Item, Session } from './session.ts';

/** Archives within archives that are opened. */
const MAX_DEPTH = 2;

/** What may come out of all the archives of a drop: 400 MB, 20,000 files. */
const MAX_UNPACKED = { bytes: 400 * 1024 * 1024, entries: 20_000 };

/** Files of one session that are read at a time; others wait, so that two sessions take turns. */
const AT_A_TIME = 2;

/** What the reading needs of its session's surroundings. */
export interface ReadingHooks {
  marks: Marks;
  /** Something has changed that windows show. */
  changed: (inLibrary?: boolean) => void;
  /** Items may have become ready to be added. */
  ready: () => void;
}

/** Documents of several kinds are archives too; only what calls itself one is opened. */
function isContainer({ path }: DropFile): boolean {
  return endingOf(path) === 'zip';
}

function newItem(file: DropFile, index: number): Item {
  return {
    key: index === 0 ? String(file.number) : `${file.number}.${index}`,
    file,
    path: file.path,
    standing: 'waiting',
    kind: '',
    csl: { title: fileOf(file.path) },
    edits: {},
    tags: [],
    tagged: false,
    alone: true,
    identifiers: [],
    attachments: [],
    decision: 'new',
    decided: false,
  };
}

function setItems(session: Session, file: DropFile, items: Item[]): void {
  file.items.forEach(({ key }) => session.items.delete(key));
  file.items = items;
  items.forEach((item) => session.items.set(item.key, item));
}

function fail(file: DropFile, error: unknown): void {
  const failure = failureOf(error);
  for (const item of file.items) {
    item.standing = 'failed';
    item.failure = failure;
  }
}

/** What reading one file of a session may take, so far as that was told. */
function limitsOf({ options }: Session): ReadLimits {
  const { seconds, megabytes } = options;
  return { timeoutMs: seconds === undefined ? undefined : seconds * 1000, memoryMb: megabytes };
}

async function openArchives(notebook: Notebook, session: Session): Promise<void> {
  const { signal } = session.abort;
  const left = { ...MAX_UNPACKED };
  for (let at = 0; at < session.files.length && !signal.aborted; at += 1) {
    const file = session.files[at];
    if (file === undefined || file.depth >= MAX_DEPTH || !isContainer(file)) continue;
    try {
      const { files, warnings } = await notebook.readers.run(
        {
          kind: 'expand',
          name: file.path,
          path: file.disk,
          folder: session.folder,
          stem: `${file.number}-entry`,
          left: { ...left },
        },
        signal,
        limitsOf(session),
      );
      left.entries -= files.length;
      for (const entry of files) {
        left.bytes -= entry.bytes;
        session.files.push({
          number: session.files.length,
          path: `${file.path}/${entry.path}`,
          disk: entry.disk,
          bytes: entry.bytes,
          depth: file.depth + 1,
          items: [],
          done: false,
        });
      }
      session.order = undefined;
      session.warnings.push(...warnings);
      file.done = true;
    } catch (error) {
      if (signal.aborted) return;
      setItems(session, file, [newItem(file, 0)]);
      fail(file, error);
      file.done = true;
    }
  }
}

/** Names that programs give to pictures from the clipboard. */
const NAMELESS = /^(?:image|picture|photo|clipboard|blob|pasted|unknown)?[\s_-]*\d{0,4}$/i;

/** What the file says of its source, and what its kind and its dates say beyond that. */
function cslOf({ csl, mediaType, createdAt }: SpooledSource, now: Date): Csl {
  if (mediaType.startsWith('image/') && NAMELESS.test(csl.title ?? '')) {
    const date = now.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
    return { ...csl, title: `Picture of ${date}` };
  }
  if (createdAt === undefined) return csl;
  const date = parseDate(createdAt);
  // When a page was clipped is when it was seen; anything else was written then.
  if (csl.URL !== undefined) return { ...csl, accessed: csl.accessed ?? date };
  return { ...csl, issued: csl.issued ?? date };
}

/** Shows what was read, with what a person changed. */
function settle({ deps }: Notebook, item: Item, source: SpooledSource): void {
  item.kind = formatName(source.mediaType);
  item.csl = withEdits(cslOf(source, deps.now()), item.edits);
  if (!item.tagged) item.tags = [...new Set(source.tags ?? [])].slice(0, 100);
  item.failure = undefined;
}

/** Metadata as it was read with what a person changed in it; null takes a field out. */
export function withEdits(csl: Csl, edits: Readonly<Record<string, unknown>>): Csl {
  const merged = Object.entries({ ...csl, ...edits });
  const left = merged.filter(([, value]) => value !== null && value !== undefined);
  const checked = cslSchema.safeParse(Object.fromEntries(left));
  const title = checked.data?.title?.trim() || csl.title;
  return checked.success ? { ...checked.data, ...(title === undefined ? {} : { title }) } : csl;
}

/** The file of the drop with a record's text: the first of those that it names and that came. */
function claimAttachment(session: Session, file: DropFile, item: Item): DropFile | undefined {
  const named = item.spool?.source.attachments ?? [];
  const found = named.flatMap((told) => {
    const path = pathBeside(file.path, told)?.normalize('NFC');
    const other = path === undefined ? undefined : session.byPath.get(path);
    return other === undefined || other === file ? [] : [other];
  });
  const [first, ...others] = found.filter(({ done, record }) => !done && record === undefined);
  if (first === undefined) return undefined;
  item.attachments = [first.path];
  item.own = item.spool?.source;
  first.record = item;
  setItems(session, first, []);
  for (const other of others) {
    // Joined to the record, not sources of their own; said, since their text is not taken.
    other.record = item;
    other.done = true;
    setItems(session, other, []);
    item.spool?.source.warnings.push(
      `Its other file “${fileOf(other.path)}” was left out: a source has one text.`,
    );
  }
  return first;
}

/** A record with the text of the file that it names. */
function joined(record: SpooledSource, text: SpooledSource): SpooledSource {
  const { record: _, ...rest } = record;
  return {
    ...text,
    ...rest,
    ...(text.language === undefined ? {} : { language: text.language }),
    mediaType: text.mediaType,
    place: text.place,
    textSha256: text.textSha256,
    words: text.words,
    paragraphs: text.paragraphs,
    excerpt: text.excerpt,
    ...(text.sketch === undefined ? {} : { sketch: text.sketch }),
    links: text.links,
    pictures: text.pictures,
    csl: { ...text.csl, ...record.csl },
    tags: [...(record.tags ?? []), ...(text.tags ?? [])],
    names: [...(record.names ?? []), ...(text.names ?? [])],
    warnings: [...record.warnings, ...text.warnings],
  };
}

function takeSources(
  notebook: Notebook,
  session: Session,
  hooks: ReadingHooks,
  file: DropFile,
  read: SpooledFile,
): void {
  const { db } = notebook;
  file.sha256 = read.sha256;
  read.used.forEach((path) => session.used.add(path));
  const { record } = file;
  const [first] = read.sources;
  if (record !== undefined && first !== undefined) {
    const source = record.own === undefined ? first : joined(record.own, first);
    record.spool = { file: String(file.number), source };
    record.file = file;
    record.alone = read.sources.length === 1;
    settle(notebook, record, source);
    record.standing = 'ready';
    judgeItem(db, hooks.marks, record);
    return;
  }
  const items = read.sources.map((source, index) => {
    const item = file.items[index] ?? newItem(file, index);
    item.alone = read.sources.length === 1;
    item.spool = { file: String(file.number), source };
    settle(notebook, item, source);
    return item;
  });
  setItems(session, file, items);
  for (const item of items) {
    const attached = item.spool?.source.record ? claimAttachment(session, file, item) : undefined;
    item.standing = attached === undefined ? 'ready' : 'reading';
    if (attached === undefined) judgeItem(db, hooks.marks, item);
  }
}

function optionsFor(session: Session, file: DropFile) {
  const { page, encoding, split } = session.options;
  const own = file.encoding ?? encoding;
  if (session.paste !== undefined && file.number === 0) {
    // What was pasted is the text itself: no line of it is taken out for a title.
    return session.paste.html
      ? ({ mediaType: 'text/html', page: 'whole', title: 'none' } as const)
      : ({ mediaType: 'text/plain', title: 'none' } as const);
  }
  return { page: file.page ?? page, split, ...(own === undefined ? {} : { encoding: own }) };
}

/** Reads one file and makes items of what it holds. */
export async function readFile(
  notebook: Notebook,
  session: Session,
  hooks: ReadingHooks,
  file: DropFile,
): Promise<void> {
  const { signal } = session.abort;
  for (const item of file.items) item.standing = 'reading';
  file.again = false;
  hooks.changed();
  try {
    const read = await notebook.readers.run(
      {
        kind: 'spool',
        name: session.paste !== undefined && file.number === 0 ? '' : file.path,
        path: file.disk,
        options: optionsFor(session, file),
        folder: session.folder,
        stem: String(file.number),
        index: session.files.length > 1 ? join(session.folder, 'index.json') : undefined,
      },
      signal,
      limitsOf(session),
    );
    takeSources(notebook, session, hooks, file, read);
  } catch (error) {
    if (signal.aborted) return;
    const { record } = file;
    if (record === undefined) fail(file, error);
    else {
      // The reference is worth having without its text.
      record.spool?.source.warnings.push(failureOf(error).message);
      record.standing = 'ready';
      record.attachments = [];
      judgeItem(notebook.db, hooks.marks, record);
    }
  }
  if (file.again) return readFile(notebook, session, hooks, file);
  file.done = true;
  hooks.changed();
  hooks.ready();
}

async function readStage(
  notebook: Notebook,
  session: Session,
  hooks: ReadingHooks,
  files: readonly DropFile[],
): Promise<void> {
  const waiting = files.values();
  const readNext = async (): Promise<void> => {
    for (const file of waiting) {
      if (session.abort.signal.aborted) return;
      if (!file.done) await readFile(notebook, session, hooks, file);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, readNext));
}

/** Leaves a file without an item: what it is nobody wants as a source. */
function ignore(session: Session, file: DropFile): void {
  if (file.done) return;
  setItems(session, file, []);
  file.done = true;
  session.ignored += 1;
}

/** Reads everything that was dropped. What goes wrong with a file is told at its item. */
export async function readDrop(
  notebook: Notebook,
  session: Session,
  hooks: ReadingHooks,
): Promise<void> {
  const { signal } = session.abort;
  for (const file of session.files) setItems(session, file, [newItem(file, 0)]);
  const pasted = session.paste && session.files[0]?.items[0];
  if (pasted !== undefined) {
    const { title, url } = session.paste ?? {};
    pasted.edits = { ...(title ? { title } : {}), ...(url ? { URL: url } : {}) };
  }
  hooks.changed();
  await makeDueFingerprints(notebook, signal);
  await openArchives(notebook, session);
  if (signal.aborted) return;
  // Before anything is left out: what nobody wants as a source may still be part of one.
  const entries: DropEntries = session.files.map(({ path, disk }) => [path, disk] as const);
  await writeFile(join(session.folder, 'index.json'), JSON.stringify(entries));
  session.byPath = new Map(session.files.map((file) => [file.path.normalize('NFC'), file]));
  const ignored = ignoredIn(session.files.map(({ path }) => path));
  for (const file of session.files) {
    if (file.done) {
      // An archive that was opened has no item of its own; one that was not says why.
      if (file.items.every(({ standing }) => standing !== 'failed')) setItems(session, file, []);
    } else if (ignored.has(file.path) && session.files.length > 1) ignore(session, file);
    else if (file.items.length === 0) setItems(session, file, [newItem(file, 0)]);
  }
  hooks.changed();
  for (const stage of [0, 1, 2] as const) {
    const files = session.files.filter(({ path, done }) => !done && stageOf(path) === stage);
    if (stage === 2) {
      for (const file of files) if (session.used.has(file.path)) ignore(session, file);
    }
    await readStage(notebook, session, hooks, files);
  }
  const [first] = session.files;
  if (session.items.size > 0 || first === undefined || signal.aborted) return;
  setItems(session, first, [newItem(first, 0)]);
  fail(
    first,
    new Refusal(
      'empty',
      `${nameInSentence(first.path)} holds nothing that can be read. Choose something else.`,
    ),
  );
}
