/** What becomes of an item that resembles another, when nobody says. */
import type { ImportDecision, ImportDuplicate } from '../../shared/imports.ts';

/** Texts less alike than this are different texts. Measured in docs/duplicates.md. */
export const ALIKE = 0.5;

/** What is known of the two sides beyond the resemblance itself. */
export interface Sides {
  /** The item has no text of its own. */
  itemEmpty: boolean;
  /** The other source has no text of its own. */
  otherEmpty: boolean;
}

/**
 * The decision on a duplicate until a person takes another.
 *
 * Nothing is left out by itself unless the very same is there: the same file, the same text, or a
 * mere reference to what the library has. What is told to be the same work (by its DOI, ISBN,
 * address) and reads much alike becomes a revision, as does a text for a reference that had none:
 * the old text stays readable, and highlights are looked for in the new one. Anything else becomes
 * a source of its own, also a text that is only very like another: two newspapers print one
 * agency's report, and both are sources. What lies in the trash decides nothing.
 */
export function decisionOn(
  duplicate: ImportDuplicate | undefined,
  { itemEmpty, otherEmpty }: Sides,
): ImportDecision {
  if (duplicate === undefined || duplicate.trashed === true) return 'new';
  const { by, likeness } = duplicate;
  if (by === 'bytes') return 'skip';
  if (by === 'text') return likeness === 1 ? 'skip' : 'new';
  if (itemEmpty) return 'skip';
  if (otherEmpty) return duplicate.sourceId === undefined ? 'new' : 'revision';
  if (likeness === 1) return 'skip';
  return by !== 'citation' && likeness >= ALIKE && duplicate.sourceId !== undefined
    ? 'revision'
    : 'new';
}
