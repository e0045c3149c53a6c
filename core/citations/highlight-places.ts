import {
  layoutDocument,
  type Citation,
  type DocumentLayout,
  type SourceDocument,
} from '../../shared/document.ts';
import { placeLocator } from '../../shared/place-locator.ts';
import { isPlaced } from '../../shared/segments.ts';
import type { ReadableDB } from '../store/connection.ts';
import { getHighlight } from '../store/highlights.ts';
import { currentText } from '../store/sources.ts';

/** Highlights as citations of the places that they have in the present text of their sources. */
export function placesOf(db: ReadableDB, highlightIds: readonly string[]): Citation[] {
  const texts = new Map<string, { document: SourceDocument; layout: DocumentLayout }>();
  const textOf = (sourceId: string) => {
    const known = texts.get(sourceId);
    if (known !== undefined) return known;
    const { document } = currentText(db, sourceId);
    const text = { document, layout: layoutDocument(document) };
    texts.set(sourceId, text);
    return text;
  };
  return highlightIds.map((id) => {
    const { sourceId, passages } = getHighlight(db, id);
    const { document, layout } = textOf(sourceId);
    const locator = placeLocator(document, layout, passages.filter(isPlaced));
    return { sourceId, ...(locator === undefined ? {} : { locator }) };
  });
}
