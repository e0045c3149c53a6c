/**
 * Finding highlighted passages again after their source was edited. The method, its numbers and where
 * they come from: docs/matching.md. Pure: no clock, no chance, the same answer every time.
 */
import type { AnchorQuote } from './pattern.ts';
import { Resolver, type Resolution } from './resolver.ts';

export type { AnchorQuote } from './pattern.ts';
export type { Candidate, Resolution } from './resolver.ts';

/**
 * Says for each quote of an old revision where it is in the new text, in the order given. With
 * `oldText`, the canonical text of that revision, it can also tell which of several equal passages was
 * deleted and which remained: pass it whenever it is at hand. Never throws.
 */
export function resolveQuotes(
  text: string,
  quotes: readonly AnchorQuote[],
  { oldText }: { oldText?: string } = {},
): Resolution[] {
  if (quotes.length === 0) return [];
  const resolver = new Resolver(text, oldText);
  return quotes.map((quote) => resolver.resolve(quote));
}
