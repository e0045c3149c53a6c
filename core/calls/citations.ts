import { citableCsl } from '../../shared/citable.ts';
import {
  addStyle,
  bibliographyOf,
  bibliographyOfCase,
  citeBody,
  citePlaces,
  citeText,
  citingOf,
  listStyles,
} from '../citations/citing.ts';
import { placesOf } from '../citations/highlight-places.ts';
import { readReferences } from '../citations/read-references.ts';
import type { HandlersOf } from '../dispatch.ts';
import { dropStyle } from '../store/citation-styles.ts';
import { inTransaction } from '../store/connection.ts';
import { recordInto } from '../store/history.ts';
import { getSourceSummary } from '../store/sources.ts';

export const citationCalls: HandlersOf<'citations'> = {
  'citations.format': ({ db, citations }, { of, ...asked }) => {
    const items =
      'items' in of ? of.items : of.sourceIds.map((id) => citableCsl(getSourceSummary(db, id)));
    const { style, locale } = citingOf(db, asked);
    return citations.set(items, style, locale);
  },
  'citations.styles': ({ db }) => listStyles(db),
  'citations.addStyle': async (notebook, file) => {
    const { style, keep } = await addStyle(notebook, file);
    const { db, step } = notebook;
    if (step === undefined) inTransaction(db, keep);
    else recordInto(db, step, keep);
    return style;
  },
  'citations.removeStyle': ({ db }, { id }) => {
    const { title, kind } = dropStyle(db, id);
    return { id, title, kind, added: true };
  },
  'citations.bibliography': (notebook, { of, ...asked }) =>
    'caseId' in of
      ? bibliographyOfCase(notebook, of.caseId, asked)
      : bibliographyOf(notebook, of.sourceIds, asked),
  'citations.text': citeText,
  'citations.body': (notebook, { body, caseId }) => citeBody(notebook, body, { caseId }),
  'citations.cite': (notebook, { of, caseId }) => {
    const cites = 'cites' in of ? of.cites : placesOf(notebook.db, of.highlightIds);
    return citePlaces(notebook, { cites, caseId });
  },
  'citations.read': (notebook, { text }) => readReferences(notebook, text),
};
