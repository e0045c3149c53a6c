/** The words that the full-text index knows, read from its vocabulary tables. */
import type { ReadableDB } from './connection.ts';
import { INDEXED_KINDS, tableName, vocabularyName, type IndexedKind } from './search-tables.ts';
import { prepared } from './statements.ts';

export interface Term {
  term: string;
  /** In how many things it stands. */
  documents: number;
  /** How often it stands in all of them. */
  times: number;
}

/**
 * In how many things a term stands, or `most` where it is more; 0 when the index doesn't know it. To
 * count them all would take as long as the query itself.
 */
export function termDocuments(
  db: ReadableDB,
  generation: number,
  term: string,
  most: number,
): number {
  let documents = 0;
  for (const kind of INDEXED_KINDS) {
    if (documents >= most) break;
    const name = tableName(kind, generation);
    const count = prepared<[string, number], number>(
      db,
      `SELECT count(*) FROM (SELECT 1 FROM ${name} WHERE ${name} MATCH ? LIMIT ?)`,
    ).pluck();
    documents += count.get(`"${term}"`, most - documents) ?? 0;
  }
  return documents;
}

/** Says whether any term begins with a prefix. */
export function anyTermBegins(db: ReadableDB, generation: number, prefix: string): boolean {
  return INDEXED_KINDS.some((kind) => {
    const name = vocabularyName(kind, generation);
    const any = prepared<[string, string], unknown>(
      db,
      `SELECT 1 FROM ${name} WHERE term >= ? AND term < ? LIMIT 1`,
    );
    return any.get(prefix, `${prefix}\u{10ffff}`) !== undefined;
  });
}

/** Those of some terms that stand in things of a kind. */
export function termsAmong(
  db: ReadableDB,
  generation: number,
  kind: IndexedKind,
  terms: readonly string[],
): Term[] {
  return prepared<[string], Term>(
    db,
    `SELECT term, doc AS documents, cnt AS times FROM ${vocabularyName(kind, generation)}
     WHERE term IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(terms));
}

/** Those of some beginnings that terms of a kind of thing have, with the counts of the first of these. */
export function beginningsAmong(
  db: ReadableDB,
  generation: number,
  kind: IndexedKind,
  prefixes: readonly string[],
): Term[] {
  const first = prepared<[string, string], Omit<Term, 'term'>>(
    db,
    `SELECT doc AS documents, cnt AS times FROM ${vocabularyName(kind, generation)}
     WHERE term >= ? AND term < ? LIMIT 1`,
  );
  return prefixes.flatMap((term) => {
    const counts = first.get(term, `${term}\u{10ffff}`);
    return counts === undefined ? [] : [{ term, ...counts }];
  });
}

/** Up to `limit` terms of each kind of thing that begin with a prefix, those of all kinds together. */
export function termsBeginning(
  db: ReadableDB,
  generation: number,
  prefix: string,
  limit: number,
): Term[] {
  const terms = new Map<string, Term>();
  for (const kind of INDEXED_KINDS) {
    const rows = prepared<[string, string, number], Term>(
      db,
      `SELECT term, doc AS documents, cnt AS times FROM ${vocabularyName(kind, generation)}
       WHERE term >= ? AND term < ? LIMIT ?`,
    ).all(prefix, `${prefix}\u{10ffff}`, limit);
    for (const row of rows) {
      const known = terms.get(row.term);
      if (known === undefined) terms.set(row.term, row);
      else {
        known.documents += row.documents;
        known.times += row.times;
      }
    }
  }
  return [...terms.values()];
}

/** A term, in how many things it stands, and how often in all of them. */
export type TermRow = [term: string, documents: number, times: number];

/** The next terms of one kind of thing after a term, in the order of their bytes. */
export function termsAfter(
  db: ReadableDB,
  generation: number,
  kind: IndexedKind,
  after: string,
  limit: number,
): TermRow[] {
  return prepared<[string, number], TermRow>(
    db,
    `SELECT term, doc, cnt FROM ${vocabularyName(kind, generation)} WHERE term > ? LIMIT ?`,
  )
    .raw()
    .all(after, limit);
}

/** A language, by its code, and how many sources are in it. */
export interface LanguageCount {
  language: string;
  sources: number;
}

/** The languages of the sources, the commonest first. */
export function languagesInUse(db: ReadableDB): LanguageCount[] {
  return prepared<[], LanguageCount>(
    db,
    `SELECT language, count(*) AS sources FROM search_source WHERE language IS NOT NULL
     GROUP BY language ORDER BY sources DESC`,
  ).all();
}

/** Says whether more than so many sources are in the index. */
export function hasMoreSources(db: ReadableDB, than: number): boolean {
  const next = prepared<[number], unknown>(db, 'SELECT 1 FROM search_source LIMIT 1 OFFSET ?');
  return next.get(than) !== undefined;
}
