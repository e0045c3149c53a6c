/**
 * CaseDocument: a case file as its outline says it, resolved. The one neutral form that every
 * writer reads; plain JSON data, so that it can cross into a worker.
 */
import type {
  CaseDetail,
  ExportOptions,
  Highlight,
  Label,
  LinkTarget,
  Note,
  Settings,
  SourceDetail,
} from '../../shared/domain.ts';
import { richTextToPlain } from '../../shared/rich-text.ts';
import type { Citer } from '../citations/citations.ts';
import { citableCsl } from '../../shared/citable.ts';
import type { Csl } from '../../shared/csl.ts';
import { anchorHighlights } from './anchors.ts';
import { type ChosenParts, chooseParts, placesOf } from './chosen-parts.ts';
import { citeCase, type CitedCase } from './cited.ts';
import { datesIn, type DateTexts } from './dates.ts';
import { type ExportRecord, writeRecord } from './export-record.ts';
import { openQuestionsOf } from './open-questions.ts';
import { nowhere, type Places } from './places.ts';
import { printWriting } from './printed-blocks.ts';
import { indexOf } from './printed-index.ts';
import type { PrintedBlock } from './printed-model.ts';
import type {
  PrintedBibliography,
  PrintedIndex,
  PrintedOpenQuestions,
  PrintedPart,
} from './printed-parts.ts';
import { counted, type PrintedSource, printSource } from './printed-source.ts';
import { type Script, scriptOf } from './script.ts';
import { StrayLinks } from './stray-links.ts';

/** Everything of a case file, as the library holds it. */
export interface CaseParts {
  /** What the parts are of: a case file unless told. Chosen sources come as one made up of them. */
  kind?: 'case' | 'sources';
  case: CaseDetail;
  sources: SourceDetail[];
  highlights: Highlight[];
  notes: Note[];
  labels: Label[];
  settings: Settings;
  /** The sources that its texts cite and that are not in its outline. */
  citedElsewhere: { id: string; csl: Csl }[];
  /** What its texts link to that is not in its outline. */
  linkedElsewhere: LinkTarget[];
}

export interface ExportContext {
  /** Of the program. */
  version: string;
  exportedAt: Date;
  /** IANA name; dates are printed in UTC when it is not known here. */
  timeZone: string;
  /** The style that citations are set in. */
  citer: Citer;
  /** Whether citations say what they cite, for a format that is read back. */
  keepsCitations?: boolean;
}

export interface PrintedNote {
  id: string;
  title: string;
  tags: string[];
  /** The day of its last change, as it is printed. */
  writtenOn: string;
  script?: Script;
  /** Its title is what its part is called anyway: it is said once, and headings follow from that. */
  asPart?: true;
  blocks: PrintedBlock[];
}

export interface PrintedLabel extends Label {
  /** How many highlights printed here carry it. */
  highlights: number;
}

/**
 * In the order of the pages. A part that is absent or has nothing in it is neither printed nor
 * listed; what was left out though it was there is told in the record.
 */
export interface CaseDocument {
  /** What it is made of: a case file, or sources that were chosen. */
  kind: 'case' | 'sources';
  title: string;
  question: string;
  /** Empty when the researcher gave no name. */
  author: string;
  paper: ExportOptions['paper'];
  extent: ExportOptions['extent'];
  standard: ExportOptions['standard'];
  /** ISO 8601 in UTC. */
  exportedAt: string;
  /** The day of the export, as it is printed. */
  exportedOn: string;
  version: string;
  /** "1 source", "6 highlights", ...: what the case file holds, whatever is printed of it. */
  counts: string[];
  /** The note that sums the case file up. */
  summary?: PrintedNote;
  /** The labels that highlights printed here carry. */
  labels: PrintedLabel[];
  /** Whether the key to the labels is printed. */
  printsKey: boolean;
  claims?: PrintedPart;
  timeline?: PrintedPart;
  people?: PrintedPart;
  /** The analysis: all notes but the summary. */
  notes: PrintedNote[];
  sources: PrintedSource[];
  openQuestions?: PrintedOpenQuestions;
  /** Absent when the case file has no sources and its texts cite none. */
  bibliography?: PrintedBibliography;
  index?: PrintedIndex;
  record: ExportRecord;
  /** Whether the record is printed; the researcher is told what it says in any case. */
  printsRecord: boolean;
}

function titleOfNote({ title }: Note): string {
  return title.trim() === '' ? 'Untitled note' : title;
}

/** What the part of the summary is called, and often the note in it. */
const SUMMARY = 'summary';

function printNote(
  note: Note,
  {
    dates,
    places,
    cited,
    asPart,
  }: { dates: DateTexts; places: Places; cited: CitedCase; asPart: boolean },
): PrintedNote {
  const script = scriptOf(undefined, `${note.title} ${richTextToPlain(note.body)}`);
  return {
    id: note.id,
    title: titleOfNote(note),
    tags: note.tags,
    writtenOn: dates.short(new Date(note.updatedAt)),
    ...(script === undefined ? {} : { script }),
    ...(asPart ? { asPart } : {}),
    blocks: printWriting(cited.blocksOf(note.body), asPart ? 1 : 2, places),
  };
}

function countsOf({ summary, notes, sources, hidden }: ChosenParts): string[] {
  const highlights = sources.reduce((sum, { numbered }) => sum + numbered.length, hidden);
  return [
    counted(sources.length, 'source'),
    counted(highlights, 'highlight'),
    counted(notes.length + (summary === undefined ? 0 : 1), 'note'),
  ];
}

/** Has the highlights that the index leads to marked where they begin. */
function linkIndexed(index: PrintedIndex | undefined, linked: Set<number>): void {
  for (const { places } of index?.groups.flatMap(({ entries }) => entries) ?? []) {
    for (const place of places) {
      if (place.startsWith('highlight-')) linked.add(Number(place.slice('highlight-'.length)));
    }
  }
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
  const chosen = chooseParts(parts, options);
  const linked = context.keepsCitations === true;
  const places: Places = { ...placesOf(chosen), ...(linked ? { keepsCitations: true } : {}) };
  const shown = chosen.printedSources.flatMap(({ numbered }) => numbered);
  const labels = parts.labels.map((label) => ({
    ...label,
    highlights: shown.filter(({ highlight }) => highlight.label === label.id).length,
  }));

  const cited = citeCase(context.citer, {
    texts: [
      ...chosen.printedNotes.map(({ body }) => body),
      ...(options.annotations ? shown.map(({ highlight }) => highlight.annotation.body) : []),
    ],
    sources: new Map(
      [...parts.sources, ...parts.citedElsewhere].map((one) => [one.id, citableCsl(one)]),
    ),
    printed: places.sources,
    linked,
  });
  const strays = new StrayLinks();
  const placesIn = (where: string): Places => ({ ...places, stray: strays.within(where) });
  const [summary, ...notes] = [chosen.summary, ...chosen.notes].map((note) => {
    if (note === undefined) return undefined;
    const isPrinted = places.notes.has(note.id);
    const where = isPrinted ? placesIn(`“${titleOfNote(note)}”`) : nowhere();
    const asPart = note === chosen.summary && note.title.trim().toLowerCase() === SUMMARY;
    return printNote(note, { dates, places: where, cited, asPart });
  });
  const sources = chosen.printedSources.map(({ source, layout, numbered }) =>
    printSource(source, layout, numbered, { options, dates, placesIn, cited }),
  );
  const writtenNotes = notes.filter((note) => note !== undefined);
  const openQuestions = openQuestionsOf(chosen, {
    notes: [...(summary === undefined ? [] : [summary]), ...writtenNotes],
    sources,
    places,
  });
  const { bibliography } = cited;
  const index = indexOf(chosen.printedNotes, chosen.printedSources);
  if (options.index) linkIndexed(index, places.linked);
  for (const source of sources) anchorHighlights(source, places.linked);

  return {
    kind: parts.kind ?? 'case',
    title: parts.case.title.trim() === '' ? 'Untitled case file' : parts.case.title,
    question: parts.case.question,
    author: parts.settings.author,
    paper: options.paper,
    extent: options.extent,
    standard: options.standard,
    exportedAt: context.exportedAt.toISOString(),
    exportedOn: dates.long(context.exportedAt),
    version: context.version,
    counts: countsOf(chosen),
    ...(summary !== undefined && options.summary ? { summary } : {}),
    labels: labels.filter((label) => label.highlights > 0),
    printsKey: options.summary,
    notes: options.notes ? writtenNotes : [],
    sources,
    ...(openQuestions !== undefined && options.openQuestions ? { openQuestions } : {}),
    ...(bibliography !== undefined && options.bibliography ? { bibliography } : {}),
    ...(index !== undefined && options.index ? { index } : {}),
    record: writeRecord({
      parts,
      options,
      context,
      dates,
      chosen,
      strays,
      filled: {
        openQuestions: openQuestions !== undefined,
        bibliography: bibliography !== undefined,
        index: index !== undefined,
      },
    }),
    printsRecord: options.record,
  };
}
