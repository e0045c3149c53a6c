import { type z } from 'zod';
import {
  exportOptionsSchema,
  type CaseDetail,
  type ExportOptions,
  type Highlight,
} from '../../shared/domain.ts';
import { readStored, writeStored } from '../ui/stored.ts';

/** What is remembered for each case file. The paper is a setting of the whole library. */
const choiceSchema = exportOptionsSchema.omit({ paper: true });
export type ExportChoice = z.output<typeof choiceSchema>;

const FIRST_CHOICE: ExportChoice = choiceSchema.parse({});

function keyOf(caseId: string): string {
  return `casebook.export.${caseId}`;
}

/** What was chosen the last time this case file was exported; everything, the first time. */
export function lastChoice(caseId: string): ExportChoice {
  return readStored(keyOf(caseId), choiceSchema, FIRST_CHOICE);
}

/** Remembers what was chosen for a case file. */
export function rememberChoice(caseId: string, choice: ExportChoice): void {
  writeStored(keyOf(caseId), choice);
}

export const EXTENTS: ReadonlyArray<{
  value: ExportOptions['extent'];
  label: string;
  explanation: string;
}> = [
  {
    value: 'full',
    label: 'Full text',
    explanation: 'Every paragraph, numbered, with the highlights in place.',
  },
  {
    value: 'excerpts',
    label: 'Excerpts',
    explanation: 'The paragraphs that hold a highlight, with one on either side.',
  },
  {
    value: 'quotations',
    label: 'Quotations only',
    explanation: 'The highlighted passages alone, each with its paragraph number.',
  },
];

/** How much there is in a case file to export. */
export interface Contents {
  sources: number;
  /** Sources with a highlight; the others are left out of excerpts and quotations. */
  highlighted: number;
  /** Of all sources, in full. */
  words: number;
  highlights: number;
  /** Highlights that have been commented on. */
  comments: number;
  notes: number;
}

/** Counts what a case file has to export. */
export function contentsOf({ outline }: CaseDetail, highlights: readonly Highlight[]): Contents {
  const sources = outline.flatMap((item) => (item.kind === 'source' ? [item.source] : []));
  return {
    sources: sources.length,
    highlighted: sources.filter((source) => source.highlights > 0).length,
    words: sources.reduce((sum, source) => sum + source.words, 0),
    highlights: highlights.length,
    comments: highlights.filter(({ annotation }) => annotation.text.trim() !== '').length,
    notes: outline.filter((item) => item.kind === 'note').length,
  };
}

/** A size in bytes as people read it: "812 KB", "4.2 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const kilobytes = bytes / 1000;
  if (kilobytes < 1000) return `${Math.round(kilobytes)} KB`;
  return `${(kilobytes / 1000).toFixed(1)} MB`;
}
