/** Goes through all that is printed, for what is settled with the compiler at hand. */
import type { CaseDocument } from './case-document.ts';
import type { PrintedBlock, PrintedFigure } from './printed-model.ts';
import type { Formula, Segment } from './segments.ts';

/** Called with each thing of its kind, and with the place that it stands in, as a record names it. */
export interface Visitor {
  formula?(formula: Formula, shown: string, place: string): void;
  figure?(figure: PrintedFigure & { segments: Segment[] }, place: string): void;
}

function walkSegments(segments: readonly Segment[], visitor: Visitor, place: string): void {
  for (const { formula, text, footnote } of segments) {
    if (formula !== undefined) visitor.formula?.(formula, text, place);
    if (footnote !== undefined) walkBlocks(footnote, visitor, place);
  }
}

function walkBlocks(blocks: readonly PrintedBlock[], visitor: Visitor, place: string): void {
  for (const block of blocks) {
    if (block.type === 'quote') walkBlocks(block.blocks, visitor, place);
    else if (block.type === 'list') {
      for (const item of block.items) walkBlocks(item.blocks, visitor, place);
    } else if (block.type === 'table') {
      for (const row of block.rows) {
        for (const cell of row.cells) walkSegments(cell.segments, visitor, place);
      }
    } else if (block.type === 'math') {
      const shown = block.segments.map(({ text }) => text).join('');
      visitor.formula?.(block.formula, shown, place);
    } else if ('segments' in block) {
      if (block.type === 'figure') visitor.figure?.(block, place);
      walkSegments(block.segments, visitor, place);
    }
    for (const annotation of ('annotations' in block && block.annotations) || []) {
      walkBlocks(annotation.blocks, visitor, place);
    }
  }
}

/** Visits every formula and every picture of a document, in the order of its pages. */
export function walkDocument(document: CaseDocument, visitor: Visitor): void {
  const { summary, claims, timeline, people, notes, sources, openQuestions } = document;
  for (const note of [...(summary === undefined ? [] : [summary]), ...notes]) {
    walkBlocks(note.blocks, visitor, `the note “${note.title}”`);
  }
  for (const part of [claims, timeline, people]) {
    if (part !== undefined) walkBlocks(part.blocks, visitor, `the part “${part.title}”`);
  }
  for (const source of sources) {
    const place = `the source “${source.title}”`;
    walkBlocks(source.blocks, visitor, place);
    for (const { annotation } of source.unplaced) {
      walkBlocks(annotation?.blocks ?? [], visitor, place);
    }
  }
  for (const { items } of openQuestions?.tasks ?? []) {
    for (const { segments } of items) walkSegments(segments, visitor, 'the open questions');
  }
}
