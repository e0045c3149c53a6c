/** A case file as the bytes of a bundle. The same content with the same history gives the same bytes. */
import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { canonicalJson } from '../../shared/bundle/canonical.ts';
import { lastChange } from '../../shared/bundle/seen.ts';
import { isBundledStyle } from '../../shared/citations.ts';
import { exportOptionsSchema } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import { MAX_UPLOAD_BYTES } from '../../shared/routes.ts';
import { zipOf, type ZipEntry } from '../../shared/zip.ts';
import { citingOf } from '../citations/citing.ts';
import { assembleCase } from '../export/case-document.ts';
import { picturesIn } from '../export/document-tools.ts';
import { fileNameOf } from '../export/file-name.ts';
import { partsOfCase } from '../export-parts.ts';
import { sha256Of, storedPath } from '../file-store.ts';
import type { Notebook } from '../notebook.ts';
import { revisionsOf, tagSpellings } from '../store/bundle-items.ts';
import { libraryAuthors, libraryIdentity } from '../store/bundle-units.ts';
import { getCaseSummary } from '../store/cases.ts';
import { findAddedStyle, readCaseCiting } from '../store/citation-styles.ts';
import { inTransaction } from '../store/connection.ts';
import { findFile } from '../store/files.ts';
import { listLabels } from '../store/labels.ts';
import { readSettings } from '../store/settings.ts';
import {
  BUNDLE_FORMAT,
  BUNDLE_MEDIA_TYPE,
  BUNDLE_VERSION,
  contentHash,
  ENTRIES,
  type BundleFile,
  type Description,
} from './description.ts';
import { gatherCase, packedDocument, type Gathered } from './gather.ts';

export interface CaseBundle {
  bytes: Uint8Array<ArrayBuffer>;
  /** What its file is called. */
  name: string;
  /** SHA-256 over the content, the same in every library that has the same. */
  content: string;
  /** Sentences on what could not be put in. */
  warnings: string[];
}

const encoder = new TextEncoder();

/** Names of files in the JSON of documents and of rich text. */
const FILE_FIELD = /"file":"([0-9a-f]{64})"/g;

/** The SHA-256 of every file that the items speak of: originals, and pictures in texts. */
function filesIn(items: readonly Gathered[], documents: readonly string[]): string[] {
  const found = new Set<string>();
  const look = (json: string) => {
    for (const [, sha256 = ''] of json.matchAll(FILE_FIELD)) found.add(sha256);
  };
  documents.forEach(look);
  for (const { kind, parts } of items) {
    const original = kind === 'source' ? parts['original']?.value : undefined;
    if (typeof original === 'string') found.add(original);
    if (kind !== 'source' && kind !== 'revision') look(JSON.stringify(parts));
  }
  return [...found].sort();
}

interface PackedFile {
  file: BundleFile;
  bytes: Uint8Array;
}

function packFiles(
  { db, paths }: Notebook,
  sha256s: readonly string[],
): { packed: PackedFile[]; warnings: string[] } {
  const warnings: string[] = [];
  const packed = sha256s.flatMap((sha256): PackedFile[] => {
    const record = findFile(db, sha256);
    const path = storedPath(paths.files, sha256);
    if (record === undefined || !existsSync(path)) {
      const name = record?.name ?? sha256;
      warnings.push(`The file “${name}” is missing from the library, so the bundle is without it.`);
      return [];
    }
    const { name, mediaType } = record;
    const dot = name.lastIndexOf('.');
    const ending = dot > 0 ? name.slice(dot + 1) : 'bin';
    const safe = fileNameOf(
      dot > 0 ? name.slice(0, dot) : name,
      ending.replace(/\W/g, '') || 'bin',
    );
    const bytes = readFileSync(path);
    const entry = {
      sha256,
      name,
      mediaType,
      bytes: bytes.length,
      path: ENTRIES.file(sha256, safe),
    };
    return [{ file: entry, bytes }];
  });
  return { packed, warnings };
}

/** The records of what is known, each once and in the order of their texts; and where each is. */
function seenTable(items: readonly Gathered[]): {
  table: Description['seen'];
  indexOf: (seen: Readonly<Record<string, number>>) => number;
} {
  const texts = new Set<string>();
  for (const { parts } of items) {
    for (const { unit } of Object.values(parts)) texts.add(canonicalJson(unit.seen));
  }
  texts.delete('{}');
  const sorted = [...texts].sort();
  const places = new Map(sorted.map((text, index) => [text, index]));
  return {
    table: sorted.map((text) => JSON.parse(text) as Record<string, number>),
    indexOf: (seen) => places.get(canonicalJson(seen)) ?? -1,
  };
}

function describe(
  { db, version }: Notebook,
  library: string,
  caseId: string,
  items: readonly Gathered[],
  files: readonly BundleFile[],
): Description {
  const { author } = readSettings(db);
  const authors = libraryAuthors(db).set(library, author);
  const { table, indexOf } = seenTable(items);
  const known = new Set(table.flatMap((seen) => Object.keys(seen)));
  const { citationStyle = '' } = readCaseCiting(db, caseId);
  const added = isBundledStyle(citationStyle) ? undefined : findAddedStyle(db, citationStyle);
  const spelling = tagSpellings(db);
  const tags = new Set(
    items.flatMap(({ parts }) =>
      Object.keys(parts).flatMap((part) => (part.startsWith('tag:') ? [part.slice(4)] : [])),
    ),
  );
  return {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    writer: `Casebook ${version}`,
    from: { library, author },
    case: { id: caseId, title: getCaseSummary(db, caseId).title },
    content: contentHash(
      items.map(({ kind, id, parts }) => ({
        kind,
        id,
        parts: Object.fromEntries(Object.entries(parts).map(([part, { value }]) => [part, value])),
      })),
    ),
    libraries: Object.fromEntries([...known].sort().map((id) => [id, authors.get(id) ?? ''])),
    tags: Object.fromEntries([...tags].sort().map((tag) => [tag, spelling.get(tag) ?? tag])),
    ...(added && { style: { id: added.id, title: added.title, xml: added.xml } }),
    labels: Object.fromEntries(listLabels(db).map(({ id, name }) => [id, name])),
    files: [...files],
    seen: table,
    items: items.map(({ kind, id, parts }) => ({
      kind,
      id,
      parts: Object.fromEntries(
        Object.entries(parts).map(([part, { value, unit }]) => [part, [value, indexOf(unit.seen)]]),
      ),
    })),
  };
}

/**
 * The case file as one page of HTML, for whoever has no Casebook. Dated by the last change in it, so
 * that the same content gives the same bytes.
 */
async function readablePage(
  { db, paths, resourcesFolder, version, citations }: Notebook,
  caseId: string,
  items: readonly Gathered[],
): Promise<string> {
  const times = items.flatMap(({ parts }) =>
    Object.values(parts).map(({ unit }) => lastChange(unit.seen).time),
  );
  const last = times.reduce((latest, time) => Math.max(latest, time), 0);
  const { style, locale } = citingOf(db, {}, caseId);
  const document = assembleCase(
    partsOfCase(db, caseId),
    exportOptionsSchema.parse({ record: false }),
    {
      version,
      exportedAt: new Date(last),
      timeZone: 'UTC',
      citer: await citations.open(style, locale),
    },
  );
  const { writeHtml } = await import('../export/html/html-case.ts');
  const tools = { picture: picturesIn(paths.files), resourcesFolder, report: () => undefined };
  return new TextDecoder().decode(writeHtml(document, tools));
}

/** Texts are packed; where that gains nothing, or far too much to be let in again, they are not. */
function textEntry(path: string, text: string): ZipEntry {
  const bytes = encoder.encode(text);
  const deflated = deflateRawSync(bytes, { level: 9 });
  const ratio = bytes.length / deflated.length;
  return ratio > 1.05 && ratio < 90 ? { path, bytes, deflated } : { path, bytes };
}

/** The lines that `sha256sum --check` reads. */
function manifestOf(entries: readonly ZipEntry[]): string {
  return entries
    .map(({ path, bytes }) => `${sha256Of(bytes)}  ${path}\n`)
    .sort()
    .join('');
}

/**
 * Packs a case file with all that it holds. Writes down first what was changed since the last time,
 * so it is a write of the library, though of nothing that anybody sees.
 *
 * @throws Refusal when there is no such case file, or when it is too large for one bundle
 */
export async function packCase(notebook: Notebook, caseId: string): Promise<CaseBundle> {
  const { db, deps, paths } = notebook;
  const { title } = getCaseSummary(db, caseId);
  const { items, library } = inTransaction(db, () => {
    const id = libraryIdentity(db, paths.folder, () => deps.newId());
    return { items: gatherCase(db, caseId, { library: id, now: deps.now() }), library: id };
  });
  const documents = new Map<string, string>();
  for (const { kind, id } of items) {
    if (kind !== 'source') continue;
    for (const { document } of revisionsOf(db, id)) {
      const text = packedDocument(document);
      documents.set(sha256Of(text), text);
    }
  }
  const { packed, warnings } = packFiles(notebook, filesIn(items, [...documents.values()]));
  const files = packed.map(({ file }) => file);
  const description = describe(notebook, library, caseId, items, files);
  const wanted = new Set(
    items.flatMap(({ kind, parts }) =>
      kind === 'revision' ? [(parts['made']?.value as { document: string }).document] : [],
    ),
  );
  const page = await readablePage(notebook, caseId, items);
  const entries: ZipEntry[] = [
    textEntry(ENTRIES.description, `${canonicalJson(description)}\n`),
    ...[...wanted]
      .sort()
      .map((sha256) => textEntry(ENTRIES.document(sha256), documents.get(sha256) ?? '')),
    ...packed.map(({ file, bytes }) => ({ path: file.path, bytes })),
    textEntry(ENTRIES.page, page),
  ];
  const size = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > MAX_UPLOAD_BYTES) {
    throw new Refusal(
      'too-large',
      `“${title}” holds more than ${MAX_UPLOAD_BYTES >> 20} MB, which is the most that a bundle may have. Divide it into several case files, or back up the whole library to one file.`,
    );
  }
  const bytes = zipOf([
    { path: ENTRIES.mediaType, bytes: encoder.encode(BUNDLE_MEDIA_TYPE) },
    ...entries,
    { path: ENTRIES.manifest, bytes: encoder.encode(manifestOf(entries)) },
  ]);
  return { bytes, name: fileNameOf(title, 'casebook'), content: description.content, warnings };
}
