/** What a person decides of a passage that was not found for sure in a new revision. */
import { layoutDocument, paragraphAt } from '../shared/document.ts';
import type { Candidate, Highlight } from '../shared/domain.ts';
import { resolveQuotes } from '../shared/matcher/index.ts';
import type { Notebook } from './notebook.ts';
import { resolvePassages } from './passages.ts';
import { inTransaction } from './store/connection.ts';
import { getHighlight } from './store/highlights.ts';
import { anchorPassage, getPassage, setPassageStatus } from './store/passages.ts';
import { revisionTextById } from './store/revisions.ts';
import { currentText } from './store/sources.ts';

/** Where in the current revision a passage may belong, best first. */
export function candidatesFor({ db }: Notebook, id: string, ordinal: number): Candidate[] {
  const passage = getPassage(db, id, ordinal);
  const { text, document, revisionId } = currentText(db, getHighlight(db, id).sourceId);
  const { leaves } = layoutDocument(document);
  // A passage that never had a place in an older revision is known by its words alone.
  const isOlder = passage.revisionId !== revisionId;
  const known = isOlder ? { oldText: revisionTextById(db, passage.revisionId) } : {};
  const [resolution] = resolveQuotes(text, [passage], known);
  const { position, candidates = [], score = 0 } = resolution ?? {};
  const found = position === undefined ? candidates : [{ ...position, score }, ...candidates];
  return found.map(({ start, end, score: sure }) => {
    const paragraph = paragraphAt(leaves, start);
    const exact = text.slice(start, end);
    return { start, end, exact, score: sure, ...(paragraph === undefined ? {} : { paragraph }) };
  });
}

/** Puts a passage where a person says it belongs. */
export function anchorByHand(
  { db }: Notebook,
  id: string,
  ordinal: number,
  position: { start: number; end: number },
): Highlight {
  return inTransaction(db, () => {
    const passage = getPassage(db, id, ordinal);
    const current = currentText(db, getHighlight(db, id).sourceId);
    const [place] = resolvePassages(current, [position]);
    if (place !== undefined) {
      anchorPassage(db, passage, {
        ...place,
        paragraph: place.paragraph,
        revisionId: current.revisionId,
        status: place.exact === passage.made ? 'moved' : 'changed',
        score: 1,
      });
    }
    return getHighlight(db, id);
  });
}

/** Leaves a passage without a place; its words and its comment stay. */
export function leaveUnanchored({ db }: Notebook, id: string, ordinal: number): Highlight {
  return inTransaction(db, () => {
    setPassageStatus(db, getPassage(db, id, ordinal), 'unanchored', 0);
    return getHighlight(db, id);
  });
}
