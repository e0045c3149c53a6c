import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layoutDocument, type Block } from '../../shared/document.ts';
import { dateText } from '../../shared/csl.ts';
import { readSource } from '../../core/import/index.ts';
import { pdfCsl } from '../../core/import/pdf-metadata.ts';
import type { ReadSource } from '../../core/import/reader.ts';
import { Refusal } from '../../shared/result.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/import/pdf');

interface Row {
  file: string;
  title: string;
  authors: string[];
  issued: string | null;
  /** ¶ numbers and headings that the text must have. */
  paragraphs: number;
  headings: number;
  /** Labels of the pages. */
  pages: string;
  language?: string;
  DOI?: string;
}

const ROWS: readonly Row[] = [
  {
    file: 'cairo-pango',
    title: 'cairo-pango',
    authors: [],
    issued: null,
    paragraphs: 2,
    headings: 0,
    pages: '1',
  },
  {
    file: 'chromium-arabic',
    title: 'رسوم العبارات وسعر الحبوب',
    authors: [],
    issued: null,
    paragraphs: 2,
    headings: 1,
    pages: '1',
    language: 'ar',
  },
  {
    file: 'chromium-article',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 9,
    headings: 6,
    pages: '1 2',
    language: 'en',
  },
  {
    file: 'chromium-chinese',
    title: '渡船费与粮价',
    authors: [],
    issued: null,
    paragraphs: 2,
    headings: 1,
    pages: '1',
    language: 'zh-Hans',
  },
  {
    file: 'chromium-columns',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 9,
    headings: 6,
    pages: '1 2',
    language: 'en',
  },
  {
    file: 'chromium-hebrew',
    title: 'דמי המעבורת ומחיר התבואה',
    authors: [],
    issued: null,
    paragraphs: 2,
    headings: 1,
    pages: '1',
    language: 'he',
  },
  {
    file: 'chromium-japanese',
    title: '渡し船の料金と穀物の値段',
    authors: [],
    issued: null,
    paragraphs: 2,
    headings: 1,
    pages: '1',
    language: 'ja',
  },
  {
    file: 'chromium-korean',
    title: '나룻배 삯과 곡식 값',
    authors: [],
    issued: null,
    paragraphs: 2,
    headings: 1,
    pages: '1',
    language: 'ko',
  },
  {
    file: 'chromium-lists',
    title: 'Packing for the Archive',
    authors: [],
    issued: null,
    paragraphs: 9,
    headings: 1,
    pages: '1',
    language: 'en',
  },
  {
    file: 'chromium-table',
    title: 'Tolls in Four Years',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 1,
    pages: '1',
    language: 'en',
  },
  {
    file: 'chromium-vertical',
    title: '渡し船の料金と穀物の値段',
    authors: [],
    issued: null,
    paragraphs: 2,
    headings: 1,
    pages: '1',
    language: 'ja',
  },
  {
    file: 'fake-bold',
    title: 'fake-bold',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
  },
  {
    file: 'ghostscript-groff',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 6,
    pages: '1 2',
  },
  {
    file: 'latex-article',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 7,
    pages: '1 2 3',
  },
  {
    file: 'latex-bibliography',
    title: 'A List of Works',
    authors: [],
    issued: null,
    paragraphs: 5,
    headings: 2,
    pages: '1',
  },
  {
    file: 'latex-doi',
    title: 'latex-doi',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
    DOI: '10.5555/ferry.1911.07',
  },
  {
    file: 'latex-footnotes',
    title: 'Notes at the Foot',
    authors: [],
    issued: null,
    paragraphs: 7,
    headings: 2,
    pages: '1',
  },
  {
    file: 'latex-labels',
    title: 'Ferry Tolls and the Price of Grain',
    authors: ['Ada Brenner', 'Tomas Lind'],
    issued: null,
    paragraphs: 10,
    headings: 7,
    pages: 'i 1 2',
  },
  {
    file: 'latex-lists',
    title: 'Packing for the Archive',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 2,
    pages: '1',
  },
  {
    file: 'latex-table',
    title: 'Tolls in Four Years',
    authors: [],
    issued: null,
    paragraphs: 4,
    headings: 2,
    pages: '1',
  },
  {
    file: 'latex-three-columns',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 11,
    headings: 7,
    pages: '1',
  },
  {
    file: 'latex-two-columns',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 7,
    pages: '1 2',
  },
  {
    file: 'letter-by-letter',
    title: 'letter-by-letter',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
  },
  {
    file: 'libreoffice-article',
    title: 'Ferry Tolls and the Price of Grain',
    authors: ['Ada Brenner'],
    issued: null,
    paragraphs: 9,
    headings: 6,
    pages: '1 2',
    language: 'en-US',
  },
  {
    file: 'libreoffice-table',
    title: 'Tolls in Four Years',
    authors: ['Ada Brenner'],
    issued: null,
    paragraphs: 3,
    headings: 1,
    pages: '1',
    language: 'en-US',
  },
  {
    file: 'libreoffice-tagged',
    title: 'Packing for the Archive',
    authors: ['Ada Brenner'],
    issued: null,
    paragraphs: 9,
    headings: 1,
    pages: '1',
    language: 'en-US',
  },
  {
    file: 'lualatex-article',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 11,
    headings: 6,
    pages: '1 2',
  },
  {
    file: 'ocr-layer',
    title: 'A Scan with Its Text',
    authors: ['Brenner, Ada'],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
  },
  {
    file: 'pandoc-lists',
    title: 'Packing for the Archive',
    authors: [],
    issued: null,
    paragraphs: 9,
    headings: 1,
    pages: '1',
  },
  {
    file: 'qpdf-linearized',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 7,
    pages: '1 2',
  },
  {
    file: 'qpdf-objects',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 7,
    pages: '1 2',
  },
  {
    file: 'qpdf-owner',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 7,
    pages: '1 2',
  },
  {
    file: 'qpdf-rotated',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 7,
    pages: '1 2',
  },
  {
    file: 'rows-across',
    title: 'Rows Across Two Columns',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
  },
  {
    file: 'running-heads',
    title: 'Heads That Run',
    authors: ['Ada Brenner'],
    issued: null,
    paragraphs: 6,
    headings: 0,
    pages: '1 2 3 4 5 6',
  },
  {
    file: 'sideways',
    title: 'Text on Its Side',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
  },
  {
    file: 'typst-article',
    title: 'Ferry Tolls and the Price of Grain',
    authors: ['Ada Brenner', 'Tomas Lind'],
    issued: null,
    paragraphs: 9,
    headings: 6,
    pages: '1 2 3',
    language: 'en',
  },
  {
    file: 'typst-columns',
    title: 'Ferry Tolls and the Price of Grain',
    authors: ['Ada Brenner', 'Tomas Lind'],
    issued: null,
    paragraphs: 9,
    headings: 6,
    pages: '1 2',
    language: 'en',
  },
  {
    file: 'typst-footnotes',
    title: 'Notes at the Foot',
    authors: [],
    issued: null,
    paragraphs: 6,
    headings: 1,
    pages: '1',
    language: 'en',
  },
  {
    file: 'typst-table',
    title: 'Tolls in Four Years',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 1,
    pages: '1',
    language: 'en',
  },
  {
    file: 'watermark',
    title: 'Under a Watermark',
    authors: ['Ada Brenner', 'Tomas Lind', 'Ngozi Okafor'],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
  },
  {
    file: 'weasyprint-article',
    title: 'Ferry Tolls and the Price of Grain',
    authors: [],
    issued: null,
    paragraphs: 9,
    headings: 6,
    pages: '1 2',
    language: 'en',
  },
  {
    file: 'words-backwards',
    title: 'words-backwards',
    authors: [],
    issued: null,
    paragraphs: 3,
    headings: 0,
    pages: '1',
  },
  {
    file: 'xelatex-russian',
    title: 'Паромные сборы и цена зерна',
    authors: [],
    issued: null,
    paragraphs: 4,
    headings: 4,
    pages: '1',
  },
  {
    file: 'real/letter-example-04-en',
    title: 'letter-example-04-en',
    authors: [],
    issued: null,
    paragraphs: 9,
    headings: 0,
    pages: '1',
  },
  {
    file: 'real/letter-example-08-de',
    title: 'letter-example-08-de',
    authors: [],
    issued: null,
    paragraphs: 13,
    headings: 0,
    pages: '1',
  },
  {
    file: 'real/realscripts',
    title: 'The realscripts package',
    authors: [],
    issued: null,
    paragraphs: 80,
    headings: 9,
    pages: '1 2 3 4 5 6',
  },
  {
    file: 'real/scrjura-example-en',
    title: 'CfCH',
    authors: [],
    issued: null,
    paragraphs: 26,
    headings: 17,
    pages: '1 2 3 4',
  },
  {
    file: 'real/scrlayer-notecolumn-example-en',
    title: 'Commentary on the SCRACH',
    authors: [],
    issued: null,
    paragraphs: 10,
    headings: 5,
    pages: '1',
  },
];

/** Words as both sides are compared: ideographs and kana each for themselves. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(
        /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu,
      ) ?? []
  );
}

/** Length of the longest common subsequence: words that are there, in their order. */
function common(a: readonly string[], b: readonly string[]): number {
  let before = new Uint32Array(b.length + 1);
  for (const word of a) {
    const row = new Uint32Array(b.length + 1);
    b.forEach((other, at) => {
      row[at + 1] =
        word === other ? (before[at] ?? 0) + 1 : Math.max(before[at + 1] ?? 0, row[at] ?? 0);
    });
    before = row;
  }
  return before[b.length] ?? 0;
}

function bytesOf(file: string): Uint8Array {
  return readFileSync(join(FOLDER, `${file}.pdf`));
}

async function read(file: string): Promise<ReadSource> {
  const source = await readSource({ name: `${file}.pdf`, bytes: bytesOf(file) });
  if (Array.isArray(source)) throw new Error('A PDF is one source.');
  return source;
}

function nameOf({ literal, family, given }: { literal?: string; family?: string; given?: string }) {
  return literal ?? `${family}, ${given}`;
}

const sources = new Map<string, ReadSource>();
const scores: string[] = [];

beforeAll(async () => {
  for (const { file } of ROWS) sources.set(file, await read(file));
}, 60_000);

afterAll(() => {
  console.log(`PDF text against what it was made of (recall, precision):\n${scores.join('\n')}`);
});

function sourceOf(file: string): ReadSource {
  const source = sources.get(file);
  if (source === undefined) throw new Error(`${file} was not read.`);
  return source;
}

/** The texts of a source's leaves, without empty cells. */
function leavesOf(source: ReadSource): string[] {
  const { text, leaves } = layoutDocument(source.document);
  return leaves.map(({ start, end }) => text.slice(start, end)).filter((leaf) => leaf !== '');
}

describe('what PDFs of many producers say', () => {
  test.each(ROWS)('$file', (row) => {
    const { csl, document, language } = sourceOf(row.file);
    const { leaves } = layoutDocument(document);
    expect({
      file: row.file,
      title: csl.title,
      authors: (csl.author ?? []).map(nameOf),
      issued: dateText(csl.issued) || null,
      paragraphs: leaves.filter(({ paragraph }) => paragraph !== undefined).length,
      headings: leaves.filter(({ kind }) => kind === 'heading').length,
      pages: document.blocks
        .flatMap((block) => (block.type === 'page-break' ? [block.label] : []))
        .join(' '),
      ...(language === undefined ? {} : { language }),
      ...(csl.DOI === undefined ? {} : { DOI: csl.DOI }),
    }).toEqual(row);
  });
});

/** Where the producer left open what was meant: how many paragraphs are not as they were written. */
const UNEQUAL: Readonly<Record<string, number>> = {
  // The hyphen that Chromium divides words with is the one that compounds have.
  'chromium-columns': 1,
  // Two cells of the head stand as near to each other as words.
  'libreoffice-table': 2,
  // One word is stretched over a line of a narrow column.
  'latex-three-columns': 1,
};

describe('the text that PDFs were made of', () => {
  const made = ROWS.filter(({ file }) => existsSync(join(FOLDER, `${file}.txt`)));
  test.each(made)('$file', ({ file }) => {
    const expected = readFileSync(join(FOLDER, `${file}.txt`), 'utf8')
      .trim()
      .split('\n');
    const found = leavesOf(sourceOf(file));
    const [wanted, got] = [wordsOf(expected.join('\n')), wordsOf(found.join('\n'))];
    const same = common(wanted, got);
    const [recall, precision] = [same / wanted.length, same / got.length];
    scores.push(`${file.padEnd(26)} ${recall.toFixed(3)} ${precision.toFixed(3)}`);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    const missing = expected.filter((paragraph) => !found.includes(paragraph));
    expect(missing).toHaveLength(UNEQUAL[file] ?? 0);
  });
});

describe('what is not text', () => {
  const refused: ReadonlyArray<[string, RegExp]> = [
    ['qpdf-locked', /locked with a password/],
    ['scan-only', /pictures of its pages and no text/],
  ];
  test.each(refused)('%s is refused', async (file, reason) => {
    const error: unknown = await read(file).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).message).toMatch(reason);
    expect((error as Refusal).message).toContain(`“${file}.pdf”`);
  });

  test('running heads, feet and numbers of pages go', () => {
    const text = leavesOf(sourceOf('running-heads')).join('\n');
    expect(text).not.toMatch(/A\. Brenner|Downloaded|Page \d of|^\d+$/m);
  });

  test('a watermark goes', () => {
    expect(leavesOf(sourceOf('watermark')).join(' ')).not.toContain('CONFIDENTIAL');
  });
});

describe('blocks', () => {
  const kinds = (file: string): string[] =>
    sourceOf(file).document.blocks.map((block: Block) => block.type);

  test('items hang under their lists, with numbers where they had them', () => {
    for (const file of ['latex-lists', 'chromium-lists', 'libreoffice-tagged', 'pandoc-lists']) {
      const lists = sourceOf(file).document.blocks.filter((block) => block.type === 'list');
      expect([file, lists.map(({ ordered, items }) => [ordered, items.length])]).toEqual([
        file,
        [
          [false, 3],
          [true, 3],
        ],
      ]);
    }
  });

  test('tables have rows of cells', () => {
    for (const file of ['latex-table', 'chromium-table', 'typst-table']) {
      const table = sourceOf(file).document.blocks.find((block) => block.type === 'table');
      const rows = table?.rows.map(({ cells }) =>
        cells.map(({ runs }) => runs.map(({ text }) => text).join('')),
      );
      expect([file, rows?.slice(0, 2)]).toEqual([
        file,
        [
          ['Year', 'Upper stage', 'Lower stage'],
          ['1871', '412', '398'],
        ],
      ]);
    }
  });

  test('a paragraph that runs on over the page stays one, and the page says where it began', () => {
    const { document } = sourceOf('latex-article');
    const { text, leaves, leafOf } = layoutDocument(document);
    const breaks = document.blocks.flatMap((block, index) =>
      block.type === 'page-break' && block.before !== undefined ? [{ block, index }] : [],
    );
    expect(breaks).toHaveLength(2);
    const starts = breaks.map(({ block, index }) => {
      const last = document.blocks[index - 1];
      const leaf = last === undefined ? undefined : leafOf.get(last);
      const at = (leaf?.end ?? 0) - (block.before ?? 0);
      return text.slice(at, at + 20);
    });
    expect(starts).toEqual(['as carefully as paym', 'and the accounts tha']);
    expect(leaves.at(-1)?.kind).toBe('paragraph');
  });

  test('footnotes are paragraphs after the text of their page', () => {
    const leaves = leavesOf(sourceOf('latex-footnotes'));
    expect(leaves.slice(-3)).toEqual([
      '1 It was dry; the second one was not.',
      '2 His name is not known.',
      '3 The river was frozen then.',
    ]);
  });

  test('every page begins with its break', () => {
    expect(kinds('typst-article')[0]).toBe('page-break');
    expect(kinds('latex-labels').filter((kind) => kind === 'page-break')).toHaveLength(3);
  });
});

test('the day a text came out is what its publisher says, not when the file was made', () => {
  const packet: Record<string, unknown> = { 'dc:date': '2019-05-04T10:00:00Z' };
  const about = { fileName: 'a.pdf', firstPage: '', heading: undefined };
  const info = { CreationDate: 'D:20240131120000Z' };
  const said = pdfCsl({ info, xmp: (name) => packet[name] }, about);
  expect(dateText(said.csl.issued)).toBe('2019-05-04');
  packet['prism:publicationdate'] = '2018';
  expect(dateText(pdfCsl({ info, xmp: (name) => packet[name] }, about).csl.issued)).toBe('2018');
  expect(pdfCsl({ info, xmp: () => undefined }, about).csl).not.toHaveProperty('issued');
});
