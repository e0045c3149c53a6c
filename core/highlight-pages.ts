/** The pages of the original that highlights are on, where the text of their source tells pages. */
import type { SourceDocument } from '../shared/document.ts';
import type { Highlight } from '../shared/domain.ts';
import { pageLocator, pageRanges, type PageRange } from '../shared/pages.ts';
import { isPlaced } from '../shared/segments.ts';
import type { ReadableDB } from './store/connection.ts';
import { currentRevisionId, pagedDocument } from './store/revisions.ts';

/** Texts whose pages are kept; a text never changes, and its pages are small beside it. */
const TEXTS_KEPT = 5000;

export interface HighlightPages {
  /** A highlight with the pages that it touches. */
  of(highlight: Highlight): Highlight;
}

/** Tells the pages of a library's highlights. */
export function createHighlightPages(db: ReadableDB): HighlightPages {
  const kept = new Map<string, readonly PageRange[]>();

  function rangesOf(sourceId: string): readonly PageRange[] {
    const revision = currentRevisionId(db, sourceId);
    if (revision === undefined) return [];
    const known = kept.get(revision);
    if (known !== undefined) return known;
    const json = pagedDocument(db, revision);
    const ranges = json === undefined ? [] : pageRanges(JSON.parse(json) as SourceDocument);
    kept.set(revision, ranges);
    const [oldest] = kept.keys();
    if (kept.size > TEXTS_KEPT && oldest !== undefined) kept.delete(oldest);
    return ranges;
  }

  return {
    of(highlight) {
      const placed = highlight.passages.filter(isPlaced);
      const pages = pageLocator(rangesOf(highlight.sourceId), placed);
      return pages === undefined ? highlight : { ...highlight, pages };
    },
  };
}
