/** What the pieces of an HTML file are written with, and what they leave for later ones. */
import type { Label } from '../../../shared/domain.ts';
import type { DocumentTools } from '../document-tools.ts';
import type { PrintedBlock } from '../printed-model.ts';
import type { PrintedHighlight } from '../printed-source.ts';

export interface HtmlContext {
  tools: DocumentTools;
  labels: ReadonlyMap<string, Label>;
  /** All highlights of the file, by their numbers. */
  highlights: ReadonlyMap<number, PrintedHighlight>;
  /** Numbers of the highlights whose comment is in the file. */
  commented: ReadonlySet<number>;
  /** Numbers of the highlights that have an element of their id already. */
  anchored: Set<number>;
  /** Footnotes whose text is still to be written, below the part that they belong to. */
  footnotes: { number: number; blocks: PrintedBlock[] }[];
  /** Of the footnote met last; they are counted through the whole file. */
  lastFootnote: number;
  /** Widths of pictures that need a rule in the style sheet, in percent. */
  widths: Set<number>;
}

/** What a highlight is called in words: "H3, Figures". */
export function highlightName(number: number, { highlights, labels }: HtmlContext): string {
  const label = labels.get(highlights.get(number)?.label ?? '');
  return label === undefined ? `H${number}` : `H${number}, ${label.name}`;
}
