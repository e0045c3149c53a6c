import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { assembleCase, type CaseParts } from '../../core/export/case-document.ts';
import { findFontFolders } from '../../core/export/fonts.ts';
import { convertFormula } from '../../core/export/formulas.ts';
import { typesetPdf } from '../../core/export/pdf.ts';
import { storeBytes } from '../../core/file-store.ts';
import type { Block, Run } from '../../shared/document.ts';
import type { Note } from '../../shared/domain.ts';
import { blocksToRichText, type RichTextNode } from '../../shared/rich-text.ts';
import {
  caseParts,
  CONTEXT,
  highlight,
  idOf,
  note,
  options,
  passage,
  source,
} from '../fixtures/export/parts.ts';
import { redRectangle, type Kind } from '../fixtures/export/pictures.ts';
import { canReadPdf, pageLines, pageTexts } from '../fixtures/export/read-pdf.ts';

const pdfFolder = fileURLToPath(new URL('../../resources/pdf', import.meta.url));
const filesFolder = mkdtempSync(join(tmpdir(), 'casebook-pictures-'));
const resources = { pdfFolder, fontFolders: findFontFolders(), filesFolder };
afterAll(() => rmSync(filesFolder, { recursive: true, force: true }));

function typeset(parts: CaseParts) {
  return typesetPdf(assembleCase(parts, options(), CONTEXT), resources);
}

const page = (value: string) => ({ kind: 'page' as const, value });

function paragraph(...runs: (string | Run)[]): Block {
  return {
    type: 'paragraph',
    runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
  };
}

/** A note with nodes after its blocks that only the editor makes. */
function written(number: number, title: string, blocks: Block[], nodes: RichTextNode[] = []): Note {
  const body = blocksToRichText(blocks);
  body.root.children = [...(body.root.children ?? []), ...nodes];
  return { ...note(number, title, ''), body };
}

function picture(
  bytes: Uint8Array,
  given: Partial<Extract<Block, { type: 'figure' }>> = {},
): Block {
  const file = storeBytes(filesFolder, bytes);
  return { type: 'figure', file, alt: 'A red rectangle', caption: [], ...given };
}

const river = source(1, 'The crossing', [
  'Two boats left the harbour at dawn.',
  'By noon, twelve people had been counted.',
  'The ferryman said that twenty had come.',
]);
const ledger = source(2, 'The ledger', ['Paid: forty coins.']);

describe('formulas', () => {
  it.each([
    ['\\frac{a}{b}', 'a/b'],
    ['\\sum\\limits_{i=1}^n i', 'sum_(i = 1)^n i'],
    ['\\big( x \\big)', '( x )'],
    ['\\text{a "quoted" #word}', '"a \\"quoted\\" #word"'],
  ])('%s is set', (tex, typst) => {
    const converted = convertFormula(tex);
    const bare = (text: string) => text.replace(/\s+/g, '');
    expect('typst' in converted && bare(converted.typst)).toBe(bare(typst));
  });

  it.each([
    ['\\nosuchthing{x}', '“\\nosuchthing” is not known'],
    ['x_{', 'its TeX could not be read'],
    ['#read("/etc/passwd")', 'its TeX could not be read'],
    ['std.read(x', 'it is not a formula only'],
    ['\\std.read', '“\\std” is not known'],
    ['  ', 'it is empty'],
    ['{'.repeat(100) + '}'.repeat(100), 'it is too long'],
    ['x'.repeat(10_000), 'it is too long'],
  ])('%j is not', (tex, why) => {
    const converted = convertFormula(tex);
    // Letters that spell a name of the compiler are letters.
    if (tex.startsWith('std')) expect('typst' in converted && converted.typst).toMatch(/^s t d/);
    else expect(converted).toEqual({ why });
  });

  it.skipIf(!canReadPdf)('that can’t be set are printed as TeX and told in the record', () => {
    const notes = [
      written(1, 'Sums', [
        paragraph('good ', { text: 'x^2', math: true }, ' and ', { text: '\\bad{y}', math: true }),
        { type: 'math', tex: '\\int_0^1 x\\,dx' },
        { type: 'math', tex: 'a & b' },
        { type: 'math', tex: Array.from({ length: 80 }, (_, at) => `x_{${at}}`).join(' + ') },
        paragraph({ text: '\\text{汉字 и Ж}', math: true }),
      ]),
    ];
    const { bytes, warnings } = typeset(caseParts({ notes }));
    expect(warnings).toEqual([
      'The formula “\\bad{y}” in the note “Sums”, which is printed as its TeX: “\\bad” is not known.',
      'The formula “a & b” in the note “Sums”, which is printed as its TeX: its TeX could not be read.',
    ]);
    const text = pageTexts(bytes).join(' ');
    expect(text).toContain('\\bad{y}');
    expect(text).toContain('a & b');
    expect(text).toContain('汉字');
    for (const sentence of warnings) expect(text).toContain(sentence.slice(0, 40));
  });
});

describe.skipIf(!canReadPdf)('pictures', () => {
  const kinds: Kind[] = ['png', 'jpeg', 'gif', 'webp'];

  it.each(kinds)('in %s are drawn, with their captions', (kind) => {
    const figure = picture(redRectangle(kind), { caption: [{ text: 'Seen at noon' }], width: 50 });
    const { bytes, warnings } = typeset(caseParts({ notes: [written(1, 'Seen', [figure])] }));
    expect(warnings).toEqual([]);
    const text = pageTexts(bytes).join(' ');
    expect(text).toContain('Seen at noon');
    expect(text).not.toContain('Picture:');
  });

  it('that can’t be drawn are described, and the record says why', () => {
    const figures = [
      picture(redRectangle('avif'), { alt: 'A map' }),
      picture(redRectangle('png').slice(0, 60), { alt: 'A torn page' }),
      picture(new TextEncoder().encode('no picture at all'), { alt: 'Nothing' }),
      picture(redRectangle('png'), { alt: '', caption: [] }),
      { ...picture(redRectangle('png')), file: 'f'.repeat(64), alt: 'Lost' } as Block,
    ];
    const { bytes, warnings } = typeset(caseParts({ notes: [written(1, 'Seen', figures)] }));
    expect(warnings).toEqual([
      'The picture “A map” in the note “Seen”: pictures of its kind (AVIF) can’t be printed.',
      'The picture “A torn page” in the note “Seen”: its file is damaged.',
      'The picture “Nothing” in the note “Seen”: its file is not a picture of a known kind.',
      'The description of a picture in the note “Seen”: there is none.',
      'The picture “Lost” in the note “Seen”: its file is missing.',
    ]);
    const text = pageTexts(bytes).join(' ');
    for (const alt of ['A map', 'A torn page', 'Nothing', 'Lost']) {
      expect(text).toContain(`Picture: ${alt}`);
    }
  });
});

describe.skipIf(!canReadPdf)('footnotes', () => {
  const footnote = (text: string): Run => ({ text: '', footnote: [paragraph(text)] });
  const list: Block = {
    type: 'list',
    ordered: false,
    items: [{ checked: false, blocks: [paragraph('ask again', footnote('in a list'))] }],
  };
  const table: Block = {
    type: 'table',
    rows: [
      { cells: [{ header: true, runs: [{ text: 'Day' }, footnote('in a head')] }] },
      { cells: [{ header: false, runs: [{ text: '12' }, footnote('in a cell')] }] },
    ],
  };

  it('stand at the foot of the page, wherever their mark is', () => {
    const remark = highlight(1, river, 'red', 'twenty', [
      paragraph('Why?', footnote('in a remark')),
    ]);
    const notes = [
      written(1, 'Notes', [
        { type: 'heading', level: 2, runs: [{ text: 'Heading' }, footnote('in a heading')] },
        paragraph('Text', { text: '', footnote: [paragraph('first'), list, paragraph('last')] }),
        table,
      ]),
    ];
    const { bytes, warnings } = typeset(
      caseParts({ notes, sources: [river], highlights: [remark] }),
    );
    expect(warnings).toEqual([]);
    const pages = pageTexts(bytes);
    const analysis =
      pages.find((page) => page.includes('Analysis') && page.includes('Heading')) ?? '';
    const order = ['Text', 'in a heading', 'first', 'ask again', 'last', 'in a head', 'in a cell'];
    const places = order.map((part) => analysis.lastIndexOf(part));
    expect(places).not.toContain(-1);
    expect(places.slice(1).every((place) => place > (places[0] ?? 0))).toBe(true);
    expect(pages.join(' ')).toMatch(/Why\?.*in a remark/);
  });

  it('that hold nothing leave no mark', () => {
    const empty: Run = { text: '', footnote: [] };
    const { warnings } = typeset(caseParts({ notes: [written(1, 'N', [paragraph('a', empty)])] }));
    expect(warnings).toEqual([]);
  });
});

describe('links within the case file', () => {
  const text = (words: string): RichTextNode => ({
    type: 'text',
    version: 1,
    text: words,
    format: 0,
  });
  const links: RichTextNode[] = [
    {
      type: 'passage',
      version: 1,
      sourceId: river.id,
      highlightId: idOf(3, 2),
      exact: 'twenty had come',
      title: 'The crossing',
      paragraph: 3,
    },
    {
      type: 'paragraph',
      version: 1,
      children: [
        {
          type: 'citation',
          sourceId: river.id,
          label: 'Crossing',
          locatorKind: 'page',
          locator: '4',
        },
        text(' and '),
        { type: 'citation', sourceId: idOf(1, 77), label: 'Elsewhere' },
        text(' as in '),
        { type: 'reference', kind: 'note', id: idOf(4, 2), title: 'Second note' },
        text(' or '),
        { type: 'reference', kind: 'source', id: ledger.id, title: 'The ledger' },
        text(' or '),
        { type: 'reference', kind: 'note', id: idOf(4, 77), title: 'A lost note' },
      ],
    },
  ];
  const parts = caseParts({
    notes: [written(1, 'First', [], links), note(2, 'Second note', 'Short.')],
    sources: [river, ledger],
    highlights: [
      highlight(1, river, 'red', 'dawn'),
      highlight(2, river, 'blue', 'twenty had come'),
    ],
  });

  it('lead to what is printed, and are text where it is not', () => {
    const { notes, sources } = assembleCase(parts, options(), CONTEXT);
    const segments = JSON.stringify(notes[0]?.blocks);
    expect(segments).toContain(`{"text":"H2","place":"highlight-2","page":true}`);
    expect(segments).toContain(`{"text":", n.d., p. 4)","place":"source-${river.id}"}`);
    expect(segments).toContain(`{"text":"(Elsewhere)"}`);
    expect(segments).toContain(`{"text":"A lost note"}`);
    expect(JSON.stringify(sources[0]?.blocks).match(/"anchors":\[2\]/g)).toHaveLength(1);

    const notesOnly = assembleCase(parts, options({ sources: false }), CONTEXT);
    const left = JSON.stringify(notesOnly.notes[0]?.blocks).match(/"place":"[a-z]+/g);
    expect(left).toEqual(['"place":"note']);
  });

  it('stand by themselves in lines from right to left, and do not tell the direction', () => {
    const cite = { sourceId: river.id, suppressAuthor: true, locator: page('7') } as const;
    const hebrew = paragraph('לפי ', { text: 'The crossing', cite }, ' היא חזרה.');
    const first = paragraph({ text: 'The crossing', cite }, ' היא חזרה.');
    const link = paragraph('ראו ', { text: 'The ledger', to: { kind: 'source', id: ledger.id } });
    const latin = paragraph('See ', { text: 'The crossing', cite });
    const { notes } = assembleCase(
      caseParts({
        notes: [written(1, 'N', [hebrew, first, link, latin])],
        sources: [river, ledger],
      }),
      options(),
      CONTEXT,
    );
    const lines = (notes[0]?.blocks ?? []).map((block) =>
      block.type === 'paragraph'
        ? [block.rtl === true, block.segments.map(({ text }) => text).join('')]
        : [],
    );
    expect(lines).toEqual([
      [true, 'לפי \u2068(n.d., p. 7)\u2069 היא חזרה.'],
      [true, '\u2068(n.d., p. 7)\u2069 היא חזרה.'],
      [true, 'ראו \u2068The ledger\u2069'],
      [false, 'See (n.d., p. 7)'],
    ]);
  });

  it.skipIf(!canReadPdf)('tell the page that they lead to', () => {
    const { bytes, warnings } = typeset(parts);
    expect(warnings).toEqual([]);
    const pages = pageTexts(bytes);
    const all = pages.join(' ');
    const pageOf = (heading: string) =>
      pages.findIndex((page, index) => index > 1 && page.includes(heading)) + 1;
    expect(all).toContain(`— The crossing, ¶ 3 · H2 (p. ${pageOf('Two boats left')})`);
    expect(all).toContain(`The ledger (p. ${pageOf('Paid: forty')})`);
    expect(all).toContain(`Second note (p. ${pageOf('Short.')})`);
    expect(all).toContain('(The Crossing, n.d., p. 4) and (Elsewhere) as in');
  });
});

describe('highlights', () => {
  const pieces = highlight(1, river, 'green', [
    passage(river, 'Two boats'),
    passage(river, 'twelve people'),
    passage(river, 'twenty', { status: 'review' }),
  ]);
  const lost = highlight(
    2,
    river,
    'red',
    [passage(river, 'counted', { status: 'unanchored' })],
    'Why?',
  );
  const parts = caseParts({ sources: [river], highlights: [pieces, lost] });

  it('of several passages have one number on all of them', () => {
    const [printed] = assembleCase(parts, options(), CONTEXT).sources;
    const ends = (printed?.blocks ?? []).flatMap((block) =>
      'segments' in block
        ? block.segments.flatMap(({ text, ends: all }) => (all ? [[text, all]] : []))
        : [],
    );
    expect(ends).toEqual([
      ['Two boats', [1]],
      ['twelve people', [1]],
    ]);
  });

  it.skipIf(!canReadPdf)('without a place are not painted but listed, with their comment', () => {
    const { bytes } = typeset(parts);
    const all = pageTexts(bytes).join(' ');
    expect(all).toMatch(
      /Highlights without a place H1 twenty No place: .* H2 counted No place: .* Why\?/,
    );
    expect(all).toMatch(/The place of a passage of H1 “twenty” in “The crossing”: /);
    expect(all).toMatch(/The place of a passage of H2 “counted” in “The crossing”: /);
  });
});

it.skipIf(!canReadPdf)('repeats the head of a table on every page that it goes over', () => {
  const row = (cells: string[], header: boolean) => ({
    cells: cells.map((words) => ({ header, runs: [{ text: words }] })),
  });
  const days = Array.from({ length: 120 }, (_, day) => row([`Day ${day + 1}`, '12'], false));
  const table: Block = { type: 'table', rows: [row(['When it was', 'People'], true), ...days] };
  const { bytes, warnings } = typeset(caseParts({ notes: [written(1, 'Days', [table])] }));
  expect(warnings).toEqual([]);
  const pages = pageTexts(bytes).flatMap((page, index) => (/Day \d/.test(page) ? [index + 1] : []));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) {
    expect(pageLines(bytes, page).some((line) => line.startsWith('When it was'))).toBe(true);
  }
});
