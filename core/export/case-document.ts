/**
 * CaseDocument: a case file as its outline says it, resolved. The one neutral form that every
 * writer reads; plain JSON data, so that it can cross into a worker.
 */
import { layoutDocument, type DocumentLayout } from '../../shared/document.ts';
import type {
  CaseDetail,
  ExportOptions,
  Highlight,
  Label,
  Note,
  Settings,
  SourceDetail,
} from '../../shared/domain.ts';
import { richTextToBlocks, richTextToPlain } from '../../shared/rich-text.ts';
import { anchorHighlights } from './anchors.ts';
import { datesIn, type DateTexts } from './dates.ts';
import { type ExportRecord, writeRecord } from './export-record.ts';
import { type NumberedHighlight, numberHighlights } from './numbering.ts';
import type { Places } from './places.ts';
import { printWriting } from './printed-blocks.ts';
import type { PrintedBlock } from './printed-model.ts';
import { counted, type PrintedSource, printSource } from './printed-source.ts';
import { type Script, scriptOf } from './script.ts';

/** Everything of a case file, as the library holds it. */
export interface CaseParts {
  case: CaseDetail;
  sources: SourceDetail[];
  highlights: Highlight[];
  notes: Note[];
  labels: Label[];
  settings: Settings;
}

export interface ExportContext {
  /** Of the program. */
  version: string;
  exportedAt: Date;
  /** IANA name; dates are printed in UTC when it is not known here. */
  timeZone: string;
}

export interface PrintedNote {
  id: string;
  title: string;
  tags: string[];
  /** The day of its last change, as it is printed. */
  writtenOn: string;
  script?: Script;
  blocks: PrintedBlock[];
}

export interface PrintedLabel extends Label {
  /** How many highlights printed here carry it. */
  highlights: number;
}

export interface CaseDocument {
  title: string;
  question: string;
  /** Empty when the researcher gave no name. */
  author: string;
  paper: ExportOptions['paper'];
  extent: ExportOptions['extent'];
  /** ISO 8601 in UTC. */
  exportedAt: string;
  /** The day of the export, as it is printed. */
  exportedOn: string;
  version: string;
  /** "1 source", "6 highlights", ...: what the case file holds, whatever is printed of it. */
  counts: string[];
  /** The labels that highlights printed here carry. */
  labels: PrintedLabel[];
  notes: PrintedNote[];
  sources: PrintedSource[];
  record: ExportRecord;
}

/** A source of the outline with its highlights in the order of their numbers. */
export interface NumberedSource {
  source: SourceDetail;
  numbered: NumberedHighlight[];
  layout: DocumentLayout;
}

function printNote(note: Note, dates: DateTexts, places: Places): PrintedNote {
  const script = scriptOf(undefined, `${note.title} ${richTextToPlain(note.body)}`);
  return {
    id: note.id,
    title: note.title.trim() === '' ? 'Untitled note' : note.title,
    tags: note.tags,
    writtenOn: dates.short(new Date(note.updatedAt)),
    ...(script === undefined ? {} : { script }),
    blocks: printWriting(richTextToBlocks(note.body), 2, places),
  };
}

/** The things of one kind that an outline names, in its order, each once. */
function inOutline<T extends { id: string }>(ids: readonly string[], things: readonly T[]): T[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

function numberSources(
  sources: readonly SourceDetail[],
  highlights: readonly Highlight[],
): NumberedSource[] {
  const bySource = Map.groupBy(highlights, (highlight) => highlight.sourceId);
  let next = 1;
  return sources.map((source) => {
    const layout = layoutDocument(source.document);
    const numbered = numberHighlights(layout, bySource.get(source.id) ?? [], next);
    next += numbered.length;
    return { source, numbered, layout };
  });
}

/** What of the case file links can lead to. */
function placesOf(sources: readonly NumberedSource[], notes: readonly Note[]): Places {
  const numbers = sources.flatMap(({ numbered }) =>
    numbered.map(({ number, highlight }) => [highlight.id, number] as const),
  );
  return {
    sources: new Set(sources.map(({ source }) => source.id)),
    notes: new Set(notes.map((note) => note.id)),
    highlights: new Map(numbers),
    linked: new Set(),
  };
}

/**
 * Resolves a case file for export. Highlights are numbered through the whole case file, in the
 * order of its outline and then of the text; what has to be left out is told in the record.
 */
export function assembleCase(
  parts: CaseParts,
  options: ExportOptions,
  context: ExportContext,
): CaseDocument {
  const dates = datesIn(context.timeZone);
  const { outline } = parts.case;
  const sourceIds = outline.flatMap((item) => (item.kind === 'source' ? [item.source.id] : []));
  const noteIds = outline.flatMap((item) => (item.kind === 'note' ? [item.note.id] : []));
  const notes = inOutline(noteIds, parts.notes);
  const sources = numberSources(inOutline(sourceIds, parts.sources), parts.highlights);

  // With the text cut to its highlights, a source without any has nothing left to print.
  const printed = sources.filter(
    ({ numbered }) => options.sources && (options.extent === 'full' || numbered.length > 0),
  );
  const written = options.notes ? notes : [];
  const places = placesOf(printed, written);
  const all = sources.flatMap(({ numbered }) => numbered);
  const shown = printed.flatMap(({ numbered }) => numbered);
  const labels = parts.labels.map((label) => ({
    ...label,
    highlights: shown.filter(({ highlight }) => highlight.label === label.id).length,
  }));

  const printedNotes = written.map((note) => printNote(note, dates, places));
  const printedSources = printed.map(({ source, layout, numbered }) =>
    printSource(source, layout, numbered, { options, dates, places }),
  );
  for (const source of printedSources) anchorHighlights(source, places.linked);

  return {
    title: parts.case.title.trim() === '' ? 'Untitled case file' : parts.case.title,
    question: parts.case.question,
    author: parts.settings.author,
    paper: options.paper,
    extent: options.extent,
    exportedAt: context.exportedAt.toISOString(),
    exportedOn: dates.long(context.exportedAt),
    version: context.version,
    counts: [
      counted(sources.length, 'source'),
      counted(all.length, 'highlight'),
      counted(notes.length, 'note'),
    ],
    labels: labels.filter((label) => label.highlights > 0),
    notes: printedNotes,
    sources: printedSources,
    record: writeRecord({ parts, options, context, dates, sources, notes: notes.length }),
  };
}
