/** The look of Word documents: styles, lists, pages, and the colours of labels. */
import {
  AlignmentType,
  BorderStyle,
  type ILevelsOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
  UnderlineType,
} from 'docx';
import type { Label, LabelId } from '../../../shared/domain.ts';

export const SERIF = { ascii: 'Georgia', hAnsi: 'Georgia', cs: 'Times New Roman' };
export const SANS = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Arial' };
export const MONO = { ascii: 'Consolas', hAnsi: 'Consolas', cs: 'Courier New' };

export const QUIET = '6B675F';
export const ACCENT = '17596E';
const HAIRLINE = 'C9C5B7';

/** Of each label: the shade behind the text, and the ink of its rules and numbers. */
export const COLOURS: Readonly<Record<LabelId, { tint: string; ink: string }>> = {
  yellow: { tint: 'FDF0C8', ink: '7D5C00' },
  green: { tint: 'DFF0DA', ink: '2D6A25' },
  blue: { tint: 'DCEAF6', ink: '235A91' },
  red: { tint: 'FAE0DC', ink: '9A3324' },
  purple: { tint: 'EBE2F6', ink: '5F3D92' },
};

export const UNDERLINES: Readonly<
  Record<Label['pattern'], (typeof UnderlineType)[keyof typeof UnderlineType]>
> = {
  solid: UnderlineType.SINGLE,
  dotted: UnderlineType.DOTTED,
  dashed: UnderlineType.DASH,
  double: UnderlineType.DOUBLE,
  wavy: UnderlineType.WAVE,
};

/** In twips (a twentieth of a point). */
export const STEP = 420;
/** How far ¶ numbers hang into the margin, in twips. */
export const NUMBER_ROOM = 560;
export const MOST_LEVELS = 9;
/** The width of the text, in twips: 160 mm, on either paper. */
export const TEXT_WIDTH = 9072;
const PAPERS = { a4: { width: 11906, height: 16838 }, letter: { width: 12240, height: 15840 } };

/** The size and margins of pages. */
export function pageOf(paper: keyof typeof PAPERS) {
  const size = PAPERS[paper];
  const side = (size.width - TEXT_WIDTH) / 2;
  return { size, margin: { top: 1500, bottom: 1500, left: side, right: side, footer: 700 } };
}

/** The mean of colours, a little darker, as six hex digits. */
export function mixed(tints: readonly string[]): string {
  if (tints.length === 1) return tints[0] ?? 'FFFFFF';
  const parts = [0, 2, 4].map((at) => {
    const sum = tints.reduce((total, tint) => total + parseInt(tint.slice(at, at + 2), 16), 0);
    return Math.round((sum / tints.length) * 0.92);
  });
  return parts.map((part) => part.toString(16).padStart(2, '0').toUpperCase()).join('');
}

function levels(format: 'bullets' | 'numbers', start: number): ILevelsOptions[] {
  return Array.from({ length: MOST_LEVELS }, (_, level) => ({
    level,
    format: format === 'bullets' ? LevelFormat.BULLET : LevelFormat.DECIMAL,
    text: format === 'bullets' ? (['•', '–', '▪'][level % 3] ?? '•') : `%${level + 1}.`,
    alignment: AlignmentType.LEFT,
    start,
    style: { paragraph: { indent: { left: STEP * (level + 1), hanging: STEP * 0.85 } } },
  }));
}

/** The list of bullets, or that of numbers from `start` on. */
export function listOf(start: number | undefined): { reference: string; levels: ILevelsOptions[] } {
  return start === undefined
    ? { reference: 'bullets', levels: levels('bullets', 1) }
    : { reference: `numbers-${start}`, levels: levels('numbers', start) };
}

function heading(size: number, before: number, after: number) {
  return {
    run: { size, bold: true, font: SERIF, color: '211F1C' },
    paragraph: { spacing: { before, after }, keepNext: true },
  };
}

const small: Pick<IParagraphStyleOptions, 'run'> = {
  run: { font: SANS, size: 17, color: QUIET },
};

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: SERIF, size: 21, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 140, line: 288, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { size: 52, bold: true, font: SERIF, color: '211F1C' },
      paragraph: { spacing: { before: 2400, after: 240 } },
    },
    heading1: heading(38, 0, 240),
    heading2: heading(28, 360, 160),
    heading3: heading(24, 300, 120),
    heading4: heading(22, 260, 100),
    heading5: heading(21, 240, 80),
    heading6: heading(21, 240, 80),
    listParagraph: { paragraph: { spacing: { after: 80 } } },
    footnoteText: {
      run: { size: 17 },
      paragraph: { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO } },
    },
    hyperlink: { run: { color: ACCENT, underline: { type: UnderlineType.SINGLE } } },
  },
  paragraphStyles: [
    {
      id: 'Question',
      name: 'Question',
      basedOn: 'Normal',
      run: { italics: true, size: 26 },
      paragraph: { spacing: { after: 320 } },
    },
    { id: 'Facts', name: 'Facts', basedOn: 'Normal', ...small },
    {
      id: 'Quote',
      name: 'Quote',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: {
        indent: { left: STEP },
        border: { left: { style: BorderStyle.SINGLE, size: 12, space: 8, color: HAIRLINE } },
      },
    },
    {
      id: 'Code',
      name: 'Code',
      basedOn: 'Normal',
      quickFormat: true,
      run: { font: MONO, size: 18, noProof: true },
      paragraph: {
        shading: { fill: 'F5F3EE' },
        spacing: { line: 260, lineRule: LineRuleType.AUTO },
      },
    },
    {
      id: 'Rule',
      name: 'Rule',
      basedOn: 'Normal',
      paragraph: {
        indent: { left: 3600, right: 3600 },
        border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: QUIET } },
      },
    },
    {
      id: 'Picture',
      name: 'Picture',
      basedOn: 'Normal',
      paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { after: 80 } },
    },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      run: { size: 18, color: QUIET },
      paragraph: { alignment: AlignmentType.CENTER },
    },
    {
      id: 'Work',
      name: 'Bibliography entry',
      basedOn: 'Normal',
      paragraph: { indent: { left: STEP, hanging: STEP } },
    },
    {
      id: 'ContentsTitle',
      name: 'Contents title',
      basedOn: 'Normal',
      run: { size: 28, bold: true },
      paragraph: { spacing: { before: 600, after: 160 }, keepNext: true },
    },
  ],
};

/** Borders of tables: rules above, below and between the rows. */
export const TABLE_BORDERS = {
  top: { style: BorderStyle.SINGLE, size: 8, color: '211F1C' },
  bottom: { style: BorderStyle.SINGLE, size: 8, color: '211F1C' },
  insideHorizontal: { style: BorderStyle.SINGLE, size: 4, color: HAIRLINE },
  left: { style: BorderStyle.NONE },
  right: { style: BorderStyle.NONE },
  insideVertical: { style: BorderStyle.NONE },
};
