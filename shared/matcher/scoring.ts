/**
 * How well a place answers to a quote. Everything here depends on the place alone, not on how it was
 * found. Lengths and evidence are in folded symbols. docs/matching.md explains the choices.
 */
import type { Aligner, Stretch } from './aligner.ts';
import type { Pattern } from './pattern.ts';

/** Symbols of context that count on either side. */
export const CONTEXT = 48;
/** Text after this much more than the context is long is no longer looked at beside a place. */
const CONTEXT_REACH = 24;
/** Unrelated prose agrees in about this share of its symbols, so so much agreement says nothing. */
export const CHANCE = 0.4;

/** A half-open range of folded symbols. */
export interface Range {
  from: number;
  to: number;
}

/** A pattern without its quote: what is needed to look for context around a place. */
export type Surroundings = Pick<Pattern, 'symbols' | 'from' | 'to'>;

/** Symbols of context a pattern has: the most that its context can weigh. */
export function contextWeight({ symbols, from, to }: Surroundings): number {
  return Math.min(CONTEXT, from) + Math.min(CONTEXT, symbols.length - to);
}

function reversed(symbols: Int32Array, from: number, to: number): Stretch {
  return { symbols: symbols.slice(from, to).reverse(), from: 0, to: to - from };
}

/** Agreement of two stretches that start at the same edge, 0 (as by chance) to 1 (equal). */
function sideAgreement(aligner: Aligner, context: Stretch, text: Stretch): number {
  const length = context.to - context.from;
  const distance = aligner.distance(context, text, { start: true, end: false });
  return Math.max(0, (1 - distance / length - CHANCE) / (1 - CHANCE));
}

/**
 * How well the text around a place agrees with a pattern's context, 0 to 1. One side that fits
 * counts three quarters, because what stands beside a quote is often rewritten, and on one side only.
 */
export function contextAgreement(
  aligner: Aligner,
  { symbols, from, to }: Surroundings,
  text: Int32Array,
  place: Range,
): number {
  const before = Math.min(CONTEXT, from);
  const after = Math.min(CONTEXT, symbols.length - to);
  if (before + after === 0) return 1;
  let left = 0;
  let right = 0;
  if (before > 0) {
    left = equalRuns(symbols, from - before, text, place.from - before, before)
      ? 1
      : sideAgreement(
          aligner,
          reversed(symbols, from - before, from),
          reversed(text, Math.max(0, place.from - before - CONTEXT_REACH), place.from),
        );
  }
  if (after > 0) {
    const reach = Math.min(text.length, place.to + after + CONTEXT_REACH);
    right = equalRuns(symbols, to, text, place.to, after)
      ? 1
      : sideAgreement(
          aligner,
          { symbols, from: to, to: to + after },
          { symbols: text, from: place.to, to: reach },
        );
  }
  const mean = (left * before + right * after) / (before + after);
  // A side of a few symbols fits by chance: it may not stand for the other.
  const sure = (length: number) => Math.min(1, length / (CONTEXT / 2));
  const either = Math.max(mean, left * sure(before), right * sure(after));
  return (mean + either) / 2;
}

/** Whether `length` symbols are the same in both, from the given places on. */
export function equalRuns(
  a: Int32Array,
  aFrom: number,
  b: Int32Array,
  bFrom: number,
  length: number,
): boolean {
  if (aFrom < 0 || bFrom < 0 || aFrom + length > a.length || bFrom + length > b.length)
    return false;
  for (let at = 0; at < length; at += 1) {
    if (a[aFrom + at] !== b[bFrom + at]) return false;
  }
  return true;
}

/** Agreement of two stretches, 0 to 1: one less the edit distance per symbol of the longer. */
export function textAgreement(aligner: Aligner, quote: Stretch, found: Stretch): number {
  const a = quote.to - quote.from;
  const b = found.to - found.from;
  if (a === b && equalRuns(quote.symbols, quote.from, found.symbols, found.from, a)) return 1;
  const distance = aligner.distance(quote, found, { start: true, end: true });
  return 1 - distance / Math.max(1, a, b);
}

/** What speaks for a place, in symbols: those of the text that agree and those of the context. */
export function evidenceOf(length: number, text: number, weight: number, context: number): number {
  return length * text + weight * context;
}
