import { readReferences } from '../citations/read-references.ts';
import type { HandlersOf } from '../dispatch.ts';
import { getSourceSummary } from '../store/sources.ts';

export const citationCalls: HandlersOf<'citations'> = {
  'citations.format': ({ db, citations }, { of, style, locale }) => {
    const items =
      'items' in of
        ? of.items
        : of.sourceIds.map((id) => {
            const { csl, title } = getSourceSummary(db, id);
            return { ...csl, title };
          });
    return citations.set(items, style, locale);
  },
  'citations.read': (notebook, { text }) => readReferences(notebook, text),
};
