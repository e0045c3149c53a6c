/**
 * A bundle from a stranger: refused when it is none, is damaged where it matters, or is newer; else
 * read as far as it is sound, with a sentence on everything that was left out.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { canonicalJson } from '../../shared/bundle/canonical.ts';
import type { Seen } from '../../shared/bundle/seen.ts';
import {
  layoutDocument,
  sourceDocumentSchema,
  type SourceDocument,
} from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { isPlaced } from '../../shared/segments.ts';
import { MAX_UPLOAD_BYTES } from '../../shared/routes.ts';
import { sha256Of } from '../file-store.ts';
import { isArchive, openArchive, type Archive } from '../import/archive.ts';
import { nameInSentence } from '../import/reader.ts';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  contentHash,
  descriptionSchema,
  ENTRIES,
  headSchema,
  kindIndex,
  type BundleFile,
  type Description,
} from './description.ts';
import { canGo, keyOf, partSchema, PARTS, type AnchoredPassage, type ItemKind } from './kinds.ts';

/** Most bytes of a description, and of one text. */
const MAX_JSON = 128 * 1024 * 1024;
/** Deepest nesting of JSON: rich text may go a hundred deep, and each level takes two. */
const MAX_DEPTH = 400;
/** Most sentences on single things that were left out. */
const MAX_PROBLEMS = 50;

/** An item of a bundle: of each part its value, and which changes are in it. */
export interface BundleItem {
  kind: ItemKind;
  id: string;
  parts: Record<string, { value: unknown; seen: Seen }>;
}

export interface Bundle {
  description: Omit<Description, 'items' | 'seen'>;
  /** Those that can be taken, by `keyOf`. */
  items: Map<string, BundleItem>;
  /** The documents of revisions, by their hashes. */
  documents: Map<string, SourceDocument>;
  /** Files with their content, by their SHA-256. */
  files: Map<string, BundleFile & { content: Uint8Array }>;
  /** Sentences on what was left out, and why. */
  problems: string[];
}

/** How deep brackets nest in a JSON text, whatever else is wrong with it. */
function depthOf(json: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (quoted) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, (depth += 1));
    else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return deepest;
}

/** JSON of bounded size and depth; undefined when it is not that. */
function parseBounded(bytes: Uint8Array): unknown {
  if (bytes.length > MAX_JSON || depthOf(bytes) > MAX_DEPTH) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Neither UTF-8 nor JSON: the caller says what that means.
    return undefined;
  }
}

function damaged(name: string, reason: string): Refusal {
  return new Refusal(
    'reader-failed',
    `${nameInSentence(name)} is damaged: ${reason}. Nothing was imported. Copy or download it again, or ask for it once more.`,
  );
}

/** The hashes that the manifest gives, by path. */
function manifestOf(archive: Archive, name: string): Map<string, string> {
  const bytes = archive.read(ENTRIES.manifest);
  if (bytes === undefined) throw damaged(name, 'the list of its parts is missing');
  const hashes = new Map<string, string>();
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 !== undefined && path !== undefined) hashes.set(path, sha256);
  }
  return hashes;
}

function describe(archive: Archive, manifest: Map<string, string>, name: string): Description {
  const bytes = archive.read(ENTRIES.description);
  if (bytes === undefined) throw damaged(name, 'its description is missing');
  const json = parseBounded(bytes);
  const head = headSchema.safeParse(json);
  if (head.success && head.data.version > BUNDLE_VERSION) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} was written by a newer Casebook (its format is ${head.data.version}, this program knows ${BUNDLE_VERSION}). Nothing was imported. Install the newer Casebook to read it.`,
    );
  }
  if (sha256Of(bytes) !== manifest.get(ENTRIES.description)) {
    throw damaged(name, 'its description is not what was written');
  }
  const parsed = descriptionSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(
    name,
    `its description does not fit the format (${issue?.path.slice(0, 4).join('.') ?? ''}: ${issue?.message ?? 'it is no JSON'})`,
  );
}

/** What is read so far, and a place for sentences. */
interface Reading {
  archive: Archive;
  manifest: Map<string, string>;
  tell: (sentence: string) => void;
}

/** An entry with the content that the manifest speaks of; undefined, and told of, when it has not. */
function readChecked({ archive, manifest }: Reading, path: string): Uint8Array | string {
  try {
    const bytes = archive.read(path);
    if (bytes === undefined) return 'is missing';
    return sha256Of(bytes) === manifest.get(path) ? bytes : 'is not what was written';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'reader-failed') return 'is damaged';
    throw error;
  }
}

async function readDocuments(
  reading: Reading,
  wanted: ReadonlySet<string>,
): Promise<Map<string, SourceDocument>> {
  const documents = new Map<string, SourceDocument>();
  for (const sha256 of wanted) {
    await breathe();
    const bytes = readChecked(reading, ENTRIES.document(sha256));
    if (typeof bytes === 'string') continue;
    const parsed = sourceDocumentSchema.safeParse(parseBounded(bytes));
    // What is stored is what was checked, so both must be the same.
    if (parsed.success && sha256Of(canonicalJson(parsed.data)) === sha256) {
      documents.set(sha256, parsed.data);
    }
  }
  return documents;
}

async function readFiles(
  reading: Reading,
  files: readonly BundleFile[],
): Promise<Map<string, BundleFile & { content: Uint8Array }>> {
  const read = new Map<string, BundleFile & { content: Uint8Array }>();
  for (const file of files) {
    await breathe();
    const content = readChecked(reading, file.path);
    const isSound = typeof content !== 'string' && sha256Of(content) === file.sha256;
    if (isSound) read.set(file.sha256, { ...file, content });
    else {
      const why = typeof content === 'string' ? content : 'is another one';
      reading.tell(`The file “${file.name}” ${why} and was left out.`);
    }
  }
  return read;
}

/** An item whose parts all fit; a sentence when one that it needs does not. */
function checkItem(
  described: Description['items'][number],
  seen: readonly Seen[],
): BundleItem | string {
  const kind = described.kind as ItemKind;
  const parts: BundleItem['parts'] = {};
  for (const [part, [value, index]] of Object.entries(described.parts)) {
    const schema = partSchema(kind, part);
    // A part that this program does not know can't be kept; the rest of the item can.
    if (schema === undefined) continue;
    const checked = schema.safeParse(value);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      return `its ${part} does not fit (${issue?.message ?? ''})`;
    }
    parts[part] = { value: checked.data ?? null, seen: seen[index] ?? {} };
  }
  if (parts['life']?.value === 'gone')
    return { kind, id: described.id, parts: { life: parts['life'] } };
  const missing = Object.keys(PARTS[kind]).find((part) => parts[part] === undefined);
  if (missing !== undefined) return `its ${missing} is missing`;
  if (canGo(kind) && Object.values(parts).some((part) => Object.keys(part.seen).length === 0)) {
    return 'nothing says when it was changed';
  }
  return { kind, id: described.id, parts };
}

function valueOf<T>(item: BundleItem | undefined, part: string): T | undefined {
  // Checked against the schema of its part.
  return item?.parts[part]?.value as T | undefined;
}

/** What an item belongs to: what must be there for it to be taken. */
export function ownerOf(item: BundleItem): string | undefined {
  const made = valueOf<{ source?: string; note?: string; highlight?: string }>(item, 'made');
  if (made?.source !== undefined) return keyOf({ kind: 'source', id: made.source });
  if (made?.note !== undefined) return keyOf({ kind: 'note', id: made.note });
  return made?.highlight === undefined
    ? undefined
    : keyOf({ kind: 'highlight', id: made.highlight });
}

const NOUNS: Readonly<Record<ItemKind, string>> = {
  case: 'The case file',
  source: 'A source',
  revision: 'A revision',
  highlight: 'A highlight',
  'comment-version': 'An earlier comment',
  note: 'A note',
  'note-version': 'An earlier text of a note',
};

/** What a person would call an item. */
export function titleOfItem(item: BundleItem): string {
  const text = valueOf<{ title: string }>(item, 'text');
  const passages = valueOf<AnchoredPassage[]>(item, 'passages');
  return valueOf<string>(item, 'title') ?? text?.title ?? passages?.[0]?.exact ?? '';
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text;
}

/** Leaves out what can't stand by itself: texts without their words, highlights without a source. */
function dropUnsound(
  items: Map<string, BundleItem>,
  documents: ReadonlyMap<string, SourceDocument>,
  tell: Reading['tell'],
): void {
  const drop = (item: BundleItem, why: string) => {
    items.delete(keyOf(item));
    const title = titleOfItem(item);
    tell(`${NOUNS[item.kind]}${title === '' ? '' : ` (“${short(title)}”)`} was left out: ${why}.`);
  };
  const revisionsOf = new Map<string, Set<string>>();
  const texts = new Map<string, string>();
  const textOf = (revision: string): string => {
    const known = texts.get(revision);
    if (known !== undefined) return known;
    const made = valueOf<{ document: string }>(items.get(`revision/${revision}`), 'made');
    const document = documents.get(made?.document ?? '');
    const text = document === undefined ? '' : layoutDocument(document).text;
    texts.set(revision, text);
    return text;
  };
  for (const item of [...items.values()]) {
    if (item.kind !== 'revision') continue;
    const made = valueOf<{ source: string; document: string }>(item, 'made');
    if (made === undefined || !documents.has(made.document)) {
      drop(item, 'its text is missing or damaged');
    } else {
      const of = revisionsOf.get(made.source) ?? new Set();
      revisionsOf.set(made.source, of.add(item.id));
    }
  }
  for (const item of [...items.values()]) {
    const text = item.kind === 'source' ? valueOf<string>(item, 'text') : undefined;
    if (text !== undefined && revisionsOf.get(item.id)?.has(text) !== true) {
      drop(item, 'its text is missing or damaged');
    }
  }
  const order: readonly ItemKind[] = ['revision', 'highlight', 'comment-version', 'note-version'];
  for (const kind of order) {
    for (const item of [...items.values()].filter((one) => one.kind === kind)) {
      const owner = ownerOf(item);
      if (owner !== undefined && items.get(owner)?.parts['made'] === undefined) {
        drop(item, 'what it belongs to is not in the bundle');
        continue;
      }
      const passages = valueOf<AnchoredPassage[]>(item, 'passages') ?? [];
      const own = revisionsOf.get(owner?.slice('source/'.length) ?? '');
      const stray = passages.some(
        ({ revision, madeRevision, start, end }) =>
          start >= end || !own?.has(revision) || !own.has(madeRevision),
      );
      if (stray) drop(item, 'its passage is of a text that is not in the bundle');
      const isElsewhere = passages.some(
        (passage) =>
          isPlaced(passage) &&
          textOf(passage.revision).slice(passage.start, passage.end) !== passage.exact,
      );
      if (!stray && isElsewhere) drop(item, 'its passage has other words than its text');
    }
  }
}

/**
 * Reads a bundle and checks all of it.
 *
 * @throws Refusal when it is no bundle, when it is newer, or when its description is damaged
 */
export async function readBundle(bytes: Uint8Array, name: string): Promise<Bundle> {
  if (!isArchive(bytes)) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is no bundle of Casebook, or is only the beginning of one. Nothing was imported.`,
    );
  }
  const archive = openArchive(bytes, name, { inflated: MAX_UPLOAD_BYTES, entries: 50_000 });
  if (!archive.entries.some(({ path }) => path === ENTRIES.description)) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is an archive, but no bundle of Casebook (there is no ${ENTRIES.description} in it). To add the files in it as sources, give it the ending .zip.`,
    );
  }
  const problems: string[] = [];
  let unsaid = 0;
  const tell = (sentence: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push(sentence);
    else unsaid += 1;
  };
  const manifest = manifestOf(archive, name);
  const { items: described, seen, ...description } = describe(archive, manifest, name);
  archive.warnings.forEach(tell);
  const reading = { archive, manifest, tell };

  const items = new Map<string, BundleItem>();
  let unknown = 0;
  for (const one of described) {
    // A bundle is of one case file.
    if (one.kind === 'case' && one.id !== description.case.id) continue;
    if (kindIndex(one.kind) === -1) {
      unknown += 1;
      continue;
    }
    const item = checkItem(one, seen);
    if (typeof item === 'string') {
      tell(`${NOUNS[one.kind as ItemKind]} was left out: ${item}.`);
    } else items.set(keyOf(item), item);
  }
  if (unknown > 0) {
    tell(`${unknown} things are of a kind that this Casebook does not know, and were left out.`);
  }
  const wanted = new Set(
    [...items.values()].flatMap((item) =>
      item.kind === 'revision' ? [valueOf<{ document: string }>(item, 'made')?.document ?? ''] : [],
    ),
  );
  const documents = await readDocuments(reading, wanted);
  const files = await readFiles(reading, description.files);
  dropUnsound(items, documents, tell);
  const file = items.get(keyOf({ kind: 'case', id: description.case.id }));
  if (file === undefined || file.parts['made'] === undefined) {
    throw damaged(name, 'the case file itself is not in it');
  }
  if (unsaid > 0) problems.push(`${unsaid} more things were left out.`);
  return { description, items, documents, files, problems };
}

/** The hash of what could be read: that of the description, when all of it could be. */
export function hashOfBundle({ items }: Bundle): string {
  return contentHash(
    [...items.values()].map(({ kind, id, parts }) => ({
      kind,
      id,
      parts: Object.fromEntries(Object.entries(parts).map(([part, { value }]) => [part, value])),
    })),
  );
}

/** What every bundle calls itself, for those who look at a file before they open it. */
export { BUNDLE_FORMAT };
