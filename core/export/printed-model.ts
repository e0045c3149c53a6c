/** The blocks of a case file as they are printed; plain data for the templates. */
import type { Formula, Segment } from './segments.ts';

/** The comment on a highlight, set under the block that its first passage ends in. */
export interface PrintedAnnotation {
  number: number;
  blocks: PrintedBlock[];
  tags: string[];
  author: string;
  /** The day of its last change, as it is printed. */
  writtenOn: string;
  /** The same as ISO 8601 in UTC. */
  writtenAt: string;
}

/** What every text-bearing block has. */
export interface PrintedText {
  segments: Segment[];
  /** ¶ number. */
  paragraph?: number;
  /** Says that the text runs from right to left. */
  rtl?: true;
  annotations?: PrintedAnnotation[];
}

export interface PrintedFigure {
  /** SHA-256 of the file. */
  file: string;
  alt: string;
  /** In percent of the column, when the researcher set it. */
  width?: number;
  /** Absent when the file can't be drawn; then the description stands for it. */
  picture?: {
    /** Where the compiler finds it. */
    path: string;
    /** What it shows, in words; never empty. */
    alt: string;
    /** In percent of the column. */
    width: number;
  };
}

export type PrintedBlock =
  /** A strong paragraph is the heading of a part outside the case file's own structure. */
  | ({ type: 'paragraph'; strong?: true } & PrintedText)
  /** Its level is that in the whole case file; it never skips one. */
  | ({ type: 'heading'; level: number } & PrintedText)
  | { type: 'quote'; blocks: PrintedBlock[] }
  | { type: 'list'; ordered: boolean; items: PrintedItem[] }
  | ({ type: 'code'; language?: string } & PrintedText)
  | {
      type: 'table';
      rows: { cells: { header: boolean; segments: Segment[]; rtl?: true }[] }[];
      paragraph?: number;
      annotations?: PrintedAnnotation[];
    }
  | ({ type: 'math'; formula: Formula } & PrintedText)
  | ({ type: 'figure' } & PrintedFigure & PrintedText)
  | { type: 'rule' }
  | { type: 'page-break'; label: string }
  /** Paragraphs left out by the extent: their ¶ numbers, when they have any. */
  | { type: 'gap'; from?: number; to?: number };

export interface PrintedItem {
  /** Of an ordered list's item. */
  value?: number;
  checked?: boolean;
  /** Of an unticked item of the researcher's: its number, which open questions lead to it by. */
  task?: number;
  blocks: PrintedBlock[];
}
