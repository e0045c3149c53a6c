/** The description in a bundle: `case.json`. Its schema is told in docs/bundle.md. */
import { z } from 'zod';
import { canonicalJson } from '../../shared/bundle/canonical.ts';
import { byKey } from '../../shared/bundle/order-keys.ts';
import { citationStyleSchema } from '../../shared/citations.ts';
import { idSchema, labelIdSchema } from '../../shared/domain.ts';
import { sha256Of } from '../file-store.ts';
import { ITEM_KINDS, keyOf } from './kinds.ts';

/** What every bundle calls itself. */
export const BUNDLE_FORMAT = 'casebook-bundle';
/** Of the description. One that says more was written by a newer program. */
export const BUNDLE_VERSION = 1;

/** Where the parts of a bundle lie in it. */
export const ENTRIES = {
  mediaType: 'mimetype',
  description: 'case.json',
  manifest: 'manifest-sha256.txt',
  /** The case file to read in any browser. */
  page: 'index.html',
  document: (sha256: string) => `texts/${sha256}.json`,
  file: (sha256: string, name: string) => `files/${sha256}/${name}`,
} as const;

export const BUNDLE_MEDIA_TYPE = 'application/vnd.casebook.bundle+zip';

const name = z.string().max(2000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Times of changes: milliseconds since 1970, before the year 10000. */
const time = z.number().int().min(0).max(253_402_300_799_999);

const fileSchema = z.object({
  sha256,
  name: z.string().min(1).max(1000),
  mediaType: z.string().max(200),
  bytes: z.number().int().nonnegative(),
  path: z.string().max(1000),
});
export type BundleFile = z.infer<typeof fileSchema>;

/** An item: of each part its value, and the place of what is known of it in `seen`. */
const itemSchema = z.object({
  kind: z.string().max(40),
  id: idSchema,
  parts: z.record(z.string().max(200), z.tuple([z.unknown(), z.number().int().min(-1)])),
});
export type DescribedItem = z.infer<typeof itemSchema>;

export const descriptionSchema = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.number().int(),
  /** The program that wrote it. */
  writer: z.string().max(200),
  /** The library that it comes from, and the name of its researcher; may be empty. */
  from: z.object({ library: idSchema, author: name }),
  /** The case file's id and title. */
  case: z.object({ id: idSchema, title: z.string().max(4000) }),
  /** SHA-256 over all that the case file holds, whoever wrote the bundle. */
  content: sha256,
  /** Whose changes are in it. */
  libraries: z.record(idSchema, name),
  /** Tags by their names in small letters, as they are spelt. */
  tags: z.record(z.string().max(100), z.string().max(100)),
  /** The style that the case file is set in, when the program does not come with it: its CSL. */
  style: z.object({ id: citationStyleSchema, title: name, xml: z.string() }).optional(),
  /** What the labels are called where it comes from. */
  labels: z.partialRecord(labelIdSchema, z.string().max(200)),
  files: z.array(fileSchema).max(20_000),
  seen: z.array(z.record(idSchema, time)).max(1_000_000),
  items: z.array(itemSchema).max(1_000_000),
});
export type Description = z.infer<typeof descriptionSchema>;

/** As much of a description as says whether the rest can be read. */
export const headSchema = z.object({ format: z.literal(BUNDLE_FORMAT), version: z.number().int() });

interface HashedItem {
  kind: string;
  id: string;
  parts: Readonly<Record<string, unknown>>;
}

function isPlace(part: string): boolean {
  return /^(source|note):/.test(part);
}

/** An item's values without what only says where it stands and that it is there. */
function contentOf({ kind, id, parts }: HashedItem): unknown {
  const kept = Object.entries(parts).filter(
    ([part, value]) => value !== null && part !== 'life' && !(kind === 'case' && isPlace(part)),
  );
  return { kind, id, parts: Object.fromEntries(kept) };
}

/**
 * SHA-256 over what a case file holds: its items with their values, in the order of its outline.
 * Not who knows of which change, nor what is gone. Two libraries with the same have the same hash.
 */
export function contentHash(items: readonly HashedItem[]): string {
  const there = items.filter(({ parts }) => parts['life'] !== 'gone');
  const ids = new Set(there.map(keyOf));
  const file = there.find(({ kind }) => kind === 'case');
  const order = Object.entries(file?.parts ?? {})
    .flatMap(([part, key]) => (isPlace(part) && typeof key === 'string' ? [{ id: part, key }] : []))
    .filter(({ id }) => ids.has(id.replace(':', '/')))
    .sort(byKey)
    .map(({ id }) => id);
  const contents = there
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((item) => contentOf(item));
  return sha256Of(canonicalJson({ order, items: contents }));
}

/** The number of `kind` among the kinds; -1 for one that this program does not know. */
export function kindIndex(kind: string): number {
  return ITEM_KINDS.findIndex((known) => known === kind);
}
