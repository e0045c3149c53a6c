import type { SearchSort } from '../../shared/domain.ts';

/** The addresses of the screens (behind the `#` of the window's address). */
interface SourcePlace {
  caseId?: string | undefined;
  /** A position in the canonical text to go to and flash, in UTF-16 code units. */
  at?: { start: number; end: number } | undefined;
  /** A highlight to select. */
  highlight?: string | undefined;
}

function query(values: Record<string, string | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) parameters.set(key, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

export const paths = {
  search: (search: { query?: string; sort?: SearchSort } = {}) =>
    `/search${query({
      q: search.query === '' ? undefined : search.query,
      sort: search.sort === 'relevance' ? undefined : search.sort,
    })}`,
  inbox: '/inbox',
  sources: '/sources',
  highlights: '/highlights',
  notes: '/notes',
  trash: '/trash',
  history: '/history',
  tag: (name: string) => `/tags/${encodeURIComponent(name)}`,
  case: (id: string) => `/case/${id}`,
  caseSources: (id: string) => `/case/${id}/sources`,
  caseNotes: (id: string) => `/case/${id}/notes`,
  caseOutline: (id: string) => `/case/${id}/outline`,
  source: (id: string, { caseId, at, highlight }: SourcePlace = {}) =>
    `${caseId === undefined ? '' : `/case/${caseId}`}/source/${id}` +
    query({ at: at && `${at.start}-${at.end}`, highlight }),
  note: (id: string, { caseId }: { caseId?: string | undefined } = {}) =>
    `${caseId === undefined ? '' : `/case/${caseId}`}/note/${id}`,
} as const;
