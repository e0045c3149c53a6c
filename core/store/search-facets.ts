/** What the things that match a query have in common: counts by case file, tag, author and so on. */
import type { Facet, FacetKey } from '../../shared/domain.ts';
import type { ReadableDB } from './connection.ts';
import { prepared } from './statements.ts';

/** The numbers of everything that matches, by kind. */
export interface Matching {
  source: readonly number[];
  note: readonly number[];
  highlight: readonly number[];
}

/** Values of each key that are told; more can't be read. */
const MOST = 50;

const SOURCES = 'SELECT value FROM json_each(@source)';
const NOTES = `SELECT id FROM search_entry WHERE seq IN (SELECT value FROM json_each(@note))`;
const HIGHLIGHTS = `SELECT id FROM search_entry WHERE seq IN (SELECT value FROM json_each(@highlight))`;

/** The sources of what matches: sources themselves, and those of highlights, once for each. */
const OF_SOURCES = `
  SELECT value AS seq FROM json_each(@source)
  UNION ALL
  SELECT source.seq FROM highlight JOIN source ON source.id = highlight.source_id
    WHERE highlight.id IN (${HIGHLIGHTS})`;

const QUERIES: Readonly<Record<Exclude<FacetKey, 'type'>, string>> = {
  case: `SELECT case_file.title AS value, case_file.title AS label, count(*) AS count FROM (
      SELECT case_id FROM (${OF_SOURCES}) AS matching JOIN source ON source.seq = matching.seq
        JOIN outline_item ON outline_item.source_id = source.id
      UNION ALL SELECT case_id FROM outline_item WHERE note_id IN (${NOTES})
    ) JOIN case_file ON case_file.id = case_id AND case_file.trashed_at IS NULL`,
  tag: `SELECT tag.name AS value, tag.name AS label, count(*) AS count FROM (
      SELECT tag_id FROM tagging JOIN source ON source.id = tagging.source_id
        WHERE source.seq IN (${SOURCES})
      UNION ALL SELECT tag_id FROM tagging WHERE note_id IN (${NOTES})
      UNION ALL SELECT tag_id FROM tagging WHERE highlight_id IN (${HIGHLIGHTS})
    ) JOIN tag ON tag.id = tag_id`,
  author: `SELECT person.value AS value, person.value AS label, count(*) AS count
    FROM (${OF_SOURCES}) AS matching JOIN search_source ON search_source.seq = matching.seq,
      json_each(search_source.people) AS person`,
  year: `SELECT year AS value, year AS label, count(*) AS count FROM (
      SELECT substr(date, 1, 4) AS year FROM (${OF_SOURCES}) AS matching
        JOIN search_source ON search_source.seq = matching.seq
      UNION ALL SELECT substr(updated_at, 1, 4) FROM note WHERE id IN (${NOTES})
    ) WHERE true`,
  label: `SELECT label.id AS value, label.name AS label, count(*) AS count FROM highlight
    JOIN label ON label.id = highlight.label WHERE highlight.id IN (${HIGHLIGHTS})`,
  language: `SELECT language AS value, language AS label, count(*) AS count
    FROM (${OF_SOURCES}) AS matching JOIN search_source ON search_source.seq = matching.seq
    WHERE language IS NOT NULL`,
};

/** The facets of what matches, without the types; a key that nothing has is absent. */
export function facetsOf(
  db: ReadableDB,
  { source, note, highlight }: Matching,
): Partial<Record<FacetKey, Facet[]>> {
  const values = {
    source: JSON.stringify(source),
    note: JSON.stringify(note),
    highlight: JSON.stringify(highlight),
  };
  const facets: Partial<Record<FacetKey, Facet[]>> = {};
  for (const [key, sql] of Object.entries(QUERIES) as Array<[Exclude<FacetKey, 'type'>, string]>) {
    const rows = prepared<[Record<keyof Matching, string>], Facet>(
      db,
      `${sql} GROUP BY 1 ORDER BY count DESC, 1 LIMIT ${MOST}`,
    ).all(values);
    if (rows.length > 0) facets[key] = rows;
  }
  return facets;
}
