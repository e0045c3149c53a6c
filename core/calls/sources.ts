import { cslSchema, type Csl } from '../../shared/csl.ts';
import type { ImportReport } from '../../shared/domain.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { Refusal } from '../../shared/result.ts';
import type { HandlersOf } from '../dispatch.ts';
import { importPaste, importUpload } from '../import-source.ts';
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

/** Metadata with changes made to it; a field set to null is taken out. */
function changedCsl(csl: Csl, changes: Readonly<Record<string, unknown>>): Csl {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...csl, ...Object.fromEntries(given) });
  const checked = cslSchema.safeParse(
    Object.fromEntries(merged.filter(([, value]) => value !== null)),
  );
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new Refusal(
      'bad-arguments',
      `The metadata can't be saved: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit'}.`,
    );
  }
  const { URL: url } = checked.data;
  if (url !== undefined && !isAllowedHref(url)) {
    throw new Refusal(
      'bad-arguments',
      `"${url}" is not a web address. It begins with https:// or http://.`,
    );
  }
  return checked.data;
}

export const sourceCalls: HandlersOf<'sources'> = {
  'sources.list': ({ db }, filter) => listSources(db, filter),
  'sources.get': ({ db }, { id }) => getSourceInfo(db, id),
  'sources.text': ({ db }, { id }) => ({ text: currentText(db, id).text }),
  'sources.update': ({ db, deps }, { id, csl }) =>
    updateSource(db, deps, id, changedCsl(getSourceSummary(db, id).csl, csl)),
  'sources.place': ({ db }, { id }) => readPlace(db, id),
  'sources.keepPlace': ({ db }, { id, place }) => {
    keepPlace(db, id, place);
    return null;
  },
  'sources.revisions': ({ db }, { id }) => listRevisions(db, id),
  'sources.revision': ({ db }, { id, number }) => getRevision(db, id, number),
  'sources.revise': (notebook, request) => reviseSource(notebook, request),
  'sources.paste': (notebook, paste) => importPaste(notebook, paste),
  'sources.import': async (notebook, { uploads, caseId }) => {
    const report: ImportReport = { imported: [], skipped: [], failed: [] };
    for (const upload of uploads) await importUpload(notebook, { upload, caseId }, report);
    return report;
  },
};
