/** The import sessions of one open library: beginning, changing, adding, ending. */
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallArgs } from '../../shared/contract.ts';
import type { ImportItem, ImportOutcome, ImportSession } from '../../shared/imports.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { Refusal } from '../../shared/result.ts';
import { failureOf } from '../failure.ts';
import { changedCsl } from '../change-metadata.ts';
import type { Notebook } from '../notebook.ts';
import { getCaseSummary } from '../store/cases.ts';
import { isOpenStep } from '../store/history.ts';
import { dropUpload, findUpload } from '../uploads.ts';
import { addReady, isFinished } from './adding.ts';
import { dropPath } from './drop.ts';
import { createMarks, judgeItem } from './judge.ts';
import { readDrop, readFile, withEdits, type ReadingHooks } from './reading.ts';
import { reportText } from './report.ts';
import {
  itemView,
  sessionView,
  sortedItems,
  type DropFile,
  type Item,
  type Session,
} from './session.ts';

/** Windows hear of a session at most this often, in ms. */
const TELL_MS = 250;

/** How long items that are ready wait for others while files are still read, in ms. */
const GATHER_MS = 500;

/** Ended sessions that are remembered for their reports. */
const REMEMBERED = 10;

interface Live {
  session: Session;
  hooks: ReadingHooks;
  /** Something is being added just now. */
  adding: boolean;
  /** When something was added last, in ms since 1970. */
  addedAt: number;
  timer: NodeJS.Timeout | undefined;
  /** Settles when the session is done or cancelled. */
  end: PromiseWithResolvers<void>;
}

/** The sessions of one open library. */
export interface ImportSessions {
  live: Map<string, Live>;
}

/** Where there are no sessions yet. */
export function createImportSessions(): ImportSessions {
  return { live: new Map() };
}

function liveOf({ imports }: Notebook, id: string): Live {
  const live = imports.live.get(id);
  if (live !== undefined) return live;
  throw new Refusal('not-found', 'That import is not there any more. Drop the files again.');
}

/** Tells windows of changes, at most four times a second and always of the last. */
function createTeller({ emit }: Notebook) {
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  let library = false;
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    last = Date.now();
    emit({
      type: 'changed',
      topics: library
        ? ['imports', 'sources', 'cases', 'tags', 'highlights', 'history']
        : ['imports'],
    });
    library = false;
  };
  return {
    changed(inLibrary = false) {
      library ||= inLibrary;
      if (timer !== undefined) return;
      const wait = last + TELL_MS - Date.now();
      if (wait <= 0) tell();
      else timer = setTimeout(tell, wait).unref();
    },
    now: tell,
  };
}

function checkPaste({ paste, uploads }: CallArgs<'imports.start'>): void {
  if (paste === undefined) {
    if (uploads.length > 0) return;
    throw new Refusal('empty', 'Nothing was dropped. Choose files or folders to import.');
  }
  if (paste.text.trim() === '' && (paste.html ?? '').trim() === '') {
    throw new Refusal(
      'empty',
      'There is nothing to add yet. Paste or type the text of the source first.',
    );
  }
  if (paste.url !== undefined && paste.url !== '' && !isAllowedHref(paste.url)) {
    throw new Refusal(
      'bad-arguments',
      `"${paste.url}" is not a web address. It begins with https:// or http://.`,
    );
  }
}

function fileAt(number: number, path: string, disk: string): DropFile {
  const { size } = statSync(disk);
  return { number, path, disk, bytes: size, depth: 0, items: [], done: false };
}

/** Moves uploads and pasted text into the session's own folder. */
async function takeFiles(
  { paths }: Notebook,
  folder: string,
  { uploads, paste }: CallArgs<'imports.start'>,
): Promise<DropFile[]> {
  const files: DropFile[] = [];
  if (paste !== undefined) {
    const html = paste.html !== undefined && paste.html.trim() !== '' ? paste.html : undefined;
    const disk = join(folder, 'pasted');
    writeFileSync(disk, html ?? paste.text);
    files.push(fileAt(0, paste.title || 'Pasted text', disk));
  }
  for (const { id, path } of uploads) {
    const upload = findUpload(paths.temporary, id);
    const number = files.length;
    const disk = join(folder, `${number}.file`);
    renameSync(upload.path, disk);
    dropUpload(paths.temporary, id);
    files.push(fileAt(number, dropPath(path ?? upload.name, upload.name), disk));
    // Thousands take a while; others get their turn.
    if (number % 25 === 24) await new Promise((resolve) => setImmediate(resolve));
  }
  return files;
}

/** Begins a session; its files are read from now on. */
export async function startImport(
  notebook: Notebook,
  args: CallArgs<'imports.start'>,
): Promise<ImportSession> {
  checkPaste(args);
  const { db, deps, paths, imports } = notebook;
  if (args.caseId !== undefined) getCaseSummary(db, args.caseId);
  const id = deps.newId();
  const folder = join(paths.temporary, `import-${id}`);
  mkdirSync(folder, { recursive: true });
  let files: DropFile[];
  try {
    files = await takeFiles(notebook, folder, args);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const { paste } = args;
  const session: Session = {
    id,
    folder,
    caseId: args.caseId,
    options: args.options,
    files,
    items: new Map(),
    ignored: 0,
    reading: true,
    adding: undefined,
    ended: undefined,
    step: undefined,
    abort: new AbortController(),
    outcome: { added: [], revised: [], skipped: [] },
    used: new Set(),
    byPath: new Map(),
    order: undefined,
    warnings: [],
    work: [],
    ...(paste === undefined
      ? {}
      : { paste: { html: (paste.html ?? '').trim() !== '', title: paste.title, url: paste.url } }),
  };
  const teller = createTeller(notebook);
  const live: Live = {
    session,
    adding: false,
    addedAt: 0,
    timer: undefined,
    end: Promise.withResolvers(),
    hooks: {
      marks: createMarks(),
      changed: teller.changed,
      ready: () => pumpSoon(notebook, live),
    },
  };
  imports.live.set(id, live);
  forgetOld(imports);
  session.work.push(
    readDrop(notebook, session, live.hooks)
      .catch((error: unknown) => session.warnings.push(failureOf(error).message))
      .finally(() => {
        session.reading = false;
        live.hooks.changed();
        void pump(notebook, live);
      }),
  );
  return sessionView(session);
}

function forgetOld({ live }: ImportSessions): void {
  const ended = [...live.values()].filter(({ session }) => session.ended !== undefined);
  for (const { session } of ended.slice(0, -REMEMBERED)) live.delete(session.id);
}

/** While files are still read, those that are ready go together; the first goes at once. */
function pumpSoon(notebook: Notebook, live: Live): void {
  const { session } = live;
  const wait = live.addedAt + GATHER_MS - Date.now();
  if (wait <= 0 || !session.reading) void pump(notebook, live);
  else live.timer ??= setTimeout(() => void pump(notebook, live), wait);
}

/** Adds what is ready, when something is to be added and nobody is at it yet. */
async function pump(notebook: Notebook, live: Live): Promise<void> {
  const { session } = live;
  const { adding } = session;
  clearTimeout(live.timer);
  live.timer = undefined;
  if (adding === undefined || live.adding || session.ended !== undefined) return;
  live.adding = true;
  live.addedAt = Date.now();
  const added = addReady(notebook, session, adding, () => live.hooks.changed(true));
  session.work.push(added.catch(() => undefined));
  try {
    const { undone } = await added;
    if (undone) session.adding = undefined;
  } catch (error) {
    session.warnings.push(failureOf(error).message);
    session.adding = undefined;
  } finally {
    live.adding = false;
  }
  if (session.adding !== adding) {
    // Undone, cancelled, or another wish came meanwhile.
    if (session.adding !== undefined) return pump(notebook, live);
  } else if (isFinished(session, adding)) {
    session.adding = undefined;
    if (isFinished(session, { ...adding, keys: undefined })) end(live, 'done');
  }
  live.hooks.changed(true);
}

function end(live: Live, how: 'done' | 'cancelled'): void {
  const { session } = live;
  session.ended = how;
  clearTimeout(live.timer);
  void Promise.allSettled(session.work).then(() => {
    rmSync(session.folder, { recursive: true, force: true });
    live.end.resolve();
  });
}

/** Adds items of a session: those named, or all, also those still to be read. */
export function addItems(notebook: Notebook, args: CallArgs<'imports.add'>): ImportSession {
  const live = liveOf(notebook, args.id);
  const { session } = live;
  refuseEnded(session);
  const caseId = args.caseId === undefined ? session.caseId : (args.caseId ?? undefined);
  if (caseId !== undefined) getCaseSummary(notebook.db, caseId);
  // What was undone stays so; what is added from now on is a step of its own.
  if (session.step !== undefined && !isOpenStep(notebook.db, session.step.id)) {
    session.step = undefined;
  }
  const before = session.adding?.keys;
  const { keys, newCase, tags } = args;
  session.adding = {
    // What was asked for before and is still under way is not forgotten.
    keys: keys === undefined ? undefined : new Set([...keys, ...(before ?? [])]),
    caseId: newCase === undefined ? caseId : undefined,
    newCase,
    tags,
  };
  void pump(notebook, live);
  return sessionView(session);
}

function refuseEnded(session: Session): void {
  if (session.ended === undefined) return;
  const how = session.ended === 'done' ? 'is done' : 'was cancelled';
  throw new Refusal('conflict', `That import ${how}. Drop the files again to change it.`);
}

/** An item that can still be changed: neither added, nor just being. */
function isOpen({ standing }: Item): boolean {
  return !['adding', 'added', 'revised', 'left'].includes(standing);
}

function hasTarget({ duplicate }: Item): boolean {
  return duplicate !== undefined && duplicate.trashed !== true;
}

/** Changes items that were not added yet. */
export function changeItems(notebook: Notebook, args: CallArgs<'imports.change'>): ImportSession {
  const live = liveOf(notebook, args.id);
  const { session, hooks } = live;
  refuseEnded(session);
  const { keys, decision, csl, tags, encoding, page } = args;
  const named = keys?.flatMap((key) => session.items.get(key) ?? []) ?? [...session.items.values()];
  const items = named.filter(isOpen);
  const again = new Set<DropFile>();
  for (const item of items) {
    if (csl !== undefined) {
      // Refused here when it can't be saved, and not only when the source is added.
      changedCsl(item.csl, csl);
      item.edits = { ...item.edits, ...csl };
      item.csl = withEdits(item.csl, csl);
      if (item.standing === 'ready') judgeItem(notebook.db, hooks.marks, item);
    }
    if (tags !== undefined) {
      item.tags = [...new Set(tags)];
      item.tagged = true;
    }
    if (decision !== undefined && (decision !== 'revision' || hasTarget(item))) {
      item.decision = decision;
      item.decided = true;
    }
    if (encoding !== undefined) item.file.encoding = encoding;
    if (page !== undefined) item.file.page = page;
    if (encoding !== undefined || page !== undefined) again.add(item.file);
  }
  for (const file of again) readAgain(notebook, live, file);
  hooks.changed();
  return sessionView(session);
}

/** Reads a file in another way; one that is still to be read is read so in its turn. */
function readAgain(notebook: Notebook, { session, hooks }: Live, file: DropFile): void {
  if (!file.done) {
    if (file.items.some(({ standing }) => standing === 'reading')) file.again = true;
    return;
  }
  file.done = false;
  for (const item of file.items) item.standing = 'reading';
  if (file.record !== undefined) file.record.standing = 'reading';
  session.work.push(readFile(notebook, session, hooks, file));
}

/** Ends a session; what was added stays. */
export function cancelImport(notebook: Notebook, id: string): ImportSession {
  const live = liveOf(notebook, id);
  const { session } = live;
  if (session.ended === undefined) {
    session.abort.abort();
    session.adding = undefined;
    end(live, 'cancelled');
    live.hooks.changed();
  }
  return sessionView(session);
}

/** One session as it is now. */
export function getImport(notebook: Notebook, id: string): ImportSession {
  return sessionView(liveOf(notebook, id).session);
}

/** The sessions that are not done or cancelled, the newest first. */
export function listImports({ imports }: Notebook): ImportSession[] {
  return [...imports.live.values()]
    .filter(({ session }) => session.ended === undefined)
    .map(({ session }) => sessionView(session))
    .toReversed();
}

/** Some of a session's items, in the order of their paths. */
export function listItems(
  notebook: Notebook,
  { id, offset, limit }: CallArgs<'imports.items'>,
): ImportItem[] {
  const { session } = liveOf(notebook, id);
  return sortedItems(session)
    .slice(offset, offset + limit)
    .map((item) => itemView(session, item));
}

/** What came of a session so far. */
export function reportImport(notebook: Notebook, id: string): ImportOutcome {
  const { session } = liveOf(notebook, id);
  const { outcome, warnings } = session;
  const failed = sortedItems(session).flatMap(({ path, failure }) =>
    failure === undefined ? [] : [{ file: path, ...failure }],
  );
  const whole = { ...outcome, failed };
  return { ...whole, text: reportText(whole, warnings) };
}

/** Imports without a preview: reads, decides by itself, adds, and tells what came of it. */
export async function importAtOnce(
  notebook: Notebook,
  start: CallArgs<'imports.start'>,
): Promise<ImportOutcome> {
  const { id } = await startImport(notebook, start);
  addItems(notebook, { id, tags: [] });
  await liveOf(notebook, id).end.promise;
  return reportImport(notebook, id);
}

/** Ends all sessions and waits until their folders are gone. */
export async function closeImports(notebook: Notebook): Promise<void> {
  const all = [...notebook.imports.live.values()];
  for (const { session } of all) cancelImport(notebook, session.id);
  await Promise.all(all.map(({ end: { promise } }) => promise));
}
