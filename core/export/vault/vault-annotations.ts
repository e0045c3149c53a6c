/** The comments on a source as a page of their own, each with its quotation and the way to it. */
import type { Block, Run } from '../../../shared/document.ts';
import { cleanCharacters } from '../characters.ts';
import type { PrintedAnnotation, PrintedBlock } from '../printed-model.ts';
import type { PrintedSource } from '../printed-source.ts';
import { blocksWithin } from '../printed-walk.ts';
import type { Segment } from '../segments.ts';
import { blocksFor, type VaultContext } from './vault-blocks.ts';

export interface Quotation {
  number: number;
  /** The words of each passage. */
  passages: string[];
  /** The ¶ that its first passage begins in, when that is a paragraph with an anchor. */
  paragraph?: number;
  annotation?: PrintedAnnotation;
  /** Why it has no place in the text. */
  lost?: string;
}

function leavesOf(block: PrintedBlock): { segments: readonly Segment[]; anchor?: number }[] {
  if (block.type === 'table') return block.rows.flatMap(({ cells }) => cells);
  if (!('segments' in block)) return [];
  const anchor = block.type === 'paragraph' ? block.paragraph : undefined;
  return [{ segments: block.segments, ...(anchor === undefined ? {} : { anchor }) }];
}

/** The highlights of a source with their words, in the order of their numbers. */
export function quotationsOf({ blocks, highlights, unplaced }: PrintedSource): Quotation[] {
  const all = new Map<number, Quotation & { open: boolean }>(
    highlights.map(({ number }) => [number, { number, passages: [], open: false }]),
  );
  for (const block of blocksWithin(blocks)) {
    for (const one of ('annotations' in block && block.annotations) || []) {
      const quotation = all.get(one.number);
      if (quotation) quotation.annotation = one;
    }
    for (const { segments, anchor } of leavesOf(block)) {
      const here = new Set<number>();
      for (const { text, highlights: numbers = [], ends = [] } of segments) {
        for (const number of numbers) {
          const quotation = all.get(number);
          if (quotation === undefined) continue;
          const { passages } = quotation;
          if (!quotation.open) {
            if (passages.length === 0 && anchor !== undefined) quotation.paragraph = anchor;
            passages.push(text);
          } else {
            const between = here.has(number) ? '' : '\n';
            passages.push(`${passages.pop() ?? ''}${between}${text}`);
          }
          here.add(number);
          quotation.open = !ends.includes(number);
        }
      }
    }
  }
  for (const { number, quote, why, annotation } of unplaced) {
    const quotation = all.get(number);
    if (quotation === undefined) continue;
    if (quotation.passages.length === 0) quotation.passages.push(quote);
    quotation.lost = why;
    if (annotation !== undefined) quotation.annotation = annotation;
  }
  return [...all.values()];
}

function paragraph(...runs: Run[]): Block {
  return { type: 'paragraph', runs };
}

export interface AnnotationPage {
  title: string;
  /** The name of the label of a highlight. */
  labelOf(number: number): string;
  /** The address of the source's file, and of a ¶ in it. */
  sourceAddress(anchor?: number): string;
}

/** The page's blocks, below its title. */
export function annotationBlocks(
  quotations: readonly Quotation[],
  { title, labelOf, sourceAddress }: AnnotationPage,
  context: VaultContext,
): Block[] {
  const first = paragraph({ text: 'On ' }, { text: title, href: sourceAddress() });
  return [
    first,
    ...quotations.flatMap((quotation): Block[] => {
      const { number, passages, paragraph: anchor, annotation, lost } = quotation;
      const quoted = passages.flatMap((passage) =>
        cleanCharacters(passage)
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((text) => paragraph({ text })),
      );
      const where = anchor === undefined ? title : `${title}, ¶ ${anchor}`;
      const source = paragraph({ text: '— ' }, { text: where, href: sourceAddress(anchor) });
      const facts = [labelOf(number), annotation?.author ?? '', annotation?.writtenOn ?? ''];
      const tags = (annotation?.tags ?? []).map((tag) => `#${tag.replace(/\s+/g, '-')}`);
      return [
        { type: 'heading', level: 2, runs: [{ text: `H${number}` }] },
        { type: 'quote', blocks: [...quoted, source] },
        ...(lost === undefined
          ? []
          : [paragraph({ text: `No place in the text: ${lost}.`, marks: ['italic'] })]),
        ...blocksFor(annotation?.blocks ?? [], context),
        paragraph({ text: [...facts, ...tags].filter((fact) => fact !== '').join(' · ') }),
      ];
    }),
  ];
}
