import type { ImportReport } from '../../shared/domain.ts';
import type { ImportOutcome } from '../../shared/imports.ts';
import { changedCsl } from '../change-metadata.ts';
import type { HandlersOf } from '../dispatch.ts';
import { importAtOnce } from '../import-session/sessions.ts';
import { reviseSource } from '../revise-source.ts';
import { keepPlace, readPlace } from '../store/reading-places.ts';
import { getRevision, listRevisions } from '../store/revisions.ts';
import {
  currentText,
  getSourceInfo,
  getSourceSummary,
  listSources,
  updateSource,
} from '../store/sources.ts';
import { setTags } from '../store/tags.ts';

const AT_ONCE = { page: 'auto', split: false } as const;

function toReport({ added, revised, skipped, failed }: ImportOutcome): ImportReport {
  return {
    imported: added.map(({ warnings: _, ...one }) => one),
    skipped: [
      ...skipped.flatMap(({ id, ...one }) => (id === undefined ? [] : [{ id, ...one }])),
      ...revised.map(({ file, id, title }) => ({
        file,
        id,
        title,
        reason: `It is a new revision of “${title}”, which the library had.`,
      })),
    ],
    failed,
  };
}

export const sourceCalls: HandlersOf<'sources'> = {
  'sources.list': ({ db }, filter) => listSources(db, filter),
  'sources.get': ({ db }, { id }) => getSourceInfo(db, id),
  'sources.text': ({ db }, { id }) => ({ text: currentText(db, id).text }),
  'sources.update': ({ db, deps }, { id, csl, tags }) => {
    const changed = changedCsl(getSourceSummary(db, id).csl, csl);
    if (tags !== undefined) setTags(db, 'source', id, tags);
    return updateSource(db, deps, id, changed);
  },
  'sources.place': ({ db }, { id }) => readPlace(db, id),
  'sources.keepPlace': ({ db }, { id, place }) => {
    keepPlace(db, id, place);
    return null;
  },
  'sources.revisions': ({ db }, { id }) => listRevisions(db, id),
  'sources.revision': ({ db }, { id, number }) => getRevision(db, id, number),
  'sources.revise': (notebook, request) => reviseSource(notebook, request),
  'sources.paste': async (notebook, { caseId, ...paste }) =>
    toReport(await importAtOnce(notebook, { uploads: [], paste, caseId, options: AT_ONCE })),
  'sources.import': async (notebook, { uploads, caseId }) =>
    toReport(
      await importAtOnce(notebook, {
        uploads: uploads.map((id) => ({ id })),
        caseId,
        options: AT_ONCE,
      }),
    ),
};
