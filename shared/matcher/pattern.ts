/** A quote, folded together with its context. */
import { fold, isWordSymbol, SPACE } from './fold.ts';

/** A quote as it was kept: offsets in the old canonical text (UTF-16), its words and its context. */
export interface AnchorQuote {
  start: number;
  end: number;
  exact: string;
  /** Up to 48 characters before, and after. */
  prefix: string;
  suffix: string;
}

/** The symbols of prefix, quote and suffix in a row; the quote is `[from, to)` without outer spaces. */
export interface Pattern {
  quote: AnchorQuote;
  symbols: Int32Array;
  from: number;
  to: number;
  /** UTF-16 units of the quote before its first symbol and after its last: spaces, invisible ones. */
  lead: number;
  trail: number;
  /** Whether it began, and ended, between words and not within one. */
  startsWord: boolean;
  endsWord: boolean;
}

/** Folds a quote with its context. A quote without anything visible gets an empty `[from, to)`. */
export function patternOf(quote: AnchorQuote): Pattern {
  const before = quote.prefix.length;
  const after = before + quote.exact.length;
  const { symbols, at, until } = fold(quote.prefix + quote.exact + quote.suffix);
  let from = 0;
  while (from < symbols.length && (at[from] ?? 0) < before) from += 1;
  let to = from;
  while (to < symbols.length && (until[to] ?? 0) <= after) to += 1;
  while (from < to && symbols[from] === SPACE) from += 1;
  while (to > from && symbols[to - 1] === SPACE) to -= 1;
  return {
    quote,
    symbols,
    from,
    to,
    lead: from < to ? (at[from] ?? before) - before : 0,
    trail: from < to ? after - (until[to - 1] ?? after) : 0,
    startsWord: !(isWordSymbol(symbols[from - 1]) && isWordSymbol(symbols[from])),
    endsWord: !(isWordSymbol(symbols[to - 1]) && isWordSymbol(symbols[to])),
  };
}
