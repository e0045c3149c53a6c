/** What things have to meet, as conditions that SQLite checks by the number the index knows them by. */
import type { IndexedKind } from './search-tables.ts';
import { tableName } from './search-tables.ts';

/** One filter of a query, with what its value names already looked up. */
export type FilterCondition =
  | { filter: 'tag'; tagIds: readonly number[] }
  | { filter: 'case'; caseIds: readonly string[] }
  | { filter: 'inbox' }
  /** `expression` is one for the full-text index; `authors` are who made highlights. */
  | { filter: 'by'; expression: string | undefined; authors: readonly string[] }
  | { filter: 'label'; labels: readonly string[] }
  | { filter: 'language'; language: string }
  | { filter: 'has'; what: 'comment' | 'claim' | 'file' }
  | { filter: 'date'; from?: string | undefined; until?: string | undefined };

export type Condition =
  | { kind: 'always'; holds: boolean }
  /** Its words are so. */
  | { kind: 'match'; expression: string }
  | ({ kind: 'filter' } & FilterCondition)
  | { kind: 'not'; of: Condition }
  | { kind: 'and' | 'or'; of: readonly Condition[] };

export interface Sql {
  sql: string;
  values: string[];
}

const NEVER: Sql = { sql: '0', values: [] };
const NO_CASE = `NOT EXISTS (SELECT 1 FROM outline_item
  JOIN case_file ON case_file.id = outline_item.case_id
  WHERE outline_item.source_id = source.id AND case_file.trashed_at IS NULL)`;

/**
 * A condition on things of one kind as SQL. `column` is an expression of the number; it should not
 * be one that SQLite may look rows up by, as `+rowid` is not.
 */
export function conditionSql(
  kind: IndexedKind,
  condition: Condition,
  column: string,
  generation: number,
): Sql {
  switch (condition.kind) {
    case 'always':
      return { sql: condition.holds ? '1' : '0', values: [] };
    case 'match': {
      const name = tableName(kind, generation);
      return within(column, `SELECT rowid FROM ${name} WHERE ${name} MATCH ?`, [
        condition.expression,
      ]);
    }
    case 'not': {
      const { sql, values } = conditionSql(kind, condition.of, column, generation);
      return { sql: `NOT (${sql})`, values };
    }
    case 'and':
    case 'or': {
      const parts = condition.of.map((each) => conditionSql(kind, each, column, generation));
      if (parts.length === 0) return { sql: condition.kind === 'and' ? '1' : '0', values: [] };
      const joint = condition.kind === 'and' ? ' AND ' : ' OR ';
      return {
        sql: `(${parts.map(({ sql }) => sql).join(joint)})`,
        values: parts.flatMap(({ values }) => values),
      };
    }
    case 'filter':
      return filterSql(kind, condition, column, generation);
  }
}

function within(column: string, query: string, values: readonly string[]): Sql {
  return { sql: `${column} IN (${query})`, values: [...values] };
}

function filterSql(
  kind: IndexedKind,
  filter: FilterCondition,
  column: string,
  generation: number,
): Sql {
  if (kind === 'source') return sourceFilter(filter, column, generation);
  return kind === 'note' ? noteFilter(filter, column) : highlightFilter(filter, column, generation);
}

const IN_LIST = 'IN (SELECT value FROM json_each(?))';

function sourceFilter(filter: FilterCondition, column: string, generation: number): Sql {
  switch (filter.filter) {
    case 'tag':
      return within(
        column,
        `SELECT source.seq FROM tagging JOIN source ON source.id = tagging.source_id
         WHERE tag_id ${IN_LIST}`,
        [JSON.stringify(filter.tagIds)],
      );
    case 'case':
      return within(
        column,
        `SELECT source.seq FROM outline_item JOIN source ON source.id = outline_item.source_id
         WHERE case_id ${IN_LIST}`,
        [JSON.stringify(filter.caseIds)],
      );
    case 'inbox':
      return within(column, `SELECT seq FROM source WHERE ${NO_CASE}`, []);
    case 'by': {
      if (filter.expression === undefined) return NEVER;
      const name = tableName('name', generation);
      const expression = `{people} : ${filter.expression}`;
      return within(column, `SELECT rowid FROM ${name} WHERE ${name} MATCH ?`, [expression]);
    }
    case 'label':
      return NEVER;
    case 'language':
      return within(
        column,
        `SELECT seq FROM search_source WHERE lower(language) = ? OR lower(language) GLOB ?`,
        [filter.language, `${filter.language}-*`],
      );
    case 'has':
      if (filter.what === 'file') {
        return within(column, 'SELECT seq FROM source WHERE original_sha256 IS NOT NULL', []);
      }
      if (filter.what === 'claim') return NEVER;
      return within(
        column,
        `SELECT source.seq FROM annotation JOIN highlight ON highlight.id = annotation.highlight_id
         JOIN source ON source.id = highlight.source_id
         WHERE annotation.text <> '' AND highlight.trashed_at IS NULL`,
        [],
      );
    case 'date':
      return within(
        column,
        'SELECT seq FROM search_source WHERE date >= ? AND date < ?',
        rangeOf(filter),
      );
  }
}

function rangeOf({ from = '', until = '~' }: { from?: string; until?: string }): [string, string] {
  return [from, until];
}

function entries(kind: 'note' | 'highlight', condition: string): string {
  return `SELECT search_entry.seq FROM search_entry JOIN ${kind} ON ${kind}.id = search_entry.id
    WHERE search_entry.kind = '${kind}' AND ${condition}`;
}

function noteFilter(filter: FilterCondition, column: string): Sql {
  switch (filter.filter) {
    case 'tag':
      return within(
        column,
        entries('note', `note.id IN (SELECT note_id FROM tagging WHERE tag_id ${IN_LIST})`),
        [JSON.stringify(filter.tagIds)],
      );
    case 'case':
      return within(
        column,
        entries('note', `note.id IN (SELECT note_id FROM outline_item WHERE case_id ${IN_LIST})`),
        [JSON.stringify(filter.caseIds)],
      );
    case 'date':
      return within(
        column,
        entries(
          'note',
          'substr(note.updated_at, 1, 10) >= ? AND substr(note.updated_at, 1, 10) < ?',
        ),
        rangeOf(filter),
      );
    case 'inbox':
    case 'by':
    case 'label':
    case 'language':
    case 'has':
      return NEVER;
  }
}

/** Highlights are of the author, the case file, the language and the time of their source. */
function highlightFilter(filter: FilterCondition, column: string, generation: number): Sql {
  const own = (condition: string, ...values: string[]) =>
    within(column, entries('highlight', condition), values);
  switch (filter.filter) {
    case 'tag':
      return own(
        `highlight.id IN (SELECT highlight_id FROM tagging WHERE tag_id ${IN_LIST})`,
        JSON.stringify(filter.tagIds),
      );
    case 'label':
      return own(`highlight.label ${IN_LIST}`, JSON.stringify(filter.labels));
    case 'has':
      if (filter.what !== 'comment') return NEVER;
      return own(
        `highlight.id IN (SELECT highlight_id FROM annotation WHERE annotation.text <> '')`,
      );
    case 'case':
    case 'inbox':
    case 'by':
    case 'language':
    case 'date': {
      const { sql, values } = sourceFilter(filter, 'source.seq', generation);
      const inherited = `highlight.source_id IN (SELECT source.id FROM source WHERE ${sql})`;
      if (filter.filter !== 'by') return own(inherited, ...values);
      return own(
        `(${inherited} OR highlight.author ${IN_LIST})`,
        ...values,
        JSON.stringify(filter.authors),
      );
    }
  }
}
