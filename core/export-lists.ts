/** Exports that are one text file: references and highlights for other programs. */
import { statSync, writeFileSync } from 'node:fs';
import type { CallArgs } from '../shared/contract.ts';
import type { ExportOptions, Highlight, Job, Label, SourceSummary } from '../shared/domain.ts';
import {
  type DocumentFormat,
  EXPORT_FORMATS,
  type ExportFormatId,
} from '../shared/export-formats.ts';
import { Refusal } from '../shared/result.ts';
import { ROUTES } from '../shared/routes.ts';
import { annotationCollection } from './export/annotations.ts';
import { fileNameOf } from './export/file-name.ts';
import { writeAnki } from './export/highlights/anki.ts';
import { writeHighlightsCsv } from './export/highlights/csv.ts';
import { highlightSet } from './export/highlights/highlight-set.ts';
import { writeBibtex } from './export/references/bibtex.ts';
import { writeCslJson } from './export/references/csl-json.ts';
import { keyReferences } from './export/references/keys.ts';
import { writeRis } from './export/references/ris.ts';
import { resultPath } from './export-result.ts';

import type { Notebook } from './notebook.ts';
import { getCase } from './store/cases.ts';
import { listHighlights } from './store/highlights.ts';
import { listLabels } from './store/labels.ts';
import { getSourceSummary } from './store/sources.ts';

export type ListFormat = Exclude<ExportFormatId, 'pdf' | 'bundle' | DocumentFormat>;

/** What a list is made of. */
interface Material {
  of: { id: string; title: string };
  sources: SourceSummary[];
  highlights: Highlight[];
  labels: Label[];
  options: ExportOptions;
  version: string;
}

const WRITERS: Readonly<Record<ListFormat, (material: Material) => string>> = {
  annotations: (material) => `${JSON.stringify(annotationCollection(material), null, 2)}\n`,
  csv: ({ sources, highlights, labels }) =>
    writeHighlightsCsv(highlightSet(sources, highlights, labels)),
  anki: ({ sources, highlights, labels, options }) =>
    writeAnki(highlightSet(sources, highlights, labels), options.hides),
  bibtex: ({ sources }) => writeBibtex(keyReferences(sources)),
  ris: ({ sources }) => writeRis(keyReferences(sources)),
  'csl-json': ({ sources }) => writeCslJson(keyReferences(sources)),
};

/** The sources asked for with their highlights, in the order of the outline or of the request. */
function gather(
  { db, deps }: Notebook,
  { caseId, sourceIds }: Pick<CallArgs<'exports.create'>, 'caseId' | 'sourceIds'>,
): Pick<Material, 'of' | 'sources' | 'highlights'> {
  if (caseId !== undefined) {
    const { title, outline } = getCase(db, caseId);
    const sources = outline.flatMap((item) => (item.kind === 'source' ? [item.source] : []));
    const order = new Map(sources.map(({ id }, at) => [id, at]));
    const placeOf = ({ sourceId }: Highlight) => order.get(sourceId) ?? 0;
    const highlights = listHighlights(db, { caseId }).sort((a, b) => placeOf(a) - placeOf(b));
    return { of: { id: caseId, title }, sources, highlights };
  }
  const sources = (sourceIds ?? []).map((id) => getSourceSummary(db, id));
  const [only] = sources;
  return {
    of:
      sources.length === 1 && only !== undefined
        ? { id: only.id, title: only.title }
        : { id: deps.newId(), title: 'Sources' },
    sources,
    highlights: sources.flatMap(({ id }) => listHighlights(db, { sourceId: id })),
  };
}

/** Starts an export to one text file; it can be fetched once the job is done. */
export function startListExport(
  notebook: Notebook,
  { format, options, ...asked }: CallArgs<'exports.create'> & { format: ListFormat },
): Job {
  const { db, paths, version, jobs } = notebook;
  const gathered = gather(notebook, asked);
  if (gathered.sources.length === 0) {
    throw new Refusal(
      'empty',
      `“${gathered.of.title}” holds no sources, so there is nothing to export.`,
    );
  }
  const material = { ...gathered, labels: listLabels(db), options, version };
  return jobs.start('export', ({ id, report }) => {
    report('Writing the file');
    const name = fileNameOf(material.of.title, EXPORT_FORMATS[format].ending);
    const path = resultPath(paths.temporary, id, name);
    writeFileSync(path, WRITERS[format](material));
    return Promise.resolve({ path: ROUTES.result(id), name, bytes: statSync(path).size });
  });
}
