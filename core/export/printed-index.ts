/** The index: tags and authors, with the places whose pages stand after each. */
import { type Csl, nameText } from '../../shared/csl.ts';
import type { Note } from '../../shared/domain.ts';
import type { NumberedSource } from './chosen-parts.ts';
import type { PlaceName } from './places.ts';
import type { IndexEntry, PrintedIndex } from './printed-parts.ts';

const ORDER = new Intl.Collator('en', { numeric: true });

function collect(pairs: Iterable<readonly [name: string, place: PlaceName]>): IndexEntry[] {
  const entries = new Map<string, Set<PlaceName>>();
  for (const [name, place] of pairs) {
    const places = entries.get(name);
    if (places === undefined) entries.set(name, new Set([place]));
    else places.add(place);
  }
  return [...entries]
    .map(([name, places]) => ({ name, places: [...places] }))
    .sort((a, b) => ORDER.compare(a.name, b.name));
}

function* tagsOf(
  notes: readonly Note[],
  sources: readonly NumberedSource[],
): Generator<[string, PlaceName]> {
  for (const note of notes) for (const tag of note.tags) yield [tag, `note-${note.id}`];
  for (const { source, numbered } of sources) {
    for (const tag of source.tags) yield [tag, `source-${source.id}`];
    for (const { highlight, number } of numbered) {
      for (const tag of highlight.tags) yield [tag, `highlight-${number}`];
    }
  }
}

/** Names as an index has them, the family first: "Berg, Jan van der". */
function authorsOf({ author = [] }: Csl): string[] {
  return author
    .map((name) => {
      const { family, given, 'dropping-particle': particle } = name;
      if (family === undefined) return nameText(name);
      const first = [name['non-dropping-particle'], family].filter(Boolean).join(' ');
      const rest = [given, particle].filter(Boolean).join(' ');
      return rest === '' ? first : `${first}, ${rest}`;
    })
    .filter((name) => name.trim() !== '');
}

function* authorsIn(sources: readonly NumberedSource[]): Generator<[string, PlaceName]> {
  for (const { source } of sources) {
    for (const name of authorsOf(source.csl)) yield [name, `source-${source.id}`];
  }
}

/** The index of what is printed; undefined when there is nothing to list. */
export function indexOf(
  notes: readonly Note[],
  sources: readonly NumberedSource[],
): PrintedIndex | undefined {
  const groups = [
    { title: 'Tags', entries: collect(tagsOf(notes, sources)) },
    { title: 'Authors', entries: collect(authorsIn(sources)) },
  ].filter(({ entries }) => entries.length > 0);
  return groups.length === 0 ? undefined : { groups };
}
