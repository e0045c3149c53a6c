// Stands here only until the matcher is written: exact occurrences by position or when unique.
import { findExact, type TextPosition, type TextQuote } from '../selectors.ts';
export type AnchorQuote = TextPosition & TextQuote;
export interface Resolution {
  status: 'exact' | 'moved' | 'changed' | 'review';
  score: number;
  position?: TextPosition;
  candidates: Array<TextPosition & { exact: string; score: number }>;
}
export function resolveQuotes(text: string, quotes: readonly AnchorQuote[], _options: { oldText?: string } = {}): Resolution[] {
  return quotes.map((quote) => {
    if (text.slice(quote.start, quote.end) === quote.exact) return { status: 'exact', score: 1, position: { start: quote.start, end: quote.end }, candidates: [] };
    const found = findExact(text, quote.exact);
    const [only] = found;
    if (found.length === 1 && only) return { status: 'moved', score: 1, position: only, candidates: [] };
    return { status: 'review', score: 0, candidates: found.slice(0, 5).map((place) => ({ ...place, exact: quote.exact, score: 0.5 })) };
  });
}
