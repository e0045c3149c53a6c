/** Finding in a text what a query matched there. */
import { foldWithOffsets, type FoldedText } from './fold.ts';
import type { Choice, Leaf, Level } from './plan.ts';
import { isSpelled, isUnspaced, piecesOf } from './prepare.ts';

/** Looks for one choice of one leaf of the plan. */
export interface Finder {
  /** Which leaf it belongs to, counted from 0. */
  leaf: number;
  choice: Choice;
  pieces: readonly Piece[];
}

/** A word between spaces, a run of a script that has none, or an emoji. */
type PieceKind = 'word' | 'run' | 'emoji';

interface Piece {
  text: string;
  kind: PieceKind;
}

/** Something that was found, as a [start, end) in the text. */
export interface Found {
  start: number;
  end: number;
  finder: Finder;
}

const MOST_FOUND = 200;

function finderOf(choice: Choice, leaf: number): Finder | undefined {
  const pieces = piecesOf(choice.form).map((text) => ({ text, kind: kindOf(text) }));
  return pieces.length === 0 ? undefined : { leaf, choice, pieces };
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

function search(finder: Finder, folded: string, most: number): Array<[number, number]> {
  const places: Array<[number, number]> = [];
  const first = finder.pieces[0]?.text ?? '';
  let at = folded.indexOf(first);
  while (at !== -1 && places.length < most) {
    const end = endOf(finder, folded, at);
    if (end !== undefined) places.push([at, end]);
    at = folded.indexOf(first, end ?? at + 1);
  }
  return places;
}

/** The end of what begins at an offset, if all the pieces stand there one after the other. */
function endOf({ pieces, choice }: Finder, folded: string, start: number): number | undefined {
  let at = start;
  for (const [index, { text, kind }] of pieces.entries()) {
    const previous = pieces[index - 1];
    if (previous !== undefined) {
      const gap = pastGap(folded, at);
      // Two words or two runs would be one without it.
      if (gap === at && previous.kind === kind && kind !== 'emoji') return undefined;
      at = gap;
    }
    if (!folded.startsWith(text, at)) return undefined;
    if (kind === 'word' && kindBefore(folded, at) === 'word') return undefined;
    at += text.length;
    if (kind !== 'word' || kindAt(folded, at) !== 'word') continue;
    if (!choice.prefix || index < pieces.length - 1) return undefined;
    while (kindAt(folded, at) === 'word') at += lengthAt(folded, at);
  }
  return at;
}

function pastGap(folded: string, from: number): number {
  let at = from;
  while (at < folded.length && kindAt(folded, at) === 'gap') at += lengthAt(folded, at);
  return at;
}

function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function kindOf(piece: string): PieceKind {
  if (isSpelled(piece)) return 'word';
  return isUnspaced(piece) ? 'run' : 'emoji';
}

/** The kind of piece that each character belongs to. */
const kinds = new Map<number, PieceKind | 'gap'>();

function kindAt(text: string, at: number): PieceKind | 'gap' {
  const code = text.codePointAt(at);
  if (code === undefined) return 'gap';
  let kind = kinds.get(code);
  if (kind === undefined) {
    const [piece] = piecesOf(String.fromCodePoint(code));
    kind = piece === undefined ? 'gap' : kindOf(piece);
    kinds.set(code, kind);
  }
  return kind;
}

function kindBefore(text: string, at: number): PieceKind | 'gap' {
  if (at === 0) return 'gap';
  const low = text.charCodeAt(at - 1);
  return kindAt(text, low >= 0xdc00 && low <= 0xdfff ? at - 2 : at - 1);
}

/** All that the finders find in a text, in its order, longer ones first, without overlaps. */
export function findAll(finders: readonly Finder[], text: string): Found[] {
  return findAllIn(finders, foldWithOffsets(text));
}

/** As `findAll`, in a text that was folded already. */
export function findAllIn(finders: readonly Finder[], folded: FoldedText): Found[] {
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
