/**
 * CaseDocument: a case file as its outline says it, resolved. The one neutral form that every
 * writer reads; plain JSON data, so that it can cross into a worker.
 */
import { layoutDocument } from '../../shared/document.ts';
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
import { datesIn, type DateTexts } from './dates.ts';
import { type ExportRecord, writeRecord } from './export-record.ts';
import { type NumberedHighlight, numberHighlights } from './numbering.ts';
import { printBlocks, type PrintedBlock } from './printed-blocks.ts';
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
  printed: PrintedSource;
}

function printNote(note: Note, dates: DateTexts): PrintedNote {
  const script = scriptOf(undefined, `${note.title} ${richTextToPlain(note.body)}`);
  return {
    id: note.id,
    title: note.title.trim() === '' ? 'Untitled note' : note.title,
    tags: note.tags,
    writtenOn: dates.short(new Date(note.updatedAt)),
    ...(script === undefined ? {} : { script }),
    blocks: printBlocks(richTextToBlocks(note.body), 2),
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
  options: ExportOptions,
  dates: DateTexts,
): NumberedSource[] {
  const bySource = Map.groupBy(highlights, (highlight) => highlight.sourceId);
  let next = 1;
  return sources.map((source) => {
    const layout = layoutDocument(source.document);
    const numbered = numberHighlights(layout, bySource.get(source.id) ?? [], next);
    next += numbered.length;
    return { source, numbered, printed: printSource(source, layout, numbered, options, dates) };
  });
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
  const sources = numberSources(
    inOutline(sourceIds, parts.sources),
    parts.highlights,
    options,
    dates,
  );

  // With the text cut to its highlights, a source without any has nothing left to print.
  const printed = sources.filter(
    ({ numbered }) => options.sources && (options.extent === 'full' || numbered.length > 0),
  );
  const all = sources.flatMap(({ numbered }) => numbered);
  const shown = printed.flatMap(({ numbered }) => numbered);
  const labels = parts.labels.map((label) => ({
    ...label,
    highlights: shown.filter(({ highlight }) => highlight.label === label.id).length,
  }));

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
    notes: options.notes ? notes.map((note) => printNote(note, dates)) : [],
    sources: printed.map((source) => source.printed),
    record: writeRecord({ parts, options, context, dates, sources, notes: notes.length }),
  };
}
