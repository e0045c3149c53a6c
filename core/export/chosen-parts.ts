/** Which of a case file's things are exported, numbered and in the order of its outline. */
import { type DocumentLayout, layoutDocument } from '../../shared/document.ts';
import type { ExportOptions, Highlight, Note, SourceDetail } from '../../shared/domain.ts';
import type { CaseParts } from './case-document.ts';
import { type NumberedHighlight, numberHighlights } from './numbering.ts';
import type { Places } from './places.ts';

/** A source of the outline with its highlights in the order of their numbers. */
export interface NumberedSource {
  source: SourceDetail;
  numbered: NumberedHighlight[];
  layout: DocumentLayout;
}

export interface ChosenParts {
  /** The note that sums the case file up, asked for or not. */
  summary: Note | undefined;
  /** The other notes, asked for or not. */
  notes: Note[];
  /** All sources, with those of their highlights whose labels are asked for. */
  sources: NumberedSource[];
  /** The notes that are printed, the summary first. */
  printedNotes: Note[];
  printedSources: NumberedSource[];
  /** How many highlights have a label that is not asked for. */
  hidden: number;
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

/** Chooses what the options ask for. Highlights whose label is not asked for have no number. */
export function chooseParts(parts: CaseParts, options: ExportOptions): ChosenParts {
  const { outline, summaryNoteId } = parts.case;
  const sourceIds = outline.flatMap((item) => (item.kind === 'source' ? [item.source.id] : []));
  const noteIds = outline.flatMap((item) => (item.kind === 'note' ? [item.note.id] : []));
  const asked = new Set(options.labels);
  const highlights = parts.highlights.filter(({ label }) => asked.has(label));
  const sources = numberSources(inOutline(sourceIds, parts.sources), highlights);
  const all = inOutline(noteIds, parts.notes);
  const summary = all.find(({ id }) => id === summaryNoteId);
  const notes = all.filter((note) => note !== summary);
  return {
    summary,
    notes,
    sources,
    printedNotes: [
      ...(summary !== undefined && options.summary ? [summary] : []),
      ...(options.notes ? notes : []),
    ],
    // With the text cut to its highlights, a source without any has nothing left to print.
    printedSources: sources.filter(
      ({ numbered }) => options.sources && (options.extent === 'full' || numbered.length > 0),
    ),
    hidden: parts.highlights.length - highlights.length,
  };
}

/** What of the case file links can lead to. */
export function placesOf({ printedSources, printedNotes }: ChosenParts): Places {
  const numbers = printedSources.flatMap(({ numbered }) =>
    numbered.map(({ number, highlight }) => [highlight.id, number] as const),
  );
  return {
    sources: new Set(printedSources.map(({ source }) => source.id)),
    notes: new Set(printedNotes.map((note) => note.id)),
    highlights: new Map(numbers),
    linked: new Set(),
    tasks: { count: 0 },
  };
}
