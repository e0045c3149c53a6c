/** What the places of a case file are called where a page number would tell nothing. */
import type { CaseDocument } from './case-document.ts';
import type { PlaceName } from './places.ts';

/** "H3" for a highlight, the title of a note or source; undefined for what is not printed. */
export function placeTitles(document: CaseDocument): (place: PlaceName) => string | undefined {
  const { summary, notes, sources } = document;
  const titles = new Map<string, string>([
    ...[...(summary === undefined ? [] : [summary]), ...notes].map(
      ({ id, title }) => [`note-${id}`, title] as const,
    ),
    ...sources.flatMap(({ id, title, highlights }) => [
      [`source-${id}`, title] as const,
      ...highlights.map(({ number }) => [`highlight-${number}`, `H${number}`] as const),
    ]),
  ]);
  return (place) => titles.get(place);
}
