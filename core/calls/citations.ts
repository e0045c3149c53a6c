import { readReferences } from '../citations/read-references.ts';
import { citableCsl } from '../../shared/citable.ts';
import type { HandlersOf } from '../dispatch.ts';
import { getSourceSummary } from '../store/sources.ts';

export const citationCalls: HandlersOf<'citations'> = {
  'citations.format': ({ db, citations }, { of, style, locale }) => {
    const items =
      'items' in of ? of.items : of.sourceIds.map((id) => citableCsl(getSourceSummary(db, id)));
    return citations.set(items, style, locale);
  },
  'citations.read': (notebook, { text }) => readReferences(notebook, text),
};
