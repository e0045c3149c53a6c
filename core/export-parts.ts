/** Reads out of the library what an export is made of. */
import type { Highlight, LinkTarget } from '../shared/domain.ts';
import type { RichText } from '../shared/rich-text.ts';
import { allRuns } from '../shared/runs-in.ts';
import { citedSources } from './citations/cited-sources.ts';
import type { CaseParts } from './export/case-document.ts';
import { counted } from './export/printed-source.ts';
import { withPresentNames } from './present-names.ts';
import { getCase } from './store/cases.ts';
import type { ReadableDB } from './store/connection.ts';
import { listHighlights } from './store/highlights.ts';
import { listLabels } from './store/labels.ts';
import { lookAtTargets, targetsIn } from './store/note-links.ts';
import { getNote } from './store/notes.ts';
import type { Deps } from './store/rows.ts';
import { readSettings } from './store/settings.ts';
import { getSource } from './store/sources.ts';

function highlightsOf(db: ReadableDB, of: Parameters<typeof listHighlights>[1]): Highlight[] {
  return listHighlights(db, of).map((highlight) => {
    const { annotation } = highlight;
    const body = withPresentNames(db, annotation.body);
    return { ...highlight, annotation: { ...annotation, body } };
  });
}

/** What the texts cite that is not among the sources. */
function citedElsewhere(
  db: ReadableDB,
  { sources, notes, highlights }: Pick<CaseParts, 'sources' | 'notes' | 'highlights'>,
) {
  const bodies: RichText[] = [...notes, ...highlights.map(({ annotation }) => annotation)].map(
    ({ body }) => body,
  );
  return citedSources(db, bodies, new Set(sources.map(({ id }) => id)));
}

/** What the texts link to that is not among the sources and notes. */
function linkedElsewhere(
  db: ReadableDB,
  { sources, notes, highlights }: Pick<CaseParts, 'sources' | 'notes' | 'highlights'>,
): LinkTarget[] {
  const written = [...notes, ...highlights.map(({ annotation }) => annotation)];
  const links = [
    ...written.flatMap(({ body }) => targetsIn(body.root, ({ type }) => type !== 'passage')),
    ...sources.flatMap(({ document }) => allRuns(document.blocks).flatMap(({ to }) => to ?? [])),
  ];
  const known = new Set([...sources, ...notes].map(({ id }) => id));
  const targets = new Map(
    links.flatMap((to) => (known.has(to.id) ? [] : [[`${to.kind}:${to.id}`, to] as const])),
  );
  return lookAtTargets(db, [...targets.values()]);
}

/** A case file with all that its outline names. */
export function partsOfCase(db: ReadableDB, caseId: string): CaseParts {
  const caseFile = getCase(db, caseId);
  const sources = caseFile.outline.flatMap((item) =>
    item.kind === 'source' ? [getSource(db, item.source.id)] : [],
  );
  const notes = caseFile.outline.flatMap((item) => {
    if (item.kind !== 'note') return [];
    const note = getNote(db, item.note.id);
    return [{ ...note, body: withPresentNames(db, note.body) }];
  });
  const highlights = highlightsOf(db, { caseId });
  return {
    case: caseFile,
    sources,
    notes,
    highlights,
    labels: listLabels(db),
    settings: readSettings(db),
    citedElsewhere: citedElsewhere(db, { sources, notes, highlights }),
    linkedElsewhere: linkedElsewhere(db, { sources, notes, highlights }),
  };
}

/** Chosen sources as a case file of nothing else, in the order given and each once. */
export function partsOfSources(
  db: ReadableDB,
  deps: Deps,
  sourceIds: readonly string[],
): CaseParts {
  const sources = [...new Set(sourceIds)].map((id) => getSource(db, id));
  const highlights = sources.flatMap(({ id }) => highlightsOf(db, { sourceId: id }));
  const [only] = sources;
  const now = deps.now().toISOString();
  const title = sources.length === 1 && only ? only.title : counted(sources.length, 'source');
  return {
    kind: 'sources',
    case: {
      id: deps.newId(),
      title,
      question: '',
      color: 'blue',
      sources: sources.length,
      notes: 0,
      highlights: highlights.length,
      createdAt: now,
      updatedAt: now,
      outline: sources.map((source) => ({ id: deps.newId(), kind: 'source', source })),
    },
    sources,
    notes: [],
    highlights,
    labels: listLabels(db),
    settings: readSettings(db),
    citedElsewhere: citedElsewhere(db, { sources, notes: [], highlights }),
    linkedElsewhere: linkedElsewhere(db, { sources, notes: [], highlights }),
  };
}
