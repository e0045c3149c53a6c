import type { PassageInput } from '../shared/contract.ts';
import { layoutDocument, paragraphAt, type SourceDocument } from '../shared/document.ts';
import type { Passage } from '../shared/domain.ts';
import { Refusal } from '../shared/result.ts';
import { findExact, quoteAt, trimPosition, type TextPosition } from '../shared/selectors.ts';

function positionOfQuote(
  text: string,
  {
    quote,
    prefix = '',
    suffix = '',
  }: { quote: string; prefix?: string | undefined; suffix?: string | undefined },
): TextPosition {
  const places = findExact(text, quote).filter(
    ({ start, end }) => text.slice(0, start).endsWith(prefix) && text.slice(end).startsWith(suffix),
  );
  const [first, second] = places;
  const shown = quote.length > 80 ? `${quote.slice(0, 80)}…` : quote;
  if (first === undefined) {
    throw new Refusal(
      'quote-not-found',
      `The source does not contain "${shown}". Copy the words exactly as they stand in it.`,
    );
  }
  if (second !== undefined) {
    throw new Refusal(
      'quote-not-unique',
      `The source contains "${shown}" ${places.length} times. Quote more of the sentence around it.`,
    );
  }
  return first;
}

/**
 * The passages to store for what was asked: positions checked and trimmed of white space, quotes
 * found (each must stand in the text once), in the order of the text.
 */
export function resolvePassages(
  { text, document }: { text: string; document: SourceDocument },
  inputs: readonly PassageInput[],
): Passage[] {
  const { leaves } = layoutDocument(document);
  const passages = inputs.map((input): Passage => {
    const asked = 'quote' in input ? positionOfQuote(text, input) : input;
    if (asked.end > text.length || asked.start >= asked.end) {
      throw new Refusal(
        'bad-arguments',
        `A passage from ${asked.start} to ${asked.end} does not lie in this text of ${text.length} characters.`,
      );
    }
    const position = trimPosition(text, asked);
    if (position === undefined) {
      throw new Refusal('empty', 'Only white space is selected. Select at least one word.');
    }
    const paragraph = paragraphAt(leaves, position.start);
    const quote = quoteAt(text, position);
    return {
      ...position,
      ...quote,
      ...(paragraph === undefined ? {} : { paragraph }),
      status: 'exact',
      score: 1,
      made: quote.exact,
    };
  });
  return passages.sort((a, b) => a.start - b.start || a.end - b.end);
}
