/** Blocks as the paragraphs and tables of a Word document. */
import {
  Bookmark,
  CheckBox,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { cleanCharacters } from '../characters.ts';
import type { PrintedBlock } from '../printed-model.ts';
import { beginList, bookmarkOf, type DocxContext } from './docx-context.ts';
import { anchored, formulaOf, type Look, runsOf, textRuns } from './docx-runs.ts';
import {
  MOST_LEVELS,
  NUMBER_ROOM,
  QUIET,
  SANS,
  STEP,
  TABLE_BORDERS,
  TEXT_WIDTH,
} from './docx-styles.ts';

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

/** Kinds of pictures that Word shows. */
const KINDS: Readonly<Record<string, 'png' | 'jpg' | 'gif'>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
};
/** The most that a picture may be wide and high, in CSS pixels: the text, and most of its height. */
const MOST_WIDTH = (TEXT_WIDTH / 1440) * 96;
const MOST_HEIGHT = 700;

type Of<T extends PrintedBlock['type']> = Extract<PrintedBlock, { type: T }>;
type Written = Paragraph | Table;

/** Where a block stands: in how many lists and quotations. */
interface Surroundings {
  lists: number;
  quotes: number;
  /** What begins the first paragraph of a list item. */
  item?: {
    numbering?: NonNullable<IParagraphOptions['numbering']>;
    lead: ParagraphChild[];
  };
}

const TOP: Surroundings = { lists: 0, quotes: 0 };

function numberRun(paragraph: number, before: string, after: ParagraphChild[]): ParagraphChild[] {
  const look = { font: SANS, size: 14, color: QUIET };
  return [new TextRun({ ...look, text: `${before}${paragraph}` }), ...after];
}

/** How a paragraph is set where it stands, and its words with its ¶ number. */
function placed(
  block: { paragraph?: number; rtl?: true },
  children: ParagraphChild[],
  around: Surroundings,
): IParagraphOptions {
  const { item, lists, quotes } = around;
  const left = STEP * (lists + quotes);
  const { paragraph } = block;
  const direction = block.rtl === true ? { bidirectional: true } : {};
  if (lists > 0) {
    const numbering = item?.numbering;
    const after = paragraph === undefined ? [] : numberRun(paragraph, ' ¶ ', []);
    return {
      ...direction,
      children: [...(item?.lead ?? []), ...children, ...after],
      style: 'ListParagraph',
      ...(numbering === undefined
        ? { indent: { left, ...(item === undefined ? {} : { hanging: STEP * 0.85 }) } }
        : { numbering, ...(quotes > 0 ? { indent: { left, hanging: STEP * 0.85 } } : {}) }),
    };
  }
  if (quotes > 0) {
    const after = paragraph === undefined ? [] : numberRun(paragraph, '  ¶ ', []);
    return { ...direction, children: [...children, ...after], style: 'Quote', indent: { left } };
  }
  if (paragraph === undefined) return { ...direction, children };
  const number = numberRun(paragraph, '', [new TextRun({ children: [new Tab()] })]);
  return {
    ...direction,
    children: [...number, ...children],
    tabStops: [{ type: 'left', position: 0 }],
    indent: { left: 0, hanging: NUMBER_ROOM },
  };
}

function paragraphOf(
  block: { paragraph?: number; rtl?: true },
  children: ParagraphChild[],
  around: Surroundings,
  more: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({ ...placed(block, children, around), ...more });
}

/** The text of a footnote, under the next number. */
export function addFootnote(blocks: readonly PrintedBlock[], context: DocxContext): number {
  const number = context.footnotes.size + 1;
  context.footnotes.set(number, []);
  context.footnotes.set(number, paragraphsOf(blocks, { ...context, within: 'footnote' }));
  return number;
}

function runs(
  block: { segments: Of<'paragraph'>['segments']; rtl?: true },
  context: DocxContext,
  look: Look = {},
) {
  const direction: Look = block.rtl === true ? { rightToLeft: true } : {};
  return runsOf(block.segments, context, addFootnote, { ...direction, ...look });
}

/** A row of more letters than this may go on on the next page. */
const WHOLE_ROW = 600;

function lengthOf({ segments }: { segments: readonly { text: string }[] }): number {
  return segments.reduce((sum, { text }) => sum + text.length, 0);
}

/** As in the PDF: four times the text gets a column of twice the width. */
function columnWidths({ rows }: Of<'table'>, columns: number, whole: number): number[] {
  const weights = Array.from({ length: columns }, (_, column) => {
    const lengths = rows.map(({ cells }) => (cells[column] ? lengthOf(cells[column]) : 0));
    return Math.min(14, Math.max(2, Math.sqrt(Math.max(1, ...lengths))));
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => Math.floor((whole * weight) / sum));
}

function tableOf(block: Of<'table'>, context: DocxContext, around: Surroundings): Written[] {
  const columns = Math.max(...block.rows.map(({ cells }) => cells.length));
  const left = STEP * (around.lists + around.quotes);
  const widths = columnWidths(block, columns, TEXT_WIDTH - left);
  const rest = block.rows.findIndex(({ cells }) => !cells.every(({ header }) => header));
  const heads = rest === -1 ? block.rows.length : rest;
  const rows = block.rows.map(({ cells }, index) => {
    const missing = Array.from({ length: columns - cells.length }, () => ({
      header: false,
      segments: [],
    }));
    const filled: typeof cells = [...cells, ...missing];
    return new TableRow({
      tableHeader: index < heads,
      cantSplit: filled.reduce((sum, cell) => sum + lengthOf(cell), 0) < WHOLE_ROW,
      children: filled.map((cell, column) => {
        const look: Look = { size: 19, ...(cell.header ? { bold: true } : {}) };
        const direction = cell.rtl === true ? { bidirectional: true } : {};
        return new TableCell({
          width: { size: widths[column] ?? 0, type: WidthType.DXA },
          margins: { top: 50, bottom: 50, left: 60, right: 100 },
          children: [
            new Paragraph({
              ...direction,
              spacing: { after: 0 },
              children: runs(cell, context, look),
            }),
          ],
        });
      }),
    });
  });
  const number =
    block.paragraph === undefined
      ? []
      : [
          new Paragraph({
            style: 'Facts',
            keepNext: true,
            spacing: { after: 40 },
            children: [new TextRun(`¶ ${block.paragraph}`)],
          }),
        ];
  const table = new Table({
    rows,
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    indent: { size: left, type: WidthType.DXA },
    borders: TABLE_BORDERS,
  });
  // Word joins two tables that nothing parts, and wants a paragraph after the last.
  return [...number, table, new Paragraph({ spacing: { after: 60 }, children: [] })];
}

function pictureOf(block: Of<'figure'>, context: DocxContext): Paragraph[] {
  const caption =
    block.segments.length === 0
      ? []
      : [new Paragraph({ style: 'Caption', children: runs(block, context) })];
  const picture = context.tools.picture(block.file);
  const alt = cleanCharacters(block.alt).trim();
  const kind = 'why' in picture ? undefined : KINDS[picture.mediaType];
  if ('why' in picture || kind === undefined || context.within === 'comment') {
    const why =
      'why' in picture ? picture.why : 'pictures of its kind can’t be put into Word documents';
    const name = alt === '' ? 'A picture' : `The picture “${alt}”`;
    return [
      new Paragraph({ style: 'Facts', children: textRuns(`${name} is not shown: ${why}.`, {}) }),
      ...caption,
    ];
  }
  const { bytes, width, height } = picture;
  const wanted = block.width === undefined ? width : (MOST_WIDTH * block.width) / 100;
  const wide = Math.min(wanted, MOST_WIDTH, (MOST_HEIGHT * width) / height);
  const image = new ImageRun({
    type: kind,
    data: bytes,
    transformation: {
      width: Math.max(1, Math.round(wide)),
      height: Math.max(1, Math.round((wide * height) / width)),
    },
    altText: { name: alt === '' ? 'Picture' : alt.slice(0, 60), description: alt, title: '' },
  });
  const after = caption.length === 0 ? { keepNext: false } : {};
  return [new Paragraph({ style: 'Picture', ...after, children: [image] }), ...caption];
}

/** The box of a task; in a comment a sign, since LibreOffice opens no document with a box in one. */
function boxOf(checked: boolean, { within }: DocxContext): ParagraphChild {
  if (within === 'comment') return new TextRun({ text: checked ? '☒' : '☐', font: 'MS Gothic' });
  return new CheckBox({
    checked,
    checkedState: { value: '2612', font: 'MS Gothic' },
    uncheckedState: { value: '2610', font: 'MS Gothic' },
  });
}

function listOf(block: Of<'list'>, context: DocxContext, around: Surroundings): Written[] {
  const level = Math.min(around.lists, MOST_LEVELS - 1);
  let list: ReturnType<typeof beginList> | undefined;
  let next: number | undefined;
  return block.items.flatMap(({ value, checked, task, blocks: inner }) => {
    // A list whose numbers leap, as one of which items are left out, goes on as a new one.
    if (list === undefined || value !== next) list = beginList(context, value);
    next = value === undefined ? undefined : value + 1;
    const { reference, instance } = list;
    // Of a task in a comment, the bookmark is where the comment is: links do not lead into comments.
    const mark =
      task === undefined || context.within === 'comment'
        ? []
        : [new Bookmark({ id: bookmarkOf(`task-${task}`), children: [] })];
    const item: NonNullable<Surroundings['item']> =
      checked === undefined
        ? { numbering: { reference, level, instance }, lead: mark }
        : {
            lead: [...mark, boxOf(checked, context), new TextRun({ children: [new Tab()] })],
          };
    const within = { ...around, lists: around.lists + 1 };
    const [first, ...others] = inner;
    const begins = first?.type === 'paragraph' || first?.type === 'code' ? first : undefined;
    const opening =
      begins === undefined
        ? [paragraphOf({}, [], { ...within, item })]
        : blockOf(begins, context, { ...within, item });
    const following = begins === undefined ? inner : others;
    return [...opening, ...following.flatMap((one) => blockOf(one, context, within))];
  });
}

function gapText({ from, to }: Of<'gap'>): string {
  const which = from === undefined ? 'text' : from === to ? `¶ ${from}` : `¶ ${from}–${String(to)}`;
  return `[…] ${which} left out`;
}

function blockOf(block: PrintedBlock, context: DocxContext, around: Surroundings): Written[] {
  switch (block.type) {
    case 'paragraph':
      return [
        paragraphOf(
          block,
          runs(block, context, block.strong === true ? { bold: true } : {}),
          around,
        ),
      ];
    case 'heading': {
      const heading = HEADINGS[block.level - 1] ?? HeadingLevel.HEADING_6;
      const direction = block.rtl === true ? { bidirectional: true } : {};
      return [new Paragraph({ heading, ...direction, children: runs(block, context) })];
    }
    case 'quote':
      return blocksOf(block.blocks, context, { ...around, quotes: around.quotes + 1 });
    case 'list':
      return listOf(block, context, around);
    case 'code': {
      const style = around.lists > 0 && around.item !== undefined ? {} : { style: 'Code' };
      return [paragraphOf(block, runs(block, context, { noProof: true }), around, style)];
    }
    case 'table':
      return context.within === 'text'
        ? tableOf(block, context, around)
        : block.rows.map(({ cells }) => {
            const line = cells.flatMap((cell, index) => [
              ...(index === 0 ? [] : [new TextRun({ children: [new Tab()] })]),
              ...runs(cell, context),
            ]);
            return new Paragraph({ children: line });
          });
    case 'math': {
      const set = formulaOf(block.formula.tex, {}, context);
      return [paragraphOf(block, anchored(block.segments, context, set), around)];
    }
    case 'figure':
      return pictureOf(block, context);
    case 'rule':
      return [new Paragraph({ style: 'Rule', children: [] })];
    case 'page-break':
      return [new Paragraph({ style: 'Facts', children: textRuns(`[page ${block.label}]`, {}) })];
    case 'gap':
      return [new Paragraph({ style: 'Facts', children: textRuns(gapText(block), {}) })];
  }
}

/** Blocks as paragraphs and tables, in their order. */
export function blocksOf(
  blocks: readonly PrintedBlock[],
  context: DocxContext,
  around: Surroundings = TOP,
): Written[] {
  return blocks.flatMap((block) => blockOf(block, context, around));
}

/** Blocks as paragraphs alone, for footnotes and comments; at least one. */
export function paragraphsOf(
  blocks: readonly PrintedBlock[],
  context: DocxContext & { within: 'footnote' | 'comment' },
): Paragraph[] {
  const written = blocksOf(blocks, context).filter((one) => one instanceof Paragraph);
  return written.length === 0 ? [new Paragraph({ children: [] })] : written;
}
