/** The query language: docs/search-language.md tells it, shared/query/ reads, writes and completes it. */
export { completionsAt, type Completion, type Completions } from './query/complete.ts';
export type { ValueChoice, ValueProvider } from './query/complete.ts';
export { dayRangeOf, type DayRange } from './query/dates.ts';
export { hasFilter, splitFilters, withFilter, withoutFilter } from './query/filters.ts';
export type { FilterConjunct, SplitQuery } from './query/filters.ts';
export { FIELDS, FILTER_KEYS, QUERY_KEYS } from './query/keys.ts';
export type { FieldKey, FilterKey, QueryKey } from './query/keys.ts';
export { parseQuery } from './query/parse.ts';
export { filterText, printQuery } from './query/print.ts';
export type * from './query/tree.ts';
