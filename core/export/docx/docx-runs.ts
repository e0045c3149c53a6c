/** Segments as the runs of a Word document. */
import {
  Bookmark,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunOptions,
  Math as WordMath,
  type ParagraphChild,
  ShadingType,
  Tab,
  TextRun,
  UnderlineType,
} from 'docx';
import { latexToMath } from 'docx/math';
import { cleanCharacters } from '../characters.ts';
import type { PrintedBlock } from '../printed-model.ts';
import { blocksWithin } from '../printed-walk.ts';
import type { Segment } from '../segments.ts';
import { bookmarkOf, type DocxContext } from './docx-context.ts';
import { COLOURS, MONO, mixed, QUIET, SANS, UNDERLINES } from './docx-styles.ts';

/** How a run looks, in the words of the library. */
export type Look = Partial<Omit<IRunOptions, 'children' | 'text' | 'break'>>;

/** Longest TeX that is set as a formula, in UTF-16 code units. */
const MOST_TEX = 5000;
const EAST_ASIAN = /^(?:ja|ko|zh)\b/;
const LEFTWARDS = /^(?:ar|fa|he|ur|yi|ckb|ps|sd|ug)\b/;

/** The language of runs; the library's own when nothing is known. */
function languageOf(language: string | undefined): Look {
  if (language === undefined) return {};
  if (EAST_ASIAN.test(language)) return { language: { value: 'en-GB', eastAsia: language } };
  if (LEFTWARDS.test(language)) return { language: { value: language, bidirectional: language } };
  return { language: { value: language } };
}

/** Text as runs of one look: line ends and tabs are elements of their own. */
export function textRuns(text: string, look: Look): TextRun[] {
  const runs: TextRun[] = [];
  cleanCharacters(text)
    .split('\n')
    .forEach((line, index) => {
      line.split('\t').forEach((piece, tab) => {
        const children = tab > 0 ? [new Tab(), piece] : [piece];
        const breaks = index > 0 && tab === 0 ? { break: 1 } : {};
        if (piece !== '' || tab > 0 || index > 0) {
          runs.push(new TextRun({ ...look, ...breaks, children }));
        }
      });
    });
  return runs;
}

/** A formula as Word sets them; one that can't be set as its TeX. */
export function formulaOf(tex: string, look: Look, { within }: DocxContext): ParagraphChild[] {
  try {
    if (tex.length > MOST_TEX || within === 'comment') throw new Error('Not set as a formula.');
    const children = latexToMath(cleanCharacters(tex));
    if (children.length > 0) return [new WordMath({ children })];
  } catch {
    // The library throws at what it does not know: then readers see what was written.
  }
  return textRuns(tex, { ...look, font: MONO });
}

function markLook({ marks = [] }: Segment): Look {
  return {
    ...(marks.includes('bold') ? { bold: true } : {}),
    ...(marks.includes('italic') ? { italics: true } : {}),
    ...(marks.includes('underline') ? { underline: { type: UnderlineType.SINGLE } } : {}),
    ...(marks.includes('strike') ? { strike: true } : {}),
    ...(marks.includes('code') ? { font: MONO, noProof: true } : {}),
    ...(marks.includes('sub') ? { subScript: true } : {}),
    ...(marks.includes('sup') ? { superScript: true } : {}),
  };
}

/** The shade of all highlights over a segment, and the rule of the innermost. */
function highlightLook({ highlights: numbers = [] }: Segment, context: DocxContext): Look {
  const over = numbers.flatMap((number) => context.highlights.get(number) ?? []);
  const inner = over.at(-1);
  if (inner === undefined) return {};
  const pattern = context.labels.get(inner.label)?.pattern ?? 'solid';
  return {
    shading: {
      type: ShadingType.CLEAR,
      color: 'auto',
      fill: mixed(over.map(({ label }) => COLOURS[label].tint)),
    },
    underline: { type: UNDERLINES[pattern], color: COLOURS[inner.label].ink },
  };
}

/** The raised number that stands where a passage ends. */
function endNumber(number: number, { highlights }: DocxContext): TextRun[] {
  const label = highlights.get(number)?.label;
  const color = label === undefined ? QUIET : COLOURS[label].ink;
  return textRuns(`H${number}`, { superScript: true, bold: true, font: SANS, color });
}

/** What the writer of blocks gives to that of runs: footnotes are blocks. */
export type FootnoteWriter = (blocks: readonly PrintedBlock[], context: DocxContext) => number;

/** The words of blocks on one line, for places that can't hold blocks. */
export function lineOf(blocks: readonly PrintedBlock[]): string {
  const parts = blocks.map((block): string => {
    if (block.type === 'quote') return lineOf(block.blocks);
    if (block.type === 'list') return block.items.map((item) => lineOf(item.blocks)).join('; ');
    if (block.type === 'table') {
      const cells = block.rows.flatMap((row) => row.cells);
      return cells.map(({ segments }) => segments.map(({ text }) => text).join('')).join('; ');
    }
    return 'segments' in block ? block.segments.map(({ text }) => text).join('') : '';
  });
  return parts.filter((part) => part !== '').join(' ');
}

function words(
  segment: Segment,
  look: Look,
  context: DocxContext,
  addFootnote: FootnoteWriter,
): ParagraphChild[] {
  const { footnote, formula, href, place, text } = segment;
  if (footnote !== undefined) {
    if (context.within === 'text') {
      return [new FootnoteReferenceRun(addFootnote(footnote, context))];
    }
    return textRuns(` (${lineOf(footnote)})`, look);
  }
  if (formula !== undefined) return formulaOf(formula.tex, look, context);
  if (context.within === 'text' && place !== undefined) {
    const children = textRuns(text, { ...look, style: 'Hyperlink' });
    return [new InternalHyperlink({ anchor: bookmarkOf(place), children })];
  }
  if (context.within === 'text' && href !== undefined) {
    const children = textRuns(text, { ...look, style: 'Hyperlink' });
    return [new ExternalHyperlink({ link: href, children })];
  }
  // A link that can't be one tells its address, unless its words do.
  const told = href !== undefined && !text.includes(href) ? ` (${href})` : '';
  return textRuns(text + told, look);
}

/** What links to the tasks in a comment lead to. */
function tasksOf(id: number, { comments }: DocxContext): Bookmark[] {
  const blocks = comments.annotations.get(id)?.blocks ?? [];
  const items = [...blocksWithin(blocks)].flatMap((block) =>
    block.type === 'list' ? block.items : [],
  );
  return items.flatMap(({ task }) =>
    task === undefined ? [] : [new Bookmark({ id: bookmarkOf(`task-${task}`), children: [] })],
  );
}

/** What segments are written as, with the comments and bookmarks that begin and end there. */
export function anchored(
  segments: readonly Segment[],
  context: DocxContext,
  written: readonly ParagraphChild[],
): ParagraphChild[] {
  const { begins, ends } = context.comments;
  const anchors = segments.flatMap((segment) => segment.anchors ?? []);
  return [
    ...anchors.map(
      (number) => new Bookmark({ id: bookmarkOf(`highlight-${number}`), children: [] }),
    ),
    ...segments
      .flatMap((segment) => begins.get(segment) ?? [])
      .flatMap((id) => [...tasksOf(id, context), new CommentRangeStart(id)]),
    ...written,
    ...segments
      .flatMap((segment) => ends.get(segment) ?? [])
      .flatMap((id) => [
        new CommentRangeEnd(id),
        new TextRun({ children: [new CommentReference(id)] }),
      ]),
    ...segments
      .flatMap((segment) => segment.ends ?? [])
      .flatMap((number) => endNumber(number, context)),
  ];
}

/** Segments as the children of a paragraph. */
export function runsOf(
  segments: readonly Segment[],
  context: DocxContext,
  addFootnote: FootnoteWriter,
  base: Look = {},
): ParagraphChild[] {
  return segments.flatMap((segment) => {
    const look: Look = {
      ...languageOf(context.language),
      ...base,
      ...highlightLook(segment, context),
      ...markLook(segment),
    };
    return anchored([segment], context, words(segment, look, context, addFootnote));
  });
}
