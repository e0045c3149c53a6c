/** Where the text items of a page stand on the screen. Pure. */
import { ASCENT, type PageContent, type TextItem } from '../../../shared/pdf-text/page.ts';

/** A line of text before it is turned: its left end and baseline, in CSS pixels of the page. */
export interface ItemBox {
  item: number;
  text: string;
  /** Top left corner before turning, which goes around the left end of the baseline. */
  left: number;
  top: number;
  /** Height of the letters. */
  size: number;
  /** How long the line is. */
  length: number;
  /** In degrees, clockwise. */
  turn: number;
}

/** The box of one item at a scale in CSS pixels per point. */
export function itemBox(page: PageContent, item: number, scale: number): ItemBox {
  const { str, transform, width, height, fontName } = page.items[item] as TextItem;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = page.transform;
  const [p = 1, q = 0, r = 0, s = 1, u = 0, v = 0] = transform;
  const vertical = page.verticalFonts.has(fontName);
  const size = Math.hypot(a * r + c * s, b * r + d * s) * scale;
  const turn = vertical ? 90 : (Math.atan2(b * p + d * q, a * p + c * q) * 180) / Math.PI;
  const x = (a * u + c * v + e) * scale;
  const y = (b * u + d * v + f) * scale;
  return {
    item,
    text: str,
    // A vertical line has its middle where a horizontal one has its baseline.
    left: vertical ? x - size * (ASCENT - 0.5) : x,
    top: y - size * ASCENT,
    size,
    length: (vertical ? Math.abs(height) : Math.abs(width)) * scale,
    turn,
  };
}
