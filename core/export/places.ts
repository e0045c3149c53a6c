/** Where things of the library are found in the printed case file, for the links to them. */
import type { Block, Citation, Reference } from '../../shared/document.ts';
import type { Stray } from './stray-links.ts';

/** What of the library is printed. */
export interface Places {
  /** Ids of the sources and notes that have a heading. */
  sources: ReadonlySet<string>;
  notes: ReadonlySet<string>;
  /** The numbers of the highlights of these sources, by their ids. */
  highlights: ReadonlyMap<string, number>;
  /** Numbers of the highlights that something links to; grows while blocks are printed. */
  linked: Set<number>;
  /** How many unticked items were printed; each is numbered by it. */
  tasks: { count: number };
  /** Says of citations what they cite, for a format that is read back. */
  keepsCitations?: true;
  /** Told of links to what is not printed. */
  stray?: Stray;
}

/** For text that links to nothing of the case file. */
export function nowhere(): Places {
  const none = new Set<string>();
  return {
    sources: none,
    notes: none,
    highlights: new Map(),
    linked: new Set(),
    tasks: { count: 0 },
  };
}

/** The name of a place; the templates put it at the thing that it stands for. */
export type PlaceName = `${'source' | 'note' | 'highlight' | 'task'}-${string}`;

/** The heading that a citation leads to; undefined when its source is not printed. */
export function placeOfCitation({ sourceId }: Citation, places: Places): PlaceName | undefined {
  return places.sources.has(sourceId) ? `source-${sourceId}` : undefined;
}

/** The heading that a link of these words leads to; undefined when what it names is not printed. */
export function placeOfReference(
  to: Reference,
  words: string,
  places: Places,
): PlaceName | undefined {
  const printed = to.kind === 'source' ? places.sources : places.notes;
  if (printed.has(to.id)) return `${to.kind}-${to.id}`;
  places.stray?.({ to, words });
  return undefined;
}

/** The number of the highlight that a quotation is taken from, which then counts as linked to. */
export function numberOfOrigin(
  { from }: Extract<Block, { type: 'quote' }>,
  places: Places,
): number | undefined {
  const number = from === undefined ? undefined : places.highlights.get(from.highlightId);
  if (number !== undefined) places.linked.add(number);
  return number;
}
