/** The block tree as exports draw it: cut to the extent asked for, with its annotations in place. */
import type { Block, Leaf, ListItem, Run, TableCell } from '../../shared/document.ts';
import { isolated, ownWords } from './isolates.ts';
import { nowhere, numberOfOrigin, type Places } from './places.ts';
import { isRightToLeft } from './script.ts';
import type { PrintedAnnotation, PrintedBlock, PrintedItem, PrintedText } from './printed-model.ts';
import type { Segment } from './segments.ts';
import { formulaOf, writtenSegments } from './written-segments.ts';

/** What a text-bearing block of a source carries, beside its runs. */
export interface Dressing {
  leafOf(owner: Block | TableCell): Leaf | undefined;
  segments(leaf: Leaf): Segment[];
  annotations(leaf: Leaf): PrintedAnnotation[];
  /** Says whether a leaf is within the extent; without it, all are. */
  keeps?: (leaf: Leaf) => boolean;
}

/** For text that is never cut or highlighted: notes and annotations. */
const PLAIN: Dressing = {
  leafOf: () => undefined,
  segments: () => [],
  annotations: () => [],
};
/** Containers nested deeper are drawn at this depth: no page is wide enough for more. */
const MAX_DEPTH = 8;
const DEEPEST_HEADING = 6;

interface Drawing {
  dressing: Dressing;
  places: Places;
  /** The level of the last heading drawn. */
  level: number;
  /** The level of the heading that all of it stands under; undefined outside the structure. */
  base: number | undefined;
  /** What was left out since the last block drawn. */
  gap: { from?: number; to?: number } | undefined;
}

function leavesOf(block: Block, dressing: Dressing): Leaf[] {
  const owners: Array<Block | TableCell> =
    block.type === 'table' ? block.rows.flatMap((row) => row.cells) : [block];
  return owners.flatMap((owner) => dressing.leafOf(owner) ?? []);
}

function isKept(block: Block, dressing: Dressing): boolean {
  const { keeps } = dressing;
  if (keeps === undefined) return true;
  if (block.type === 'quote') return block.blocks.some((inner) => isKept(inner, dressing));
  if (block.type === 'list') return block.items.some((item) => isItemKept(item, dressing));
  return leavesOf(block, dressing).some(keeps);
}

function isItemKept(item: ListItem, dressing: Dressing): boolean {
  return item.blocks.some((block) => isKept(block, dressing));
}

function noteGap(block: Block, drawing: Drawing): void {
  if (block.type === 'quote') return block.blocks.forEach((inner) => noteGap(inner, drawing));
  if (block.type === 'list') {
    return block.items.forEach((item) => item.blocks.forEach((inner) => noteGap(inner, drawing)));
  }
  for (const { paragraph } of leavesOf(block, drawing.dressing)) {
    const gap = (drawing.gap ??= {});
    if (paragraph === undefined) continue;
    gap.from ??= paragraph;
    gap.to = paragraph;
  }
}

function takeGap(drawing: Drawing): PrintedBlock[] {
  const { gap } = drawing;
  drawing.gap = undefined;
  return gap === undefined ? [] : [{ type: 'gap', ...gap }];
}

function hasText(segments: readonly Segment[]): boolean {
  return segments.some(({ text, footnote }) => text.trim() !== '' || footnote !== undefined);
}

function textOf(
  owner: Block | TableCell,
  runs: readonly Run[],
  { dressing, places }: Drawing,
): PrintedText {
  const leaf = dressing.leafOf(owner);
  const chosen = 'dir' in owner ? owner.dir : undefined;
  const rtl = chosen === undefined ? isRightToLeft(ownWords(runs)) : chosen === 'rtl';
  const printFootnote = (blocks: readonly Block[]) => printWriting(blocks, undefined, places);
  const segments =
    leaf === undefined
      ? writtenSegments(rtl ? isolated(runs) : runs, { places, printFootnote })
      : dressing.segments(leaf);
  const annotations = leaf === undefined ? [] : dressing.annotations(leaf);
  return {
    segments,
    ...(leaf?.paragraph === undefined ? {} : { paragraph: leaf.paragraph }),
    ...(rtl ? { rtl: true as const } : {}),
    ...(annotations.length === 0 ? {} : { annotations }),
  };
}

function drawHeading(
  block: Extract<Block, { type: 'heading' }>,
  drawing: Drawing,
  depth: number,
): PrintedBlock[] {
  const text = textOf(block, block.runs, drawing);
  if (!hasText(text.segments)) return [];
  if (drawing.base === undefined || depth > 0)
    return [{ type: 'paragraph', strong: true, ...text }];
  drawing.level = Math.min(drawing.base + block.level, drawing.level + 1, DEEPEST_HEADING);
  return [{ type: 'heading', level: drawing.level, ...text }];
}

function drawList(
  block: Extract<Block, { type: 'list' }>,
  drawing: Drawing,
  depth: number,
): PrintedBlock[] {
  const items: PrintedItem[] = [];
  let before: PrintedBlock[] = [];
  block.items.forEach((item, index) => {
    if (!isItemKept(item, drawing.dressing) && drawing.dressing.keeps !== undefined) {
      return item.blocks.forEach((inner) => noteGap(inner, drawing));
    }
    if (items.length === 0) before = takeGap(drawing);
    const blocks = drawAll(item.blocks, drawing, depth + 1);
    const printed: PrintedItem = { blocks };
    if (block.ordered) printed.value = (block.start ?? 1) + index;
    if (item.checked !== undefined) printed.checked = item.checked;
    if (item.checked === false && drawing.dressing === PLAIN) {
      drawing.places.tasks.count += 1;
      printed.task = drawing.places.tasks.count;
    }
    items.push(printed);
  });
  if (depth >= MAX_DEPTH) return [...before, ...items.flatMap((item) => item.blocks)];
  return [...before, { type: 'list', ordered: block.ordered, items }];
}

function drawTable(block: Extract<Block, { type: 'table' }>, drawing: Drawing): PrintedBlock[] {
  let paragraph: number | undefined;
  const annotations: PrintedAnnotation[] = [];
  const rows = block.rows.map((row) => ({
    cells: row.cells.map((cell) => {
      const { paragraph: own, annotations: notes, ...text } = textOf(cell, cell.runs, drawing);
      paragraph ??= own;
      annotations.push(...(notes ?? []));
      return { header: cell.header, ...text };
    }),
  }));
  if (!rows.some((row) => row.cells.length > 0)) return [];
  return [
    {
      type: 'table',
      rows,
      ...(paragraph === undefined ? {} : { paragraph }),
      ...(annotations.length === 0 ? {} : { annotations }),
    },
  ];
}

/** The blocks of a quotation; the last tells where its highlight is, when that is printed. */
function withOrigin(
  blocks: PrintedBlock[],
  quote: Extract<Block, { type: 'quote' }>,
  { places }: Drawing,
): PrintedBlock[] {
  const number = numberOfOrigin(quote, places);
  const last = blocks.at(-1);
  if (number === undefined || last?.type !== 'paragraph') return blocks;
  const link: Segment = { text: `H${number}`, place: `highlight-${number}`, page: true };
  const segments = [...last.segments, { text: ' · ' }, link];
  return [...blocks.slice(0, -1), { ...last, segments }];
}

function draw(block: Block, drawing: Drawing, depth: number): PrintedBlock[] {
  switch (block.type) {
    case 'paragraph': {
      const text = textOf(block, block.runs, drawing);
      return hasText(text.segments) ? [{ type: 'paragraph', ...text }] : [];
    }
    case 'heading':
      return drawHeading(block, drawing, depth);
    case 'quote': {
      const blocks = withOrigin(drawAll(block.blocks, drawing, depth + 1), block, drawing);
      return depth >= MAX_DEPTH ? blocks : [{ type: 'quote', blocks }];
    }
    case 'list':
      return drawList(block, drawing, depth);
    case 'code': {
      const { type, language, text } = block;
      const written = textOf(block, [{ text }], drawing);
      return [{ type, ...(language === undefined ? {} : { language }), ...written }];
    }
    case 'math': {
      const text = textOf(block, [{ text: block.tex }], drawing);
      return hasText(text.segments)
        ? [{ type: 'math', formula: formulaOf(block.tex), ...text }]
        : [];
    }
    case 'table':
      return drawTable(block, drawing);
    case 'figure': {
      const { type, file, alt, width } = block;
      const text = textOf(block, block.caption, drawing);
      return [{ type, file, alt, ...(width === undefined ? {} : { width }), ...text }];
    }
    case 'rule':
      return [{ type: 'rule' }];
    case 'page-break':
      return [{ type: 'page-break', label: block.label }];
  }
}

function drawAll(blocks: readonly Block[], drawing: Drawing, depth: number): PrintedBlock[] {
  return blocks.flatMap((block) => {
    if (!isKept(block, drawing.dressing)) {
      noteGap(block, drawing);
      return [];
    }
    // A container takes its gap inside, before the part of it that is kept.
    const gap = block.type === 'quote' ? [] : takeGap(drawing);
    return [...gap, ...draw(block, drawing, depth)];
  });
}

/** The blocks of a source for print; `base` is the level of the heading they stand under. */
export function printBlocks(
  blocks: readonly Block[],
  base: number,
  dressing: Dressing,
): PrintedBlock[] {
  const drawing: Drawing = { dressing, places: nowhere(), base, level: base, gap: undefined };
  return [...drawAll(blocks, drawing, 0), ...takeGap(drawing)];
}

/**
 * The blocks of a note, an annotation or a footnote for print. `base` is the level of the heading
 * they stand under; without it, headings become strong paragraphs.
 */
export function printWriting(
  blocks: readonly Block[],
  base: number | undefined,
  places: Places,
): PrintedBlock[] {
  return drawAll(blocks, { dressing: PLAIN, places, base, level: base ?? 0, gap: undefined }, 0);
}
