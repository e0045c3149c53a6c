import { layoutDocument, type SourceDocument } from '../../shared/document.ts';
import { sha256Of } from '../file-store.ts';
import type { RevisionText } from '../store/sources.ts';
import { countWords } from '../../shared/words.ts';

/** A document in all the forms that a revision stores: its canonical text, hash and counts. */
export function revisionText(
  document: SourceDocument,
  language?: string,
): RevisionText & { document: SourceDocument } {
  const { text, leaves } = layoutDocument(document);
  return {
    document,
    text,
    textSha256: sha256Of(text),
    words: countWords(text, language),
    paragraphs: leaves.filter((leaf) => leaf.paragraph !== undefined).length,
    ...(language === undefined ? {} : { language }),
  };
}
