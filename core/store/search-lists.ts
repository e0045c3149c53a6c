/** What the search worker's lists are made of, and what changed in it since they were read. */
import { cslSchema, nameText } from '../../shared/csl.ts';
import type { HitKind } from '../../shared/domain.ts';
import { stringList } from './rows.ts';
import type { ReadableDB, WritableDB } from './connection.ts';

/** One thing in the lists. A field that its kind doesn't have is empty. */
export interface ListDocument {
  kind: HitKind;
  /** Of a tag: its row number, as text. */
  id: string;
  title: string;
  /** What the researcher wrote: a note, a comment, a research question. */
  own: string;
  /** The passages of a highlight. */
  quote: string;
  /** Names of authors. */
  people: string;
  tags: string;
}

interface Row {
  id: string;
  title?: string;
  own?: string | null;
  quotes?: string;
  authors?: string | null;
  tags?: string;
}

const TAGS_OF = (column: string, id: string) => `
  (SELECT json_group_array(tag.name) FROM tagging JOIN tag ON tag.id = tagging.tag_id
    WHERE tagging.${column} = ${id}) AS tags`;

/** For each kind, all that is not in the trash. `%ids%` is where a choice of ids goes. */
const SELECTS: Readonly<Record<HitKind, string>> = {
  source: `SELECT id, title, json_extract(csl, '$.author') AS authors, ${TAGS_OF('source_id', 'source.id')}
    FROM source WHERE trashed_at IS NULL %ids%`,
  note: `SELECT id, title, text AS own, ${TAGS_OF('note_id', 'note.id')}
    FROM note WHERE trashed_at IS NULL %ids%`,
  highlight: `SELECT id, text AS own, ${TAGS_OF('highlight_id', 'highlight.id')},
      (SELECT json_group_array(exact ORDER BY ordinal) FROM passage
        WHERE passage.highlight_id = highlight.id) AS quotes
    FROM highlight LEFT JOIN annotation ON annotation.highlight_id = highlight.id
    WHERE trashed_at IS NULL %ids%
      AND source_id IN (SELECT source.id FROM source WHERE source.trashed_at IS NULL)`,
  case: `SELECT id, title, question AS own FROM case_file WHERE trashed_at IS NULL %ids%`,
  tag: `SELECT CAST(id AS TEXT) AS id, name AS title FROM tag WHERE true %ids%`,
};

/** The documents of one kind: all, or those of the given ids that are not in the trash. */
export function readListDocuments(
  db: ReadableDB,
  kind: HitKind,
  ids?: readonly string[],
): ListDocument[] {
  const choice = ids === undefined ? '' : 'AND id IN (SELECT value FROM json_each(?))';
  const rows = db.prepare<string[], Row>(SELECTS[kind].replace('%ids%', choice));
  const found = ids === undefined ? rows.all() : rows.all(JSON.stringify(ids));
  return found.map(({ id, title, own, quotes, authors, tags }) => ({
    kind,
    id,
    title: title ?? '',
    own: own ?? '',
    quote: stringList(quotes ?? null).join('\n'),
    people: namesOf(authors ?? null).join(', '),
    tags: stringList(tags ?? null).join(', '),
  }));
}

/** The names in a stored list of authors; one that doesn't fit is passed over. */
function namesOf(json: string | null): string[] {
  const authors = cslSchema.shape.author.safeParse(json === null ? [] : JSON.parse(json));
  return (authors.data ?? []).map(nameText);
}

export interface ListChanges {
  /** The last entry of the log. */
  last: number;
  /** What to read again; absent when the log doesn't reach back that far, or says too much. */
  changed?: Map<HitKind, Set<string>>;
}

/** Changes read one by one; with more, reading everything again is not slower. */
const MAX_CHANGES = 5000;

/** What changed after the entry `seen` of the log. Highlights go with their source. */
export function listChangesSince(db: ReadableDB, seen: number): ListChanges {
  const last = lastChange(db);
  if (last === seen) return { last, changed: new Map() };
  const first = db.prepare('SELECT min(seq) FROM search_change').pluck().get() as number | null;
  if (last < seen || first === null || first > seen + 1 || last - seen > MAX_CHANGES) {
    return { last };
  }
  const rows = db
    .prepare<[number, number], { kind: HitKind; id: string }>(
      `SELECT DISTINCT kind, id FROM search_change WHERE seq > ?
       UNION SELECT 'highlight', highlight.id FROM search_change
         JOIN highlight ON search_change.kind = 'source' AND highlight.source_id = search_change.id
         WHERE seq > ?`,
    )
    .all(seen, seen);
  const changed = new Map<HitKind, Set<string>>();
  for (const { kind, id } of rows) {
    const ids = changed.get(kind) ?? new Set();
    changed.set(kind, ids.add(id));
  }
  return { last, changed };
}

/** The number of the last entry of the log, also when it was pruned since. */
export function lastChange(db: ReadableDB): number {
  const last = db.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'search_change'`).pluck();
  return (last.get() as number | undefined) ?? 0;
}

/** Shortens the log to its last entries; lists that were read before them are read anew. */
export function pruneSearchChanges(db: WritableDB, keep = 20_000): void {
  db.prepare('DELETE FROM search_change WHERE seq <= ?').run(lastChange(db) - keep);
}
