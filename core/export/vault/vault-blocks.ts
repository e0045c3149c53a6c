/** Printed blocks as the block tree that the writer of Markdown reads, with links among files. */
import { casebookAddress, citationBeside } from '../../../shared/casebook-links.ts';
import type { Block, Run, TableCell } from '../../../shared/document.ts';
import { cleanCharacters } from '../characters.ts';
import { isIsolating } from '../isolates.ts';
import type { PlaceName } from '../places.ts';
import type { PrintedBlock } from '../printed-model.ts';
import type { Segment } from '../segments.ts';
import { isRightToLeft } from '../script.ts';

export interface VaultContext {
  /** The address of a place from the file that is written; undefined for what is in no file. */
  addressOf(place: PlaceName): string | undefined;
  /** Says whether the library has the picture; else its description stands for it. */
  hasPicture(sha256: string): boolean;
  /** The level that headings in this text begin below. */
  base: number;
  /** Puts an anchor behind highlighted paragraphs, for links to them. */
  anchors: boolean;
}

/** The anchor of a ¶, as Obsidian writes them at the end of a paragraph. */
export function anchorOf(paragraph: number): string {
  return `^p${paragraph}`;
}

function isMarkable({ text, formula, footnote, marks = [] }: Segment): boolean {
  if (formula !== undefined || footnote !== undefined || marks.includes('code')) return false;
  return text.trim() !== '' && !/[=\n]/.test(text);
}

/**
 * What stands for `==` until the Markdown is written, where it would be escaped at the beginning of
 * a line: a noncharacter, which no text has.
 */
export const MARK_SIGN = '\uFDD0';

/** `==text==`, with spaces outside, as Obsidian and Pandoc mark text. */
function marked(text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return `${before}${MARK_SIGN}${words}${MARK_SIGN}${after}`;
}

/** Neighbours that look the same, as one: what overlaps is marked as far as any highlight goes. */
function joined(segments: readonly Segment[]): Segment[] {
  const all: Segment[] = [];
  for (const segment of segments) {
    const last = all.at(-1);
    const sameLook =
      last !== undefined &&
      isMarkable(last) &&
      isMarkable(segment) &&
      last.highlights !== undefined &&
      segment.highlights !== undefined &&
      last.href === segment.href &&
      last.place === segment.place &&
      (last.marks ?? []).join() === (segment.marks ?? []).join();
    if (sameLook) all[all.length - 1] = { ...last, text: last.text + segment.text };
    else all.push(segment);
  }
  return all;
}

/** Where a link or a citation leads: to a page of the folder, else into the library. */
function targetOf({ place, cite }: Segment, context: VaultContext): string | undefined {
  const page = place === undefined ? undefined : context.addressOf(place);
  if (cite === undefined) return page;
  return page === undefined ? casebookAddress({ cite }) : citationBeside(page, cite);
}

function runOf(segment: Segment, context: VaultContext): Run {
  const { marks, formula, footnote, cite, href, highlights } = segment;
  const text = cleanCharacters(segment.text);
  // One that a style made of citations is named as such.
  const made = cite === undefined ? {} : { cite };
  if (footnote !== undefined) return { text, footnote: blocksFor(footnote, context), ...made };
  if (formula !== undefined) return { text: cleanCharacters(formula.tex), math: true };
  const target = href ?? targetOf(segment, context);
  return {
    text: highlights !== undefined && isMarkable(segment) ? marked(text) : text,
    ...(marks === undefined ? {} : { marks }),
    ...(target === undefined ? {} : { href: target }),
  };
}

/** Segments as runs. */
export function runsFor(segments: readonly Segment[], context: VaultContext): Run[] {
  // Notes isolate citations by themselves, and the signs would come back as text.
  const own = segments.filter(({ text }) => !isIsolating(text));
  return joined(own).map((segment) => runOf(segment, context));
}

function anchored(block: Extract<PrintedBlock, { type: 'paragraph' }>, runs: Run[]): Run[] {
  const { paragraph, segments } = block;
  const isHighlighted = segments.some(({ highlights }) => highlights !== undefined);
  if (paragraph === undefined || !isHighlighted) return runs;
  return [...runs, { text: ` ${anchorOf(paragraph)}` }];
}

function cellOf(
  { header, segments }: Extract<PrintedBlock, { type: 'table' }>['rows'][number]['cells'][number],
  context: VaultContext,
): TableCell {
  return { header, runs: runsFor(segments, context) };
}

function said(text: string): Block {
  return { type: 'paragraph', runs: [{ text, marks: ['italic'] }] };
}

/** The direction of a line, when its letters do not tell it. */
function direction({ rtl, segments }: { rtl?: true; segments: readonly Segment[] }) {
  const told = isRightToLeft(segments.map(({ text }) => text).join(''));
  return (rtl === true) === told ? {} : { dir: rtl === true ? ('rtl' as const) : ('ltr' as const) };
}

function blockFor(block: PrintedBlock, context: VaultContext): Block[] {
  switch (block.type) {
    case 'paragraph': {
      const runs = runsFor(block.segments, context);
      const strong = runs.map((run) => ({
        ...run,
        marks: [...(run.marks ?? []), 'bold' as const],
      }));
      const written = block.strong === true ? strong : runs;
      const anchor = context.anchors ? anchored(block, written) : written;
      return [{ type: 'paragraph', runs: anchor, ...direction(block) }];
    }
    case 'heading': {
      const level = Math.max(1, block.level - context.base);
      return [
        { type: 'heading', level, runs: runsFor(block.segments, context), ...direction(block) },
      ];
    }
    case 'quote':
      return [{ type: 'quote', blocks: blocksFor(block.blocks, context) }];
    case 'list': {
      const start = block.items[0]?.value;
      const items = block.items.map(({ checked, blocks }) => ({
        ...(checked === undefined ? {} : { checked }),
        blocks: blocksFor(blocks, context),
      }));
      return [
        { type: 'list', ordered: block.ordered, ...(start === undefined ? {} : { start }), items },
      ];
    }
    case 'code': {
      const text = block.segments.map((segment) => segment.text).join('');
      const language = block.language?.replace(/[^\w+#.-]/g, '') ?? '';
      return [
        { type: 'code', text: cleanCharacters(text), ...(language === '' ? {} : { language }) },
      ];
    }
    case 'table':
      return [
        {
          type: 'table',
          rows: block.rows.map(({ cells }) => ({
            cells: cells.map((cell) => cellOf(cell, context)),
          })),
        },
      ];
    case 'math':
      return [{ type: 'math', tex: cleanCharacters(block.formula.tex) }];
    case 'figure': {
      const { file, alt, width, segments } = block;
      const caption = runsFor(segments, context);
      if (context.hasPicture(file)) {
        return [{ type: 'figure', file, alt, caption, ...(width === undefined ? {} : { width }) }];
      }
      const name = alt.trim() === '' ? 'A picture' : `The picture “${cleanCharacters(alt.trim())}”`;
      const lost = said(`${name} is not here: its file is missing or damaged.`);
      return caption.length === 0 ? [lost] : [lost, { type: 'paragraph', runs: caption }];
    }
    case 'rule':
      return [{ type: 'rule' }];
    case 'page-break':
      return [];
    case 'gap': {
      const { from, to } = block;
      const which =
        from === undefined ? 'text' : from === to ? `¶ ${from}` : `¶ ${from}–${String(to)}`;
      return [said(`[…] ${which} left out`)];
    }
  }
}

/** Blocks without the comments on them. */
export function blocksFor(blocks: readonly PrintedBlock[], context: VaultContext): Block[] {
  return blocks.flatMap((block) => blockFor(block, context));
}
