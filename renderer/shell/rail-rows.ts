import type { Place } from './place.ts';

const LIBRARY = ['search', 'inbox', 'sources', 'highlights', 'notes'] as const;

/** The rows of the rail, from top to bottom, by their ids. */
export function rowIds(shown: {
  caseIds: readonly string[];
  openCaseId: string | undefined;
  searchIds: readonly string[];
  tags: readonly string[];
}): string[] {
  const cases = shown.caseIds.flatMap((id) =>
    id === shown.openCaseId
      ? [`case:${id}`, `case:${id}:sources`, `case:${id}:notes`, `case:${id}:outline`]
      : [`case:${id}`],
  );
  const searches = shown.searchIds.map((id) => `search:${id}`);
  const tags = shown.tags.map((name) => `tag:${name}`);
  return [...LIBRARY, ...cases, ...searches, ...tags, 'history', 'trash'];
}

/** The row that stands for a place: where Tab enters the rail. */
export function currentRow({ caseId, section, tag }: Place): string | undefined {
  if (tag !== undefined) return `tag:${tag}`;
  if (caseId === undefined) return section;
  return section === 'overview' ? `case:${caseId}` : `case:${caseId}:${section}`;
}
