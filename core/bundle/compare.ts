/** How the things in a bundle stand to those of the library, part by part. */
import { compareSeen, winnerOf } from '../../shared/bundle/seen.ts';
import { hasFixed, hasRow, type WrittenKind } from '../store/bundle-writes.ts';
import { unitsOf, type Unit } from '../store/bundle-units.ts';
import type { ReadableDB } from '../store/connection.ts';
import type { BundleStatus } from '../../shared/bundle/preview.ts';
import { hashOf } from './gather.ts';
import { canGo, keyOf, type Item } from './kinds.ts';
import type { Bundle, BundleItem } from './read.ts';

/** Where a part was changed since both were the same; `new` where the library knows nothing of it. */
export type PartStanding = 'same' | 'new' | 'here' | 'there' | 'both';

export interface ComparedPart {
  standing: PartStanding;
  hash: string;
  unit: Unit | undefined;
  /** What wins when nobody chooses. */
  winner: 'here' | 'there';
}

export interface Compared {
  item: BundleItem;
  parts: Map<string, ComparedPart>;
  /** Parts that the library has and the bundle does not. */
  alone: boolean;
  status: BundleStatus;
  /** Whether the database has it, be it in the trash. */
  hasRow: boolean;
  deleted: 'here' | 'there' | undefined;
}

function comparePart(
  unit: Unit | undefined,
  { value, seen }: BundleItem['parts'][string],
): ComparedPart {
  const hash = hashOf(value);
  if (unit === undefined) {
    return { standing: value === null ? 'same' : 'new', hash, unit, winner: 'there' };
  }
  if (unit.hash === hash) return { standing: 'same', hash, unit, winner: 'here' };
  const compared = compareSeen(unit.seen, seen);
  // The same history with two values: a library that was copied, file by file.
  const standing = compared === 'same' ? 'both' : compared;
  const winner = standing === 'both' ? winnerOf(unit, { seen, hash }) : standing;
  return { standing, hash, unit, winner };
}

function statusOf(parts: ReadonlyMap<string, ComparedPart>, alone: boolean): BundleStatus {
  const standings = [...parts.values()].map(({ standing }) => standing);
  const there = standings.some((one) => one === 'there' || one === 'new');
  const here = alone || standings.includes('here');
  if (standings.includes('both') || (there && here)) return 'both';
  if (there) return 'there';
  return here ? 'here' : 'identical';
}

/** Whether a part only says where something stands that neither side has any more. */
function isStray(db: ReadableDB, bundle: Bundle, part: string): boolean {
  const [kind, id] = part.split(':');
  if ((kind !== 'source' && kind !== 'note') || id === undefined) return false;
  const other = bundle.items.get(keyOf({ kind, id }));
  return !hasRow(db, kind, id) && other?.parts['made'] === undefined;
}

function compareItem(db: ReadableDB, bundle: Bundle, item: BundleItem): Compared {
  const units = unitsOf(db, item.kind, item.id);
  const parts = new Map<string, ComparedPart>();
  const there = item.parts['life']?.value;
  for (const [part, described] of Object.entries(item.parts)) {
    if (item.kind === 'case' && isStray(db, bundle, part)) continue;
    parts.set(part, comparePart(units.get(part), described));
  }
  const row = canGo(item.kind) && hasRow(db, item.kind as WrittenKind, item.id);
  const goneHere = units.get('life')?.hash === hashOf('gone');
  const alone =
    there === 'there' &&
    !goneHere &&
    [...units.values()].some(({ part, hash }) => !(part in item.parts) && hash !== hashOf(null));
  const isNew = !units.has('life');
  // Of what is gone there and was never here, there is nothing to say.
  const status = isNew ? (there === 'there' ? 'new' : 'identical') : statusOf(parts, alone);
  const deleted =
    isNew || goneHere === (there === 'gone') ? undefined : goneHere ? 'here' : 'there';
  if (deleted === 'here' && parts.get('life')?.standing === 'here') {
    return { item, parts, alone, status: 'here', hasRow: row, deleted };
  }
  return { item, parts, alone, status, hasRow: row, deleted };
}

/** A revision, or a text that lost: it is there or it is not. */
function compareFixed(db: ReadableDB, item: BundleItem): Compared {
  const { kind, id } = item;
  const known =
    (kind === 'revision' || kind === 'note-version' || kind === 'comment-version') &&
    hasFixed(db, kind, id);
  const status = known ? 'identical' : 'new';
  return { item, parts: new Map(), alone: false, status, hasRow: known, deleted: undefined };
}

/** Compares every item of a bundle; what the library changed must have been written down before. */
export function compareBundle(db: ReadableDB, bundle: Bundle): Map<string, Compared> {
  const compared = new Map<string, Compared>();
  for (const [key, item] of bundle.items) {
    compared.set(key, canGo(item.kind) ? compareItem(db, bundle, item) : compareFixed(db, item));
  }
  return compared;
}

/** The items that can be chosen, as ids to look at. */
export function comparableItems(bundle: Bundle): Array<Pick<Item, 'kind' | 'id'>> {
  return [...bundle.items.values()].filter(({ kind }) => canGo(kind));
}
