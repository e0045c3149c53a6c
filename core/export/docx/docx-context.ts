/** What the pieces of a Word document are written with, and what they leave for its other parts. */
import type { Paragraph } from 'docx';
import type { Label } from '../../../shared/domain.ts';
import type { DocumentTools } from '../document-tools.ts';
import type { PlaceName } from '../places.ts';
import type { PrintedHighlight } from '../printed-source.ts';
import type { CommentPlaces } from './docx-comments.ts';
import { listOf } from './docx-styles.ts';

export interface DocxContext {
  tools: DocumentTools;
  labels: ReadonlyMap<string, Label>;
  /** All highlights of the document, by their numbers. */
  highlights: ReadonlyMap<number, PrintedHighlight>;
  comments: CommentPlaces;
  /** The texts of footnotes, by their numbers. */
  footnotes: Map<number, Paragraph[]>;
  /** The definitions of lists that paragraphs name. */
  lists: Map<string, ReturnType<typeof listOf>>;
  /** How many lists were begun; each is numbered by itself. */
  begun: { count: number };
  /** BCP 47, of the text that is written now. */
  language: string | undefined;
  /**
   * Where the text stands: only the main text can hold footnotes, comments and links, and what is
   * elsewhere says them in words.
   */
  within: 'text' | 'footnote' | 'comment';
}

/** The name of a place as bookmarks may have it: letters, digits and `_`, and 40 at most. */
export function bookmarkOf(place: PlaceName): string {
  return place.replaceAll('-', '').replace(/^(source|note|highlight|task)/, '$1_');
}

/** Begins a list; without `start`, of bullets. */
export function beginList(
  context: DocxContext,
  start?: number,
): { reference: string; instance: number } {
  const list = listOf(start);
  context.lists.set(list.reference, list);
  context.begun.count += 1;
  return { reference: list.reference, instance: start === undefined ? 0 : context.begun.count };
}
