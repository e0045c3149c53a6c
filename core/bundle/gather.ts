/** All that a case file holds, as items; and writing down what changed since bundles went round last. */
import { v5 } from 'uuid';
import { canonicalJson } from '../../shared/bundle/canonical.ts';
import { placeInOrder } from '../../shared/bundle/order-keys.ts';
import { afterChange } from '../../shared/bundle/seen.ts';
import { sha256Of } from '../file-store.ts';
import {
  caseItem,
  changedAt,
  commentVersionItems,
  highlightIdsOf,
  highlightItem,
  noteItem,
  noteVersionItems,
  outlineOf,
  revisionsOf,
  sourceItem,
} from '../store/bundle-items.ts';
import {
  forgetParts,
  knownHighlights,
  putUnit,
  unitsOf,
  type Unit,
} from '../store/bundle-units.ts';
import type { ReadableDB, WritableDB } from '../store/connection.ts';
import { canGo, keyOf, type Item, type ItemKind } from './kinds.ts';

/** The hash of a part's value, by which two libraries see that it is the same. */
export function hashOf(value: unknown): string {
  return sha256Of(canonicalJson(value));
}

/** Ids of things that are the same wherever they are made anew, such as the text that lost. */
export function idFrom(namespace: string, name: string): string {
  return v5(name, namespace);
}

/** The outline as parts of its case file: a key for every place, as few as can be new. */
function placesOf(db: ReadableDB, caseId: string): Record<string, string> {
  const units = unitsOf(db, 'case', caseId);
  const members = outlineOf(db, caseId).map(({ kind, id }) => `${kind}:${id}`);
  const placed = placeInOrder(
    members.map((part) => ({ id: part, key: units.get(part)?.value ?? undefined })),
  );
  return Object.fromEntries(placed.map(({ id, key }) => [id, key]));
}

/** A case file with its outline. */
export function caseWithPlaces(db: ReadableDB, id: string): Item | undefined {
  const item = caseItem(db, id);
  return item && { ...item, parts: { ...item.parts, ...placesOf(db, id) } };
}

/** The canonical JSON of a stored document, which is how it is packed. */
export function packedDocument(stored: string): string {
  return canonicalJson(JSON.parse(stored));
}

/** The revisions of a source as items. */
export function revisionItems(db: ReadableDB, sourceId: string): Item[] {
  return revisionsOf(db, sourceId).map(({ id, document, language, createdAt }) => ({
    kind: 'revision',
    id,
    parts: {
      made: { source: sourceId, createdAt, language, document: sha256Of(packedDocument(document)) },
    },
  }));
}

/** An item that goes into bundles by itself, as it is now; undefined when it is not in the database. */
export function currentItem(db: ReadableDB, kind: ItemKind, id: string): Item | undefined {
  if (kind === 'case') return caseWithPlaces(db, id);
  if (kind === 'source') return sourceItem(db, id);
  if (kind === 'highlight') return highlightItem(db, id);
  return kind === 'note' ? noteItem(db, id) : undefined;
}

/** The ids of all that a case file holds or held, as far as anything is known of it. */
function scopeOf(db: ReadableDB, caseId: string): Array<{ kind: ItemKind; id: string }> {
  const parts = new Set<string>(outlineOf(db, caseId).map(({ kind, id }) => `${kind}:${id}`));
  for (const part of unitsOf(db, 'case', caseId).keys()) {
    if (/^(source|note):/.test(part)) parts.add(part);
  }
  return [...parts].sort().map((part) => {
    const [kind, id] = part.split(':') as [ItemKind, string];
    return { kind, id };
  });
}

/** The highlights of a source, those that were deleted included when they were ever sent. */
function allHighlights(db: ReadableDB, sourceId: string): string[] {
  return [...new Set([...highlightIdsOf(db, sourceId), ...knownHighlights(db, sourceId)])].sort();
}

export interface Noting {
  /** The id of this library. */
  library: string;
  now: Date;
}

function parentOf(item: Item): string | null {
  return item.kind === 'highlight' ? (item.parts['made'] as { source: string }).source : null;
}

/** Writes down which parts of an item were changed here since it was looked at last. */
function noteItemChanges(db: WritableDB, item: Item, { library, now }: Noting): void {
  const { kind, id, parts } = item;
  const units = unitsOf(db, kind, id);
  // What was thrown away before anybody else heard of it is nobody else's business.
  if (parts['life'] === 'gone' && !units.has('life')) return;
  const names = new Set([...Object.keys(parts), ...units.keys()]);
  for (const part of names) {
    const value = parts[part] ?? null;
    const known = units.get(part);
    const hash = hashOf(value);
    if (known?.hash === hash) continue;
    const at = changedAt(db, item, part) ?? now.getTime();
    const isPlace = typeof value === 'string' && /^(source|note):/.test(part);
    putUnit(db, {
      kind,
      id,
      part,
      parent: parentOf(item),
      value: isPlace ? value : null,
      hash,
      seen: afterChange(known?.seen ?? {}, library, at),
    });
  }
}

/** Writes down that an item which others know of is not in the database any more. */
function noteGone(db: WritableDB, kind: ItemKind, id: string, { library, now }: Noting): void {
  const life = unitsOf(db, kind, id).get('life');
  if (life === undefined) return;
  forgetParts(db, kind, id);
  const hash = hashOf('gone');
  if (life.hash === hash) return;
  putUnit(db, { ...life, hash, seen: afterChange(life.seen, library, now.getTime()) });
}

/**
 * Writes down what was changed in items since bundles went round last, as changes of this library.
 * The database is only ever looked at here, so that no other write has to think of it.
 */
export function noteChanges(
  db: WritableDB,
  items: ReadonlyArray<{ kind: ItemKind; id: string }>,
  noting: Noting,
): Map<string, Item> {
  const current = new Map<string, Item>();
  for (const { kind, id } of items) {
    if (!canGo(kind)) continue;
    const item = currentItem(db, kind, id);
    if (item === undefined) noteGone(db, kind, id, noting);
    else {
      noteItemChanges(db, item, noting);
      current.set(keyOf(item), item);
    }
  }
  return current;
}

/** An item as it goes into a bundle: the value of each part, and what is known of it. */
export interface Gathered {
  kind: ItemKind;
  id: string;
  parts: Record<string, { value: unknown; unit: Pick<Unit, 'seen'> }>;
}

/** An item with all its parts, those that were taken out as null; only its end when it is gone. */
function gathered(db: ReadableDB, kind: ItemKind, id: string, item: Item | undefined): Gathered {
  const parts: Gathered['parts'] = {};
  const isThere = item !== undefined && item.parts['life'] === 'there';
  for (const [part, unit] of unitsOf(db, kind, id)) {
    if (part === 'life') parts[part] = { value: isThere ? 'there' : 'gone', unit };
    else if (isThere) parts[part] = { value: item.parts[part] ?? null, unit };
  }
  return { kind, id, parts };
}

const fixed = (item: Item): Gathered => ({
  kind: item.kind,
  id: item.id,
  parts: { made: { value: item.parts['made'], unit: { seen: {} } } },
});

/**
 * All that a case file holds, with what is known of it, in the order: the case file, then its
 * sources and notes by their ids, each with what belongs to it. Writes down what changed first.
 */
export function gatherCase(db: WritableDB, caseId: string, noting: Noting): Gathered[] {
  const scope = scopeOf(db, caseId);
  const highlights = scope.flatMap(({ kind, id }) =>
    kind === 'source'
      ? allHighlights(db, id).map((one) => ({ kind: 'highlight' as const, id: one }))
      : [],
  );
  const current = noteChanges(db, [{ kind: 'case', id: caseId }, ...scope, ...highlights], noting);
  const file = current.get(keyOf({ kind: 'case', id: caseId }));
  const take = (kind: ItemKind, id: string): Gathered[] => {
    const item = current.get(keyOf({ kind, id }));
    const one = gathered(db, kind, id, item);
    if (Object.keys(one.parts).length === 0) return [];
    const isThere = item?.parts['life'] === 'there';
    // What was taken out of the case file but is still in the library is not sent with it.
    if (isThere && file?.parts[`${kind}:${id}`] === undefined) return [];
    if (!isThere) return [one];
    if (kind === 'note') return [one, ...noteVersionItems(db, id).map(fixed)];
    return [
      one,
      ...revisionItems(db, id).map(fixed),
      ...allHighlights(db, id).flatMap((highlight) => {
        const key = keyOf({ kind: 'highlight', id: highlight });
        const made = gathered(db, 'highlight', highlight, current.get(key));
        return Object.keys(made.parts).length === 0
          ? []
          : [made, ...commentVersionItems(db, highlight).map(fixed)];
      }),
    ];
  };
  return [gathered(db, 'case', caseId, file), ...scope.flatMap(({ kind, id }) => take(kind, id))];
}
