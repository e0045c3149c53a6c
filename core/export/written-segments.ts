/** The runs of what the researcher writes as exports draw them: formulas, footnotes, links. */
import type { Block, Run } from '../../shared/document.ts';
import { type Places, placeOfCitation, placeOfReference } from './places.ts';
import type { PrintedBlock } from './printed-model.ts';
import { plainSegment, type Formula, type Segment } from './segments.ts';

/** What drawing runs depends on: what is printed, and how the blocks of a footnote are. */
export interface Writing {
  places: Places;
  printFootnote(blocks: readonly Block[]): PrintedBlock[];
}

/** TeX as data can carry it: whole characters, no control characters. */
export function formulaOf(tex: string): Formula {
  return { tex: tex.toWellFormed().replace(/[^\n\t\P{Cc}]/gu, '') };
}

function segmentOf(run: Run, { places, printFootnote }: Writing): Segment {
  const segment = plainSegment(run, run.text);
  if (run.footnote !== undefined) segment.footnote = printFootnote(run.footnote);
  if (places.keepsCitations && run.cite !== undefined) segment.cite = run.cite;
  if (run.math === true) segment.formula = formulaOf(run.text);
  // An address within a citation leads where it says.
  if (run.cite !== undefined && run.href === undefined) {
    const place = placeOfCitation(run.cite, places);
    if (place !== undefined) segment.place = place;
    else if (run.cite.label === undefined) {
      const to = { kind: 'source' as const, id: run.cite.sourceId };
      places.stray?.({ to, words: run.text, cites: true });
    }
  }
  if (run.to !== undefined) {
    const place = placeOfReference(run.to, run.text, places);
    if (place !== undefined)
      Object.assign(segment, { place, page: true } satisfies Partial<Segment>);
  }
  return segment;
}

/** The segments of runs that nothing covers. */
export function writtenSegments(runs: readonly Run[], writing: Writing): Segment[] {
  return (
    runs
      // One without words is drawn together with the one before it.
      .filter(
        (run) =>
          run.text !== '' ||
          (run.footnote ?? []).length > 0 ||
          (writing.places.keepsCitations && run.cite !== undefined),
      )
      .map((run) => segmentOf(run, writing))
  );
}
