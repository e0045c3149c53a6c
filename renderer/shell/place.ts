/** Where the window is, as its address says. */
export interface Place {
  /** The open case file. */
  caseId?: string;
  section:
    | 'home'
    | 'overview'
    | 'inbox'
    | 'sources'
    | 'highlights'
    | 'notes'
    | 'outline'
    | 'trash'
    | 'history'
    | 'tag'
    | 'search'
    | 'unknown';
  sourceId?: string;
  noteId?: string;
  tag?: string;
}

const LIBRARY_SECTIONS = [
  'inbox',
  'sources',
  'highlights',
  'notes',
  'trash',
  'history',
  'search',
] as const;
const CASE_SECTIONS = ['sources', 'notes', 'outline'] as const;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray "%" in an address typed by hand stands for itself.
    return text;
  }
}

function inside(parts: string[], caseId: string | undefined): Place {
  const held = caseId === undefined ? {} : { caseId };
  const [first, second, ...rest] = parts;
  if (rest.length > 0) return { section: 'unknown' };
  if (first === 'source' && second !== undefined) {
    return { ...held, section: 'sources', sourceId: second };
  }
  if (first === 'note' && second !== undefined) {
    return { ...held, section: 'notes', noteId: second };
  }
  if (caseId === undefined && first === 'tags' && second !== undefined) {
    return { section: 'tag', tag: decoded(second) };
  }
  if (second !== undefined) return { section: 'unknown' };
  if (first === undefined) return { ...held, section: caseId === undefined ? 'home' : 'overview' };
  const sections: readonly Place['section'][] =
    caseId === undefined ? LIBRARY_SECTIONS : CASE_SECTIONS;
  const section = sections.find((name) => name === first);
  return section === undefined ? { section: 'unknown' } : { ...held, section };
}

/** Reads an address of shell/paths.ts, without its query, back into the place it names. */
export function placeOf(pathname: string): Place {
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts[0] !== 'case') return inside(parts, undefined);
  const [, caseId, ...rest] = parts;
  return caseId === undefined ? { section: 'unknown' } : inside(rest, caseId);
}
