/** What an item is the same as, in the library or earlier in its own drop. */
import type { ImportDuplicate } from '../../shared/imports.ts';
import { areApart } from '../duplicates/apart.ts';
import { ALIKE, decisionOn } from '../duplicates/decide.ts';
import { identifiersOf, type Identifier } from '../duplicates/identifiers.ts';
import { bandsOf, likenessOf, sketchOf } from '../duplicates/sketch.ts';
import { whyNoSource } from '../../shared/vault-part.ts';
import { cslSchema, type Csl } from '../../shared/csl.ts';
import type { Notebook } from '../notebook.ts';
import { inTransaction, type ReadableDB } from '../store/connection.ts';
import {
  checkSketchVersion,
  dueFingerprints,
  findByIdentifier,
  findSameFile,
  findSameText,
  findSimilarText,
  sketchOfSource,
  storeFingerprint,
  type Lookalike,
} from '../store/fingerprints.ts';
import type { Item } from './session.ts';

/** Items kept for one identifier; an address that more share tells nothing. */
const MOST_NAMESAKES = 200;

/** What the items of a drop are found by, as far as they were read. */
export interface Marks {
  files: Map<string, Item>;
  texts: Map<string, Item>;
  /** At most `MOST_NAMESAKES` for each. */
  identifiers: Map<string, Item[]>;
  bands: Map<number, Item[]>;
}

/** Marks of a drop of which nothing was read yet. */
export function createMarks(): Marks {
  return { files: new Map(), texts: new Map(), identifiers: new Map(), bands: new Map() };
}

interface Found {
  duplicate: ImportDuplicate;
  otherEmpty: boolean;
}

/** Says why nobody wants an item as a source, unless they ask for it. */
export function noSource({ spool }: Item): string | undefined {
  return whyNoSource(spool?.source.part);
}

function isEmpty(item: Item): boolean {
  return (item.spool?.source.words ?? 0) === 0;
}

function markOf({ kind, value }: Identifier): string {
  return `${kind} ${value}`;
}

/** Two decimals, and 1 only for what is the very same. */
function rounded(likeness: number): number {
  return Math.min(0.99, Math.round(likeness * 100) / 100);
}

function inLibrary(other: Lookalike, by: ImportDuplicate['by'], likeness: number): Found {
  const { id: sourceId, title, trashed, words } = other;
  return {
    duplicate: { by, likeness, title, sourceId, ...(trashed ? { trashed } : {}) },
    otherEmpty: words === 0,
  };
}

function inDrop(other: Item, by: ImportDuplicate['by'], likeness: number): Found {
  return {
    duplicate: { by, likeness, title: other.csl.title ?? other.path, key: other.key },
    otherEmpty: isEmpty(other),
  };
}

function likenessBySketch(one: Uint32Array | undefined, other: Uint32Array | undefined): number {
  return one === undefined || other === undefined ? 0 : rounded(likenessOf(one, other));
}

/** The very same in the library: the file, or the text. */
function sameInLibrary(db: ReadableDB, item: Item): Found | undefined {
  const { sha256 } = item.file;
  const source = item.spool?.source;
  const file = item.alone && sha256 !== undefined ? findSameFile(db, sha256) : undefined;
  if (file !== undefined && !file.trashed) return inLibrary(file, 'bytes', 1);
  const text =
    source === undefined || isEmpty(item) ? undefined : findSameText(db, source.textSha256);
  if (text !== undefined && !text.trashed) return inLibrary(text, 'text', 1);
  const trashed = file ?? text;
  return trashed && inLibrary(trashed, file === undefined ? 'text' : 'bytes', 1);
}

function sameInDrop({ files, texts }: Marks, item: Item): Found | undefined {
  const { sha256 } = item.file;
  const source = item.spool?.source;
  const file = item.alone && sha256 !== undefined ? files.get(sha256) : undefined;
  if (file !== undefined && file !== item) return inDrop(file, 'bytes', 1);
  const text = source === undefined || isEmpty(item) ? undefined : texts.get(source.textSha256);
  if (text === undefined || text === item) return undefined;
  return text.spool?.source.textSha256 === source?.textSha256 ? inDrop(text, 'text', 1) : undefined;
}

/**
 * Says whether a shared identifier makes an item the same work as another. References without a
 * text go by title, author and year too (texts of one title are often two), and are kept when what
 * is known of them tells them apart.
 */
function counts(
  by: Identifier['kind'],
  item: Item,
  other: { empty: boolean; csl: () => Csl },
): boolean {
  if (isEmpty(item)) return !areApart(by, item.csl, other.csl());
  return by !== 'citation' || other.empty;
}

function namedInLibrary(db: ReadableDB, item: Item): Found | undefined {
  const other = findByIdentifier(db, item.identifiers, ({ by, words, csl }) =>
    counts(by, item, {
      empty: words === 0,
      csl: () => cslSchema.safeParse(JSON.parse(csl)).data ?? {},
    }),
  );
  if (other === undefined) return undefined;
  const likeness = likenessBySketch(item.spool?.source.sketch, sketchOfSource(db, other.id));
  return inLibrary(other, other.by, likeness);
}

function namedInDrop({ identifiers }: Marks, item: Item): Found | undefined {
  for (const identifier of item.identifiers) {
    const other = identifiers
      .get(markOf(identifier))
      ?.find(
        (one) =>
          one !== item &&
          one.identifiers.some((mark) => markOf(mark) === markOf(identifier)) &&
          counts(identifier.kind, item, { empty: isEmpty(one), csl: () => one.csl }),
      );
    if (other === undefined) continue;
    const likeness = likenessBySketch(item.spool?.source.sketch, other.spool?.source.sketch);
    return inDrop(other, identifier.kind, likeness);
  }
  return undefined;
}

function likeInLibrary(db: ReadableDB, item: Item): Found | undefined {
  const sketch = item.spool?.source.sketch;
  const other = sketch === undefined ? undefined : findSimilarText(db, sketch);
  if (other === undefined || other.likeness < ALIKE) return undefined;
  return inLibrary(other, 'text', rounded(other.likeness));
}

function likeInDrop({ bands }: Marks, item: Item): Found | undefined {
  const sketch = item.spool?.source.sketch;
  if (sketch === undefined) return undefined;
  const others = new Set(bandsOf(sketch).flatMap((band) => bands.get(band) ?? []));
  others.delete(item);
  let best: Found | undefined;
  for (const other of others) {
    const likeness = likenessBySketch(sketch, other.spool?.source.sketch);
    if (likeness >= ALIKE && likeness > (best?.duplicate.likeness ?? 0)) {
      best = inDrop(other, 'text', likeness);
    }
  }
  return best;
}

function remember({ files, texts, identifiers, bands }: Marks, item: Item): void {
  const put = <K>(map: Map<K, Item>, key: K) => {
    if (!map.has(key)) map.set(key, item);
  };
  const source = item.spool?.source;
  if (item.alone && item.file.sha256 !== undefined) put(files, item.file.sha256);
  if (source !== undefined && !isEmpty(item)) put(texts, source.textSha256);
  for (const identifier of item.identifiers) {
    const mark = markOf(identifier);
    const namesakes = identifiers.get(mark) ?? [];
    if (namesakes.length < MOST_NAMESAKES && !namesakes.includes(item)) namesakes.push(item);
    identifiers.set(mark, namesakes);
  }
  if (source?.sketch === undefined) return;
  for (const band of bandsOf(source.sketch)) bands.set(band, [...(bands.get(band) ?? []), item]);
}

/**
 * Finds what an item that was read is the same as, and decides on it unless a person has. What is
 * in the library comes before what is in the drop, and what is there before what is in the trash.
 */
export function judgeItem(db: ReadableDB, marks: Marks, item: Item): void {
  item.identifiers = identifiersOf(item.csl);
  let trashed: Found | undefined;
  let found: Found | undefined;
  for (const look of [
    () => sameInLibrary(db, item),
    () => sameInDrop(marks, item),
    () => namedInLibrary(db, item),
    () => namedInDrop(marks, item),
    () => likeInLibrary(db, item),
    () => likeInDrop(marks, item),
  ]) {
    found = look();
    if (found !== undefined && found.duplicate.trashed !== true) break;
    trashed ??= found;
    found = undefined;
  }
  found ??= trashed;
  item.duplicate = found?.duplicate;
  if (!item.decided) {
    item.decision =
      noSource(item) === undefined
        ? decisionOn(item.duplicate, {
            itemEmpty: isEmpty(item),
            otherEmpty: found?.otherEmpty ?? false,
          })
        : 'skip';
  }
  remember(marks, item);
}

/** The source that has come into the library meanwhile and is the very same as an item. */
export function cameMeanwhile(db: ReadableDB, item: Item): ImportDuplicate | undefined {
  const found = sameInLibrary(db, item);
  return found?.duplicate.trashed === true ? undefined : found?.duplicate;
}

/** Sources whose fingerprints are made before others get their turn. */
const SLICE = 5;

/** Texts longer than this are sketched in the import worker, in UTF-16 code units. */
const LONG_TEXT = 100_000;

async function sketchedDue({ db, readers }: Notebook, signal: AbortSignal) {
  const due = dueFingerprints(db, SLICE);
  return Promise.all(
    due.map(async ({ text, title, ...source }) => {
      if (text === null || text.length <= LONG_TEXT) {
        return { ...source, sketch: text === null ? undefined : sketchOf(text) };
      }
      // A text that can't be sketched within the limits is compared for being equal only.
      const sketch = await readers
        .run({ kind: 'sketch', name: title, text }, signal)
        .catch(() => undefined);
      return { ...source, sketch };
    }),
  );
}

/** Makes the fingerprints that are due, in slices, so that nobody waits for long. */
export async function makeDueFingerprints(notebook: Notebook, signal: AbortSignal): Promise<void> {
  const { db } = notebook;
  checkSketchVersion(db);
  for (let made = SLICE; made === SLICE && !signal.aborted;) {
    const due = await sketchedDue(notebook, signal);
    inTransaction(db, () => {
      if (signal.aborted) return;
      for (const { csl, ...source } of due) {
        const parsed = cslSchema.safeParse(JSON.parse(csl));
        const identifiers = parsed.success ? identifiersOf(parsed.data) : [];
        storeFingerprint(db, { ...source, identifiers });
      }
    });
    made = due.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
