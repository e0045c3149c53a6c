/** Joining pieces that follow each other on a line, up to gaps that may be a gutter or a column. */
import { ASCENT, DESCENT, type Piece } from './page.ts';

/** Pieces side by side without a wide gap: a line of a column, a cell, a word that stands alone. */
export interface Segment {
  pieces: Piece[];
  left: number;
  right: number;
  top: number;
  bottom: number;
  baseline: number;
  /** Size of the font of most of it. */
  size: number;
  chars: number;
}

/** Widest gaps that are bridged, in ems: within what was drawn in one go, and otherwise. */
const GAP_IN_FLOW = 0.75;
const GAP = 0.55;

/** Says whether a piece stands on the segment's line, or is raised or lowered beside it. */
export function sharesLine(
  a: { baseline: number; size: number },
  b: { baseline: number; size: number },
): boolean {
  const [big, small] = a.size >= b.size ? [a, b] : [b, a];
  const rise = big.baseline - small.baseline;
  if (small.size > big.size * 0.85) return Math.abs(rise) <= 0.36 * big.size;
  return rise <= 0.75 * big.size && rise >= -0.35 * big.size;
}

function segmentOf(pieces: Piece[]): Segment {
  const sizes = new Map<number, number>();
  let chars = 0;
  for (const { text, size } of pieces) {
    const letters = text.trim().length;
    const key = Math.round(size * 4) / 4;
    sizes.set(key, (sizes.get(key) ?? 0) + letters);
    chars += letters;
  }
  const [size] = [...sizes].reduce((best, next) => (next[1] > best[1] ? next : best));
  const main = pieces.filter((piece) => Math.abs(piece.size - size) < 0.5);
  const baselines = main.map(({ baseline }) => baseline).sort((a, b) => a - b);
  const baseline = baselines[baselines.length >> 1] ?? pieces[0]?.baseline ?? 0;
  return {
    pieces,
    left: pieces.reduce((least, { left }) => Math.min(least, left), Infinity),
    right: pieces.reduce((most, { right }) => Math.max(most, right), -Infinity),
    top: baseline - ASCENT * size,
    bottom: baseline + DESCENT * size,
    baseline,
    size,
    chars,
  };
}

interface Growing {
  pieces: Piece[];
  left: number;
  right: number;
  baseline: number;
  size: number;
}

/** The space between two stretches, whichever comes first; negative where they overlap. */
function gapBetween(
  a: { left: number; right: number },
  b: { left: number; right: number },
): number {
  return Math.max(b.left - a.right, a.left - b.right);
}

function inFlow(pieces: readonly Piece[]): Growing[] {
  const grown: Growing[] = [];
  let last: Growing | undefined;
  for (const piece of pieces) {
    const em = last === undefined ? 0 : Math.max(piece.size, last.size);
    const gap = last === undefined ? 0 : gapBetween(last, piece);
    if (
      last !== undefined &&
      sharesLine(last, piece) &&
      gap <= GAP_IN_FLOW * em &&
      gap > -em * 1.5
    ) {
      last.pieces.push(piece);
      last.left = Math.min(last.left, piece.left);
      last.right = Math.max(last.right, piece.right);
      if (piece.size > last.size) ({ size: last.size, baseline: last.baseline } = piece);
    } else {
      const { left, right, baseline, size } = piece;
      last = { pieces: [piece], left, right, baseline, size };
      grown.push(last);
    }
  }
  return grown;
}

/**
 * The segments of pieces that run the same way. What was drawn one after another is joined across
 * wider gaps than what only happens to stand side by side.
 */
export function segmentsOf(pieces: readonly Piece[]): Segment[] {
  const grown = inFlow(pieces).sort((a, b) => a.left - b.left);
  const joined: Growing[] = [];
  /** Joined stretches by the band of y they stand in, so that few have to be looked at. */
  const bands = new Map<number, Growing[]>();
  const BAND = 12;
  for (const next of grown) {
    const band = Math.floor(next.baseline / BAND);
    const near = [band - 1, band, band + 1].flatMap((key) => bands.get(key) ?? []);
    const host = near.findLast((other) => {
      const em = Math.min(next.size, other.size);
      const gap = next.left - other.right;
      return sharesLine(other, next) && gap <= GAP * em && gap > -em * 0.5;
    });
    if (host === undefined) {
      joined.push(next);
      bands.set(band, [...(bands.get(band) ?? []), next]);
      continue;
    }
    host.pieces.push(...next.pieces);
    host.right = Math.max(host.right, next.right);
    if (next.size > host.size) ({ size: host.size, baseline: host.baseline } = next);
  }
  return joined.map(({ pieces: parts }) => segmentOf(parts));
}
