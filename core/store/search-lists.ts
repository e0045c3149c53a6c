/** The names that the search worker holds in memory, and what changed in them since they were read. */
import type { HitKind } from '../../shared/domain.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { prepared } from './statements.ts';

/** The kinds that are held in memory: there are few of them, and people aim at them by name. */
export const LISTED_KINDS = ['case', 'tag'] as const satisfies readonly HitKind[];
export type ListedKind = (typeof LISTED_KINDS)[number];

/** A case file or a tag. */
export interface ListDocument {
  kind: ListedKind;
  /** Of a tag: its row number, as text. */
  id: string;
  title: string;
  /** A case file's research question. */
  own: string;
  /** A tag has none. */
  updatedAt: string;
}

/** `%ids%` is where a choice of ids goes. */
const SELECTS: Readonly<Record<ListedKind, string>> = {
  case: `SELECT id, title, question AS own, updated_at AS updatedAt
    FROM case_file WHERE trashed_at IS NULL %ids%`,
  tag: `SELECT CAST(id AS TEXT) AS id, name AS title, '' AS own, '' AS updatedAt
    FROM tag WHERE true %ids%`,
};

/** The documents of one kind: all, or those of the given ids that are not in the trash. */
export function readListDocuments(
  db: ReadableDB,
  kind: ListedKind,
  ids?: readonly string[],
): ListDocument[] {
  const choice = ids === undefined ? '' : 'AND id IN (SELECT value FROM json_each(?))';
  const rows = prepared<string[], Omit<ListDocument, 'kind'>>(
    db,
    SELECTS[kind].replace('%ids%', choice),
  );
  const found = ids === undefined ? rows.all() : rows.all(JSON.stringify(ids));
  return found.map((row) => ({ kind, ...row }));
}

export interface ListChanges {
  /** The last entry of the log. */
  last: number;
  /** What to read again; absent when the log doesn't reach back that far, or says too much. */
  changed?: Map<ListedKind, Set<string>>;
}

/** Changes read one by one; with more, reading everything again is not slower. */
const MAX_CHANGES = 1000;

/** What changed after the entry `seen` of the log. */
export function listChangesSince(db: ReadableDB, seen: number): ListChanges {
  const last = lastChange(db);
  if (last === seen) return { last, changed: new Map() };
  const first = prepared<[], number | null>(db, 'SELECT min(seq) FROM search_change').pluck().get();
  if (last < seen || typeof first !== 'number' || first > seen + 1 || last - seen > MAX_CHANGES) {
    return { last };
  }
  const rows = prepared<[number], { kind: ListedKind; id: string }>(
    db,
    'SELECT DISTINCT kind, id FROM search_change WHERE seq > ?',
  ).all(seen);
  const changed = new Map<ListedKind, Set<string>>();
  for (const { kind, id } of rows) {
    const ids = changed.get(kind) ?? new Set();
    changed.set(kind, ids.add(id));
  }
  return { last, changed };
}

/** The number of the last entry of the log, also when it was pruned since. */
export function lastChange(db: ReadableDB): number {
  const last = prepared<[], number>(
    db,
    `SELECT seq FROM sqlite_sequence WHERE name = 'search_change'`,
  );
  return last.pluck().get() ?? 0;
}

/** Shortens the log to its last entries; lists that were read before them are read anew. */
export function pruneSearchChanges(db: WritableDB, keep = 2000): void {
  prepared(db, 'DELETE FROM search_change WHERE seq <= ?').run(lastChange(db) - keep);
}
