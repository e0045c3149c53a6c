import type { ReadableDB } from './connection.ts';

const QUERIES = {
  case: 'SELECT title FROM case_file WHERE id = ?',
  source: 'SELECT title FROM source WHERE id = ?',
  note: 'SELECT title FROM note WHERE id = ?',
  highlight: 'SELECT exact FROM passage WHERE highlight_id = ? ORDER BY ordinal LIMIT 1',
} as const;

/** What a thing is called, also in the trash: its title, or a highlight's first words. */
export function titleOf(db: ReadableDB, kind: keyof typeof QUERIES, id: string): string {
  const title = db.prepare<[string], string>(QUERIES[kind]).pluck().get(id);
  return typeof title === 'string' ? title : '';
}
