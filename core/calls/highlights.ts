import type { HandlersOf } from '../dispatch.ts';
import { importAnnotations } from '../import-annotations.ts';
import { resolvePassages } from '../passages.ts';
import { anchorByHand, candidatesFor, leaveUnanchored } from '../review-passage.ts';
import { listCommentVersions } from '../store/annotation-versions.ts';
import { inTransaction } from '../store/connection.ts';
import {
  getHighlight,
  insertHighlight,
  listHighlights,
  relabelHighlight,
  saveAnnotation,
} from '../store/highlights.ts';
import { readSettings } from '../store/settings.ts';
import { currentText } from '../store/sources.ts';

export const highlightCalls: HandlersOf<'highlights'> = {
  'highlights.list': ({ db, highlightPages }, filter) =>
    listHighlights(db, filter).map(highlightPages.of),
  'highlights.create': ({ db, deps, highlightPages }, { sourceId, label, passages, comment }) =>
    inTransaction(db, () => {
      const current = currentText(db, sourceId);
      const id = insertHighlight(db, deps, {
        sourceId,
        revisionId: current.revisionId,
        label,
        author: readSettings(db).author,
        passages: resolvePassages(current, passages),
      });
      if (comment !== undefined) {
        saveAnnotation(db, deps, { highlightId: id, body: comment, version: 0 });
      }
      return highlightPages.of(getHighlight(db, id));
    }),
  'highlights.candidates': (notebook, { id, passage }) => candidatesFor(notebook, id, passage),
  'highlights.anchor': (notebook, { id, passage, start, end }) =>
    notebook.highlightPages.of(anchorByHand(notebook, id, passage, { start, end })),
  'highlights.unanchor': (notebook, { id, passage }) =>
    notebook.highlightPages.of(leaveUnanchored(notebook, id, passage)),
  'highlights.relabel': ({ db, deps, highlightPages }, { id, label }) =>
    highlightPages.of(relabelHighlight(db, deps, id, label)),
};

export const annotationCalls: HandlersOf<'annotations'> = {
  'annotations.save': ({ db, deps }, annotation) => saveAnnotation(db, deps, annotation),
  'annotations.versions': ({ db }, { id }) => listCommentVersions(db, id),
  'annotations.import': (notebook, request) => importAnnotations(notebook, request),
};
