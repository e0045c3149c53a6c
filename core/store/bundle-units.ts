/** What this library knows of the versions of what it holds; see docs/bundle.md. */
import type { Seen } from '../../shared/bundle/seen.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { readValue, writeValue } from './settings.ts';

/** A part of an item as it was when bundles were last made or read. */
export interface Unit {
  kind: string;
  id: string;
  part: string;
  /** The source of a highlight. */
  parent: string | null;
  /** Only of places in an outline: their keys. */
  value: string | null;
  /** SHA-256 of the value. */
  hash: string;
  seen: Seen;
}

type Row = Omit<Unit, 'seen'> & { seen: string };

const SELECT = `SELECT kind, item_id AS id, part, parent, value, value_sha256 AS hash, seen
  FROM bundle_unit`;

function unitOf(row: Row): Unit {
  return { ...row, seen: JSON.parse(row.seen) as Seen };
}

/** What is known of one item, by its parts. */
export function unitsOf(db: ReadableDB, kind: string, id: string): Map<string, Unit> {
  const rows = db.prepare<[string, string], Row>(`${SELECT} WHERE kind = ? AND item_id = ?`);
  return new Map(rows.all(kind, id).map((row) => [row.part, unitOf(row)]));
}

/** The highlights of a source that something is known of. */
export function knownHighlights(db: ReadableDB, sourceId: string): string[] {
  return db
    .prepare<[string], string>(
      "SELECT DISTINCT item_id FROM bundle_unit WHERE parent = ? AND kind = 'highlight'",
    )
    .pluck()
    .all(sourceId);
}

/** Writes down what is known of a part, in place of what was. */
export function putUnit(db: WritableDB, unit: Unit): void {
  // Not a replacing insert: the history has to see a change as one.
  db.prepare(
    `INSERT INTO bundle_unit (kind, item_id, part, parent, value, value_sha256, seen)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, item_id, part) DO UPDATE SET parent = excluded.parent,
       value = excluded.value, value_sha256 = excluded.value_sha256, seen = excluded.seen`,
  ).run(
    unit.kind,
    unit.id,
    unit.part,
    unit.parent,
    unit.value,
    unit.hash,
    JSON.stringify(Object.fromEntries(Object.entries(unit.seen).sort())),
  );
}

/** Forgets all that is known of an item but whether it is there. */
export function forgetParts(db: WritableDB, kind: string, id: string): void {
  db.prepare("DELETE FROM bundle_unit WHERE kind = ? AND item_id = ? AND part <> 'life'").run(
    kind,
    id,
  );
}

/** The setting that says which library this is, among those that bundles go round in. */
const IDENTITY_KEY = 'bundle.library';

/**
 * The id of this library among those that bundles go round in. A folder that was copied is another
 * library: what is changed in both copies must not look like the changes of one.
 */
export function libraryIdentity(db: WritableDB, folder: string, newId: () => string): string {
  const stored = readValue(db, IDENTITY_KEY) as { id: string; folder: string } | null | undefined;
  if (stored?.folder === folder) return stored.id;
  const id = newId();
  writeValue(db, IDENTITY_KEY, { id, folder });
  return id;
}

/** Forgets which library this is, in a copy that is about to be another one. */
export function forgetIdentity(db: WritableDB): void {
  writeValue(db, IDENTITY_KEY, null);
}

/** The names of the researchers whose changes are in this library, by their libraries' ids. */
export function libraryAuthors(db: ReadableDB): Map<string, string> {
  const rows = db
    .prepare<[], { id: string; author: string }>('SELECT id, author FROM bundle_library')
    .all();
  return new Map(rows.map(({ id, author }) => [id, author]));
}

/** Keeps the name of a library's researcher. */
export function putAuthor(db: WritableDB, id: string, author: string): void {
  db.prepare(
    `INSERT INTO bundle_library (id, author) VALUES (?, ?)
     ON CONFLICT (id) DO UPDATE SET author = excluded.author WHERE author <> excluded.author`,
  ).run(id, author);
}
