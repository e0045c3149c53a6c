/** Finding in a text what a query matched there. */
import { foldWithOffsets, type FoldedText } from './fold.ts';
import type { Choice, Leaf, Level } from './plan.ts';
import { isUnspaced, piecesOf, SPACED_CHARACTER } from './prepare.ts';

/** Looks for one choice of one leaf of the plan. */
export interface Finder {
  /** Which leaf it belongs to, counted from 0. */
  leaf: number;
  choice: Choice;
  /** What a match begins with. */
  first: string;
  pattern: RegExp;
}

/** Something that was found, as a [start, end) in the text. */
export interface Found {
  start: number;
  end: number;
  finder: Finder;
}

/** Between two words; not needed where the script changes. */
const GAP = '[^\\p{L}\\p{N}\\p{M}\\p{Co}]';
const MOST_FOUND = 200;

function isSpaced(piece: string): boolean {
  return !isUnspaced(piece) && !/^\p{Co}/u.test(piece);
}

function finderOf(choice: Choice, leaf: number): Finder | undefined {
  const pieces = piecesOf(choice.form);
  const [first] = pieces;
  if (first === undefined) return undefined;
  const source = pieces.map((piece, index) => {
    const previous = pieces[index - 1];
    if (previous === undefined) return piece;
    return `${GAP}${isSpaced(previous) === isSpaced(piece) ? '+' : '*'}${piece}`;
  });
  const begin = isSpaced(first) ? `(?<!${SPACED_CHARACTER})` : '';
  const rest = choice.prefix ? `(?:${SPACED_CHARACTER})*` : `(?!${SPACED_CHARACTER})`;
  const end = isSpaced(pieces.at(-1) ?? first) ? rest : '';
  return { leaf, choice, first, pattern: new RegExp(begin + source.join('') + end, 'uy') };
}

/** The finders of all choices up to a level. */
export function findersOf(leaves: readonly Leaf[], level: Level): Finder[] {
  return leaves.flatMap(({ choices }, leaf) =>
    choices
      .filter((choice) => choice.level <= level)
      .map((choice) => finderOf(choice, leaf))
      .filter((finder) => finder !== undefined),
  );
}

/** Says whether a text holds a choice as it is: its tokens next to each other. */
export function holds(finder: Finder, folded: string): boolean {
  return search(finder, folded, 1).length > 0;
}

function search({ first, pattern }: Finder, folded: string, most: number): Array<[number, number]> {
  const places: Array<[number, number]> = [];
  let at = folded.indexOf(first);
  while (at !== -1 && places.length < most) {
    pattern.lastIndex = at;
    const match = pattern.exec(folded);
    if (match !== null) places.push([at, pattern.lastIndex]);
    at = folded.indexOf(first, match === null ? at + 1 : pattern.lastIndex);
  }
  return places;
}

/** All that the finders find in a text, in its order, longer ones first, without overlaps. */
export function findAll(finders: readonly Finder[], text: string): Found[] {
  const folded: FoldedText = foldWithOffsets(text);
  const found = finders.flatMap((finder) =>
    search(finder, folded.text, MOST_FOUND).map(([from, to]): Found => {
      const [start, end] = folded.originalRange(from, to);
      return { start, end, finder };
    }),
  );
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = 0;
  return found.filter(({ start, end }) => {
    if (start < reached) return false;
    reached = end;
    return true;
  });
}

/** A finder for one choice alone. */
export function finderFor(choice: Choice): Finder | undefined {
  return finderOf(choice, 0);
}
