import type { NoteSummary, OutlineItem, SourceSummary } from '../../shared/domain.ts';

/** Something of the library that can be put into a case file. */
export interface Candidate {
  kind: 'source' | 'note';
  id: string;
  title: string;
  /** Already in the case file. */
  isIn: boolean;
}

/** What can be added, what is in already last; `filter` is a part of the title, case left aside. */
export function candidatesFor(library: {
  sources: ReadonlyArray<Pick<SourceSummary, 'id' | 'title'>>;
  notes: ReadonlyArray<Pick<NoteSummary, 'id' | 'title'>>;
  outline: readonly OutlineItem[];
  filter: string;
}): Candidate[] {
  const { sources, notes, outline } = library;
  const held = new Set(
    outline.map((item) => (item.kind === 'source' ? item.source : item.note).id),
  );
  const filter = library.filter.trim().toLocaleLowerCase();
  const all = [
    ...sources.map(({ id, title }) => ({ kind: 'source' as const, id, title })),
    ...notes.map(({ id, title }) => ({ kind: 'note' as const, id, title })),
  ];
  const matching = all
    .filter(({ title }) => title.toLocaleLowerCase().includes(filter))
    .map((candidate) => ({ ...candidate, isIn: held.has(candidate.id) }));
  return [...matching.filter(({ isIn }) => !isIn), ...matching.filter(({ isIn }) => isIn)];
}
