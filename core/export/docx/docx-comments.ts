/** Where in the text the comments of a Word document begin and end. */
import type { CaseDocument } from '../case-document.ts';
import type { PrintedAnnotation, PrintedBlock } from '../printed-model.ts';
import { blocksWithin } from '../printed-walk.ts';
import type { Segment } from '../segments.ts';

export interface CommentPlaces {
  /** The comments that have a place, by the numbers of their highlights. */
  annotations: ReadonlyMap<number, PrintedAnnotation>;
  /** The numbers of the comments that begin with a segment, and that end with it. */
  begins: ReadonlyMap<Segment, number[]>;
  ends: ReadonlyMap<Segment, number[]>;
}

/** A segment with the cell of a table that it is in, if any. */
interface Stretch {
  segment: Segment;
  cell: object | undefined;
}

function stretchesOf(block: PrintedBlock): Stretch[] {
  if (block.type === 'table') {
    const cells = block.rows.flatMap((row) => row.cells);
    return cells.flatMap((cell) => cell.segments.map((segment) => ({ segment, cell })));
  }
  return 'segments' in block ? block.segments.map((segment) => ({ segment, cell: undefined })) : [];
}

function add(to: Map<Segment, number[]>, segment: Segment, number: number): void {
  to.set(segment, [...(to.get(segment) ?? []), number]);
}

/**
 * Finds the words that each comment is anchored on: the first passage of its highlight, whatever
 * else overlaps it. A comment has one range, so further passages are shaded only; and a range that
 * would leave a cell of a table, or enter one, ends there, since LibreOffice drops such comments.
 */
export function placeComments({ sources }: CaseDocument): CommentPlaces {
  const annotations = new Map<number, PrintedAnnotation>();
  const begins = new Map<Segment, number[]>();
  const ends = new Map<Segment, number[]>();
  for (const { blocks } of sources) {
    const all = [...blocksWithin(blocks)];
    const commented = new Map<number, PrintedAnnotation>();
    for (const block of all) {
      for (const one of ('annotations' in block && block.annotations) || []) {
        commented.set(one.number, one);
      }
    }
    const open = new Map<number, Stretch>();
    const closed = new Set<number>();
    const close = (number: number, segment: Segment) => {
      closed.add(number);
      open.delete(number);
      add(ends, segment, number);
    };
    for (const stretch of all.flatMap(stretchesOf)) {
      const { segment, cell } = stretch;
      for (const number of segment.highlights ?? []) {
        const annotation = commented.get(number);
        if (annotation === undefined || closed.has(number)) continue;
        const before = open.get(number);
        if (before !== undefined && before.cell !== cell) {
          close(number, before.segment);
          continue;
        }
        if (before === undefined) {
          annotations.set(number, annotation);
          add(begins, segment, number);
        }
        open.set(number, stretch);
        if (segment.ends?.includes(number) === true) close(number, segment);
      }
    }
    // Of a passage whose end is not printed, the last words that are.
    for (const [number, { segment }] of [...open]) close(number, segment);
  }
  return { annotations, begins, ends };
}
