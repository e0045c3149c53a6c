import { parseQuery, type QueryProblem } from '../../shared/query.ts';

/**
 * What is wrong with a query, with its places. While one types, what the caret still stands in is
 * left alone: it is not finished yet.
 */
export function problemsOf(query: string, typing: boolean): QueryProblem[] {
  return parseQuery(query).problems.filter(({ end }) => !typing || end < query.length);
}
