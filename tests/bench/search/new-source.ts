import { documentFromParagraphs } from '../../../shared/document.ts';
import { revisionText } from '../../../core/import/revision-text.ts';
import type { NewSource } from '../../../core/store/sources.ts';
import type { Article } from './corpus.ts';

/** An article in the form in which an import hands it to the store: its tree is JSON already. */
export function newSource({ title, paragraphs, language }: Article): NewSource {
  const document = documentFromParagraphs(paragraphs);
  const text = revisionText(document, language);
  return { ...text, document: JSON.stringify(document), title, csl: { title } };
}
