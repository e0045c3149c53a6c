/** Guesses, before anything is set, how many pages a case file will have and what is on which. */
import type { CaseDocument } from './case-document.ts';
import { visitStrings } from './glyphs.ts';
import type { PlaceName } from './places.ts';
import type { PrintedBlock } from './printed-model.ts';
import type { PrintedSource } from './printed-source.ts';
import { blocksWithin } from './printed-walk.ts';
import type { Segment } from './segments.ts';

export interface PageGuess {
  pages: number;
  /** The pages of notes, sources and highlights. */
  places: Partial<Record<PlaceName, number>>;
}

/** Characters of text that a page holds, in the middle of many case files. */
const PAGE_CHARACTERS = 3300;
/** The cover, the contents and the key. */
const FIRST_PAGES = 3;

function lengthOf(part: object): number {
  let characters = 0;
  visitStrings(part, (text) => (characters += text.length));
  return characters;
}

function pagesOf(characters: number): number {
  return Math.ceil(characters / PAGE_CHARACTERS);
}

function segmentsIn(block: PrintedBlock): readonly Segment[] {
  if (block.type === 'table') {
    return block.rows.flatMap(({ cells }) => cells.flatMap(({ segments }) => segments));
  }
  return 'segments' in block ? block.segments : [];
}

/** The numbers of a source's highlights that are linked to, with the characters before each. */
function* highlightsIn({ blocks }: PrintedSource): Generator<[number: number, before: number]> {
  let before = 0;
  for (const block of blocksWithin(blocks)) {
    for (const { text, anchors = [] } of segmentsIn(block)) {
      for (const number of anchors) yield [number, before];
      before += text.length;
    }
    if ('annotations' in block && block.annotations) before += lengthOf(block.annotations);
  }
}

/** About where everything will be: each source begins a page, the rest runs on. */
export function guessPages({ notes, sources, ...rest }: CaseDocument): PageGuess {
  const places: PageGuess['places'] = {};
  let characters = 0;
  for (const note of notes) {
    places[`note-${note.id}`] = FIRST_PAGES + 1 + Math.floor(characters / PAGE_CHARACTERS);
    characters += lengthOf(note);
  }
  let pages = FIRST_PAGES + pagesOf(characters);
  for (const source of sources) {
    places[`source-${source.id}`] = pages + 1;
    for (const [number, before] of highlightsIn(source)) {
      places[`highlight-${number}`] = pages + 1 + Math.floor(before / PAGE_CHARACTERS);
    }
    pages += pagesOf(lengthOf(source));
  }
  return { pages: pages + pagesOf(lengthOf(rest)), places };
}
