/** The lines of one page in the order they are read in, column by column. */
import { isRtlText, linesOf, type Line } from './lines.ts';
import type { PageContent, Piece } from './page.ts';
import { piecesOf } from './pieces.ts';
import { regionsOf } from './columns.ts';
import { segmentsOf, type Segment } from './segments.ts';

/** The segments of a page that run one way. */
export interface PageGroup {
  width: number;
  height: number;
  segments: Segment[];
}

/** The segments of a page, those of the main way of writing first. */
export function groupsOf(
  page: PageContent,
  keep: (piece: Piece) => boolean = () => true,
): PageGroup[] {
  return piecesOf(page).map(({ width, height, pieces }) => ({
    width,
    height,
    segments: segmentsOf(pieces.filter(keep)),
  }));
}

/** The columns of a group in reading order, each with its lines top to bottom. */
export function columnsOf(segments: readonly Segment[]): Line[][] {
  const text = segments.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('');
  return regionsOf(segments, isRtlText(text)).map(linesOf);
}
