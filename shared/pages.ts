/** Which page of the original a place of the text is on, where the text keeps its page breaks. */
import { layoutDocument, type DocumentLayout, type SourceDocument } from './document.ts';

/** The stretch of the canonical text that one page holds, in UTF-16 code units. */
export interface PageRange {
  /** As the page is called: "12", "xiv". */
  label: string;
  start: number;
  end: number;
}

/**
 * The pages of a text in their order; empty when it has no page breaks. What stands before the
 * first break is on no page. A page without text has an empty range.
 */
export function pageRanges(
  document: SourceDocument,
  layout: DocumentLayout = layoutDocument(document),
): PageRange[] {
  const ranges: PageRange[] = [];
  let leaf = 0;
  const countLeaves = (blocks: SourceDocument['blocks']): number =>
    layoutDocument({ blocks }).leaves.length;
  for (const block of document.blocks) {
    if (block.type !== 'page-break') {
      leaf += countLeaves([block]);
      continue;
    }
    const next = layout.leaves[leaf]?.start ?? layout.text.length;
    const behind = layout.leaves[leaf - 1]?.end ?? 0;
    const start = block.before === undefined ? next : Math.max(0, behind - block.before);
    const last = ranges.at(-1);
    if (last !== undefined) last.end = Math.max(last.start, start);
    ranges.push({ label: block.label, start, end: layout.text.length });
  }
  return ranges;
}

/** The label of the page that an offset is on; undefined before the first page. */
export function pageAt(ranges: readonly PageRange[], offset: number): string | undefined {
  return ranges.findLast(({ start, end }) => start <= offset && start < end)?.label;
}

/** The pages that passages touch, as a locator: "12", "12-13"; undefined on none. */
export function pageLocator(
  ranges: readonly PageRange[],
  passages: ReadonlyArray<{ start: number; end: number }>,
): string | undefined {
  const touched = ranges.filter((range) =>
    passages.some(({ start, end }) => start < range.end && end > range.start),
  );
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first === last ? first.label : `${first.label}-${last.label}`;
}
