/** The citations of a case file and its bibliography, in the style that was chosen. */
import { citeBlocks } from '../citations/cite-blocks.ts';
import type { Citer } from '../citations/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import type { Block } from '../../shared/document.ts';
import { richTextToBlocks, type RichText } from '../../shared/rich-text.ts';
import type { PrintedBibliography, PrintedReference } from './printed-parts.ts';
import { isRightToLeft } from './script.ts';
import { plainSegment, type Segment } from './segments.ts';

/** What a writer asks for; see `citeCase`. */
export interface CitedCase {
  /** The blocks of a text that was given, with its citations set. */
  blocksOf(body: RichText): Block[];
  /** The full citation of a source, without its number; empty when it can't be set. */
  referenceOf(sourceId: string): Segment[];
  /** Absent when there is nothing to list. */
  bibliography?: PrintedBibliography;
}

interface CitingRequest {
  /** Notes and comments in the order of the pages. */
  texts: readonly RichText[];
  /** What is known of the case file's sources, and of what its texts cite besides. */
  sources: ReadonlyMap<string, Csl>;
  /** Ids of the sources that have a heading. */
  printed: ReadonlySet<string>;
  /** Each citation as one run that tells what it cites: see `citeBlocks`. */
  linked?: boolean;
}

/**
 * Sets every citation of a case file as of one text: numbers go by the first citation, notes say
 * "ibid." after each other, and works of one author and year are told apart by the same letters in
 * the text and in the bibliography.
 */
export function citeCase(
  citer: Citer,
  { texts, sources, printed, linked = false }: CitingRequest,
): CitedCase {
  const blocks = texts.map(richTextToBlocks);
  const { texts: set, bibliography } = citeBlocks(citer, blocks, sources, { linked });
  const byBody = new Map(texts.map((body, index) => [body, set[index] ?? []]));
  const entries = bibliography.entries.map(({ sourceId, label, runs, cited }): PrintedReference => {
    const segments = runs.map((run) => plainSegment(run, run.text));
    return {
      sourceId,
      ...(label === undefined ? {} : { label: label.map((run) => plainSegment(run, run.text)) }),
      segments,
      ...(isRightToLeft(runs.map(({ text }) => text).join('')) ? { rtl: true as const } : {}),
      ...(printed.has(sourceId) ? { place: `source-${sourceId}` as const } : {}),
      cited,
    };
  });
  const references = new Map(entries.map((entry) => [entry.sourceId, entry.segments]));
  return {
    blocksOf: (body) => byBody.get(body) ?? richTextToBlocks(body),
    referenceOf: (sourceId) => references.get(sourceId) ?? [],
    ...(entries.length === 0
      ? {}
      : {
          bibliography: {
            style: citer.style.title,
            language: citer.locale,
            entries,
            hanging: bibliography.hanging,
            labelWidth: bibliography.labelWidth,
          },
        }),
  };
}
