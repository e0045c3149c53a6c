/**
 * Aligning a quote of pages: piece after piece, each about where the one before left off, so that time
 * and memory stay linear in its length however much was edited. A piece may begin up to its own length
 * before that, because the one before may have gone too far.
 */
import type { Aligner } from './aligner.ts';
import type { Window } from './seeds.ts';

/** Patterns of more symbols are aligned in pieces. */
export const LONG = 768;
const PIECE = 256;
/** How far beyond its length a piece is looked for; and how far when it was not found there. */
const REACH = 192;
const FAR = 3072;
/** A piece with more edits per symbol than this was deleted or replaced. */
const LOST = 0.5;

/** Writes to `matched`, per symbol of the pattern, the place of the symbol it matches, or -1. */
export function alignLong(
  aligner: Aligner,
  symbols: Int32Array,
  text: Int32Array,
  window: Window,
  matched: Int32Array,
): void {
  let place = window.from;
  let found = false;
  let lost = 0;
  for (let from = 0; from < symbols.length;) {
    const rest = symbols.length - from;
    const to = from + (rest < PIECE * 1.5 ? rest : PIECE);
    const piece = { symbols, from, to };
    const near = found ? REACH : Math.max(FAR, window.to - window.from - symbols.length);
    let edits = Infinity;
    for (const reach of [near, Math.max(FAR, near)]) {
      const until = Math.min(text.length, place + to - from + reach);
      const stretch = { symbols: text, from: Math.max(window.from, place - PIECE), to: until };
      edits = aligner.distance(piece, stretch, { start: false, end: false }, true);
      if (edits <= LOST * (to - from)) break;
    }
    if (edits <= LOST * (to - from)) {
      giveBack(matched, from, aligner.readOff(matched, from));
      place = aligner.end;
      found = true;
    } else {
      matched.fill(-1, from, to);
      lost += to - from;
    }
    from = to;
    // So much is gone that the place will not do: no need to look at the rest.
    if (lost > LOST * symbols.length) {
      matched.fill(-1, from);
      return;
    }
  }
}

/** Takes from the pieces before `from` what a later piece has a better claim to. */
function giveBack(matched: Int32Array, from: number, begin: number): void {
  for (let at = from - 1; at >= 0; at -= 1) {
    const place = matched[at] ?? -1;
    if (place >= 0 && place < begin) return;
    matched[at] = -1;
  }
}
