/**
 * What the layout reads: the text of one page of a PDF as pdf.js gives it, and the pieces it is cut
 * into. A point is 1/72 inch; y grows downwards; a page stands as a reader sees it, its own
 * rotation applied.
 */

/** A stretch of text that was drawn in one go: `TextItem` of pdf.js. */
export interface TextItem {
  str: string;
  dir: string;
  /** From text space to the page's own space, y upwards. */
  transform: readonly number[];
  width: number;
  height: number;
  fontName: string;
  hasEOL: boolean;
}

/** Where marked content begins or ends: `TextMarkedContent` of pdf.js. */
export interface MarkedContent {
  type: string;
  id?: string | null | undefined;
  tag?: string | null | undefined;
}

/** A node of a tagged PDF's structure tree, as pdf.js gives it for one page. */
export interface StructNode {
  role: string;
  children: ReadonlyArray<StructNode | StructContent>;
}

export interface StructContent {
  type: string;
  id?: string | undefined;
}

export interface PageContent {
  items: ReadonlyArray<TextItem | MarkedContent>;
  /** Fonts that write downwards, by the name that items give. */
  verticalFonts: ReadonlySet<string>;
  /** From the page's own space to what is seen, in points. */
  transform: readonly number[];
  width: number;
  height: number;
  tree?: StructNode | null | undefined;
}

/** What is known about a font besides its name in the items. */
export interface FontFacts {
  bold: boolean;
  italic: boolean;
}

/** A text item that has a place in upright space: x along the line, y from line to line. */
export interface Piece {
  text: string;
  left: number;
  right: number;
  baseline: number;
  /** Height of the font, in points. */
  size: number;
  font: string;
  /** Which of the page's items it is. */
  item: number;
  /** Id of the marked content it stands in, innermost that has one. */
  content?: string | undefined;
  /** The file itself says that it is no part of the text: a running head, a page number. */
  artifact: boolean;
}

/** How far a font reaches above and below its baseline, as a share of its size; an estimate. */
export const ASCENT = 0.78;
export const DESCENT = 0.22;
