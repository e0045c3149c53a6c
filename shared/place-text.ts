/** Where in a source something is, in words for people. */
import type { Highlight } from './domain.ts';
import { isPlaced } from './segments.ts';

interface Place {
  pages?: string | undefined;
  paragraph?: number | undefined;
}

/** A place by its pages and its ¶: "p. 12, ¶ 4", "¶ 4"; empty when nothing tells. */
export function placeText({ pages, paragraph }: Place): string {
  return [
    ...(pages === undefined ? [] : [`p. ${pages}`]),
    ...(paragraph === undefined ? [] : [`¶ ${paragraph}`]),
  ].join(', ');
}

/** Where a highlight is: the pages of all its passages and the ¶ of the first. */
export function highlightPlace({ pages, passages }: Highlight): string {
  return placeText({ pages, paragraph: passages.find(isPlaced)?.paragraph });
}
