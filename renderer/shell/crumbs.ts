import { paths } from './paths.ts';
import type { Place } from './place.ts';

export interface Crumb {
  text: string;
  to: string;
}

interface Titles {
  case?: string | undefined;
  source?: string | undefined;
  note?: string | undefined;
}

const LIBRARY: Partial<Record<Place['section'], Crumb>> = {
  inbox: { text: 'Inbox', to: paths.inbox },
  sources: { text: 'All sources', to: paths.sources },
  highlights: { text: 'Highlights', to: paths.highlights },
  notes: { text: 'Notes', to: paths.notes },
  trash: { text: 'Trash', to: paths.trash },
  search: { text: 'Search', to: paths.search() },
  history: { text: 'History', to: paths.history },
};

function caseCrumbs(caseId: string, section: Place['section'], title: string): Crumb[] {
  const first = { text: title, to: paths.case(caseId) };
  if (section === 'sources') return [first, { text: 'Sources', to: paths.caseSources(caseId) }];
  if (section === 'notes') return [first, { text: 'Notes', to: paths.caseNotes(caseId) }];
  if (section === 'outline') return [first, { text: 'Outline', to: paths.caseOutline(caseId) }];
  return [first];
}

/** The way from the library or the case file to a place; titles not read yet leave no gap. */
export function crumbsOf(place: Place, titles: Titles): Crumb[] {
  const { caseId, section, sourceId, noteId, tag } = place;
  const crumbs: Crumb[] = [];
  if (caseId !== undefined) crumbs.push(...caseCrumbs(caseId, section, titles.case ?? ''));
  else if (tag !== undefined) crumbs.push({ text: `#${tag}`, to: paths.tag(tag) });
  else crumbs.push(...[LIBRARY[section]].filter((crumb) => crumb !== undefined));

  if (sourceId !== undefined && titles.source !== undefined) {
    crumbs.push({ text: titles.source, to: paths.source(sourceId, { caseId }) });
  }
  if (noteId !== undefined && titles.note !== undefined) {
    const text = titles.note === '' ? 'Untitled note' : titles.note;
    crumbs.push({ text, to: paths.note(noteId, { caseId }) });
  }
  return crumbs.filter(({ text }) => text !== '');
}
