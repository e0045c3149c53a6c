/** Adding what was read to the library: in slices, all in one step of the history. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceDocument } from '../../shared/document.ts';
import type { ImportOutcome } from '../../shared/imports.ts';
import { Refusal } from '../../shared/result.ts';
import { failureOf } from '../failure.ts';
import { keepFile } from '../file-store.ts';
import type { Notebook } from '../notebook.ts';
import { putNewText } from '../revise-source.ts';
import { insertCase } from '../store/cases.ts';
import { inTransaction } from '../store/connection.ts';
import { recordFile } from '../store/files.ts';
import { storeFingerprint } from '../store/fingerprints.ts';
import { beginStep, endStep, isOpenStep, recordInto } from '../store/history.ts';
import { addToOutline } from '../store/outline.ts';
import { AT_ONCE } from '../store/search-index.ts';
import { getSourceSummary, insertSource, listTitles, updateSource } from '../store/sources.ts';
import { addTags } from '../store/tags.ts';
import { importStepLabel } from '../step-labels.ts';
import { fileOf } from './drop.ts';
import { cameMeanwhile, noSource } from './judge.ts';
import { namesOf, resolveLinks, titleMap, type LinkTargets } from './links.ts';
import { reasonOf } from './report.ts';
import { picturesOf, sortedItems, type Adding, type Item, type Session } from './session.ts';
import { withEdits } from './reading.ts';

/**
 * What one transaction takes at most: as many as are indexed in it. Larger ones leave fewer pieces of
 * the index to merge.
 */
export const SLICE = { items: AT_ONCE, bytes: 8 * 1024 * 1024 };

/** How long a transaction may take, in ms; slices grow and shrink with the machine's speed. */
const SLICE_MS = 300;
/** After so long, in ms, it ends with the item under way when a call waits. */
const PATIENCE_MS = 40;

/** The share of a whole slice that is begun with, and the least. */
export const FIRST_SHARE = 0.1;
const LEAST_SHARE = 0.02;

/** The share of a whole slice that suits the machine, after the time that the last one took. */
export function nextShare(share: number, ms: number): number {
  return Math.min(1, Math.max(LEAST_SHARE, share * Math.min(3, SLICE_MS / Math.max(1, ms))));
}

/** An item with its text, as it goes into the library. */
interface Ready {
  item: Item;
  /** Absent for items that are left out. */
  text?: { document: SourceDocument | string; text: string };
}

/** What is to be written down of an item once its transaction has ended well. */
interface Done {
  item: Item;
  standing: 'added' | 'revised' | 'left';
  sourceId?: string | undefined;
  note: (outcome: Omit<ImportOutcome, 'text' | 'failed'>) => void;
}

function isWanted({ keys }: Adding, item: Item): boolean {
  return keys === undefined || keys.has(item.key);
}

/** Where a text's links lead is only known once everything was read. */
function mayGo(session: Session, item: Item): boolean {
  return !session.reading || (item.spool?.source.links.length ?? 0) === 0;
}

function nextSlice(session: Session, adding: Adding, share: number): Item[] {
  const slice: Item[] = [];
  let bytes = 0;
  for (const item of sortedItems(session)) {
    if (item.standing !== 'ready' || !isWanted(adding, item) || !mayGo(session, item)) continue;
    const place = item.spool?.source.place;
    const size = item.decision === 'skip' || place === undefined ? 0 : place.document + place.text;
    if (slice.length > 0 && bytes + size > SLICE.bytes * share) break;
    slice.push(item);
    bytes += size;
    if (slice.length >= SLICE.items * share) break;
  }
  return slice;
}

async function readSpool(session: Session, item: Item) {
  const { spool } = item;
  if (spool === undefined) throw new Error('An item was added before it was read.');
  const { at, document, text } = spool.source.place;
  const handle = await open(join(session.folder, spool.file), 'r');
  try {
    const bytes = Buffer.alloc(document + text);
    await handle.read(bytes, 0, bytes.length, at);
    return {
      document: bytes.toString('utf8', 0, document),
      text: bytes.toString('utf8', document),
    };
  } finally {
    await handle.close();
  }
}

/** Has an item's text at hand and its files in the library, before any record speaks of them. */
async function prepare(
  { paths }: Notebook,
  session: Session,
  adding: Adding,
  item: Item,
  targets: () => LinkTargets,
): Promise<Ready> {
  if (item.decision === 'skip') return { item };
  const text = await readSpool(session, item);
  const { sha256, disk } = item.file;
  if (hasOriginal(session, item) && sha256 !== undefined) {
    await keepFile(paths.files, disk, sha256);
  }
  for (const picture of picturesOf(item)) {
    await keepFile(paths.files, join(session.folder, picture.sha256), picture.sha256);
  }
  if (item.spool?.source.links.length === 0) return { item, text };
  const document = JSON.parse(text.document) as SourceDocument;
  return {
    item,
    text: { ...text, document: resolveLinks(session, adding, item, document, targets()) },
  };
}

/** What was typed or copied has no file of its own. */
function hasOriginal(session: Session, item: Item): boolean {
  return session.paste === undefined || item.file.number !== 0;
}

function recordFiles({ db, deps }: Notebook, session: Session, item: Item): string | undefined {
  for (const { sha256, name, bytes, mediaType } of picturesOf(item)) {
    recordFile(db, deps, { sha256, name, bytes, mediaType });
  }
  const { sha256, path, bytes } = item.file;
  if (!hasOriginal(session, item) || sha256 === undefined) return undefined;
  const mediaType = item.spool?.source.mediaType ?? 'application/octet-stream';
  recordFile(db, deps, { sha256, name: fileOf(path), bytes, mediaType });
  return sha256;
}

function leaveOut(
  { db, deps }: Notebook,
  item: Item,
  caseId: string | undefined,
  duplicate = item.duplicate,
): Done {
  const id = duplicate?.trashed === true ? undefined : duplicate?.sourceId;
  const inCase = caseId !== undefined && id !== undefined;
  if (inCase) addToOutline(db, deps, { caseId, kind: 'source', id });
  const own = item.decided || duplicate !== undefined ? undefined : noSource(item);
  const reason = own ?? reasonOf(duplicate, item.decided);
  return {
    item,
    standing: 'left',
    sourceId: id,
    note: ({ skipped }) =>
      skipped.push({
        file: item.path,
        ...(id === undefined ? {} : { id }),
        title: duplicate?.title ?? item.csl.title ?? item.path,
        reason: inCase ? `${reason} It is in this case file now.` : reason,
      }),
  };
}

function revise(
  notebook: Notebook,
  session: Session,
  { item, text }: Required<Ready>,
  target: string,
): Done {
  const { db, deps } = notebook;
  const source = item.spool?.source;
  const original = recordFiles(notebook, session, item);
  const { document } = text;
  const { anchors, title } = putNewText(
    notebook,
    target,
    {
      document: typeof document === 'string' ? (JSON.parse(document) as SourceDocument) : document,
      text: text.text,
      textSha256: source?.textSha256 ?? '',
      words: source?.words ?? 0,
      paragraphs: source?.paragraphs ?? 0,
      language: source?.language,
    },
    original,
  );
  if (Object.keys(item.edits).length > 0) {
    const { csl } = getSourceSummary(db, target);
    updateSource(db, deps, target, withEdits(csl, item.edits));
  }
  return {
    item,
    standing: 'revised',
    sourceId: target,
    note: ({ revised }) =>
      revised.push({ file: item.path, id: target, title, review: anchors.review ?? 0 }),
  };
}

function addNew(notebook: Notebook, session: Session, { item, text }: Required<Ready>): Done {
  const { db, deps } = notebook;
  const { csl, spool } = item;
  const source = spool?.source;
  const title = csl.title ?? fileOf(item.path);
  const { words = 0, paragraphs = 0, warnings = [] } = source ?? {};
  const id = insertSource(db, deps, {
    id: item.plannedId,
    ...text,
    textSha256: source?.textSha256 ?? '',
    words,
    paragraphs,
    language: source?.language,
    title,
    csl: { ...csl, title },
    originalSha256: recordFiles(notebook, session, item),
  });
  storeFingerprint(db, {
    sourceId: id,
    identifiers: item.identifiers,
    sketch: source?.sketch,
  });
  return {
    item,
    standing: 'added',
    sourceId: id,
    note: ({ added }) =>
      added.push({ file: item.path, id, title, words, paragraphs, warnings: [...warnings] }),
  };
}

function carryOut(notebook: Notebook, session: Session, adding: Adding, ready: Ready): Done {
  const { db, deps } = notebook;
  const { item, text } = ready;
  const { caseId } = adding;
  if (text === undefined) return leaveOut(notebook, item, caseId);
  // Another import, or another window, may have brought the very same since this was read.
  const meanwhile = item.decided || item.decision !== 'new' ? undefined : cameMeanwhile(db, item);
  if (meanwhile !== undefined) return leaveOut(notebook, item, caseId, meanwhile);
  const done =
    item.decision === 'revision'
      ? revise(notebook, session, { item, text }, revisedBy(session, item))
      : addNew(notebook, session, { item, text });
  const id = done.sourceId;
  if (id === undefined) return done;
  addTags(db, 'source', id, [...new Set([...item.tags, ...adding.tags])]);
  if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'source', id });
  return done;
}

/** The source that an item becomes a revision of. */
function revisedBy(session: Session, { duplicate }: Item): string {
  const inDrop = duplicate?.key === undefined ? undefined : session.items.get(duplicate.key);
  const id = duplicate?.sourceId ?? inDrop?.sourceId;
  if (id !== undefined) return id;
  throw new Refusal(
    'not-found',
    'There is no source that this could be a revision of. Add it as a new one.',
  );
}

/** Thrown when a person has undone the import while it went on. */
class Undone extends Error {}

/**
 * One transaction: everything of a slice, or nothing. It ends early when a call waits for the library.
 *
 * @returns how many items were carried out
 */
function addSlice(
  notebook: Notebook,
  session: Session,
  adding: Adding,
  slice: readonly Ready[],
): number {
  const { db, deps } = notebook;
  const { dones, step, caseId } = inTransaction(db, () => {
    const before = session.step;
    if (before !== undefined && !isOpenStep(db, before.id)) throw new Undone();
    const open = before?.id ?? beginStep(db, deps);
    return recordInto(db, open, () => {
      const made =
        adding.newCase === undefined ? adding.caseId : insertCase(db, deps, adding.newCase);
      const into = { ...adding, caseId: made, newCase: undefined };
      const outcome: Done[] = [];
      const patientUntil = performance.now() + PATIENCE_MS;
      for (const ready of slice) {
        outcome.push(carryOut(notebook, session, into, ready));
        if (notebook.isAwaited() && performance.now() > patientUntil) break;
      }
      const of = (standing: Done['standing']) =>
        outcome.filter((done) => done.standing === standing);
      const all = {
        id: open,
        added: (before?.added ?? 0) + of('added').length,
        revised: (before?.revised ?? 0) + of('revised').length,
        first: before?.first ?? of('added')[0]?.item.csl.title,
      };
      const verb = session.paste === undefined ? 'Imported' : 'Added';
      endStep(db, open, importStepLabel(verb, all, all.first));
      return { dones: outcome, step: all, caseId: made };
    });
  });
  // A slice that changed nothing leaves no step behind.
  session.step = isOpenStep(db, step.id) ? step : undefined;
  adding.newCase = undefined;
  adding.caseId = caseId;
  for (const { item, standing, sourceId, note } of dones) {
    item.standing = standing;
    item.sourceId = sourceId;
    note(session.outcome);
  }
  return dones.length;
}

function failItem(item: Item, error: unknown): void {
  item.standing = 'failed';
  item.failure = failureOf(error);
}

async function prepareAll(
  notebook: Notebook,
  session: Session,
  adding: Adding,
  items: readonly Item[],
): Promise<Ready[]> {
  let made: LinkTargets | undefined;
  const targets = () => {
    made ??= {
      names: namesOf(session.items.values()),
      titles: titleMap(listTitles(notebook.db)),
      newId: notebook.deps.newId,
    };
    return made;
  };
  const ready: Ready[] = [];
  for (const item of items) {
    try {
      ready.push(await prepare(notebook, session, adding, item, targets));
    } catch (error) {
      failItem(item, error);
    }
  }
  return ready;
}

/**
 * Adds what is ready and wanted, slice by slice; other calls are answered between two. When a slice
 * fails, its items go one by one, so that only what fails is left behind.
 *
 * @returns whether a person undid the import meanwhile, which ends the adding
 */
export async function addReady(
  notebook: Notebook,
  session: Session,
  adding: Adding,
  changed: () => void,
): Promise<{ undone: boolean }> {
  const { signal } = session.abort;
  let share = FIRST_SHARE;
  let slice: Ready[] = [];
  for (;;) {
    if (slice.length === 0) {
      const items = nextSlice(session, adding, share);
      if (items.length === 0) return { undone: false };
      for (const item of items) item.standing = 'adding';
      slice = await prepareAll(notebook, session, adding, items);
    }
    const began = performance.now();
    let carriedOut = slice.length;
    try {
      if (signal.aborted) throw new Undone();
      carriedOut = addSlice(notebook, session, adding, slice);
    } catch (error) {
      const left = slice.filter(({ item }) => item.standing === 'adding');
      if (error instanceof Undone) {
        for (const { item } of left) item.standing = 'ready';
        return { undone: true };
      }
      for (const one of left) {
        try {
          addSlice(notebook, session, adding, [one]);
        } catch (alone) {
          failItem(one.item, alone);
        }
      }
    }
    // One that was ended for somebody says nothing of the machine.
    if (carriedOut === slice.length) share = nextShare(share, performance.now() - began);
    slice = slice.slice(carriedOut);
    changed();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Says whether there is nothing left that `adding` wants. */
export function isFinished(session: Session, adding: Adding): boolean {
  if (session.reading && adding.keys === undefined) return false;
  for (const item of session.items.values()) {
    const open = item.standing === 'waiting' || item.standing === 'reading';
    if ((open || item.standing === 'ready') && isWanted(adding, item)) return false;
  }
  return true;
}
