import { describe, expect, it } from 'vitest';
import { assembleCase, type CaseDocument } from '../../core/export/case-document.ts';
import type { PrintedBlock } from '../../core/export/printed-model.ts';
import {
  caseParts,
  CONTEXT,
  highlight,
  note,
  options,
  passage,
  passageAt,
  source,
} from '../fixtures/export/parts.ts';

const RIVER = [
  'Two boats left the harbour at dawn.',
  'By noon, twelve people had been counted on the far bank.',
  'Nobody had seen them cross.',
  'The ferryman said that twenty had come, and that he had been paid.',
  'He would not say by whom.',
];

const river = source(1, 'The crossing', RIVER, { language: 'en' });
const ledger = source(2, 'The ledger', ['Paid: forty coins.', 'Received: none.']);

function segmentsOf(document: CaseDocument) {
  const blocks = document.sources.flatMap((printed) => printed.blocks);
  return blocks.flatMap((block) => ('segments' in block ? block.segments : []));
}

function textOf(block: PrintedBlock): string {
  return 'segments' in block ? block.segments.map(({ text }) => text).join('') : `[${block.type}]`;
}

describe('numbering', () => {
  it('runs through the whole case file, in outline order and then by place', () => {
    const document = assembleCase(
      caseParts({
        sources: [ledger, river],
        highlights: [
          highlight(1, river, 'red', 'twenty had come'),
          highlight(2, river, 'yellow', 'Two boats'),
          highlight(3, ledger, 'blue', 'forty coins'),
        ],
      }),
      options(),
      CONTEXT,
    );
    expect(document.sources.map(({ highlights }) => highlights)).toEqual([
      [{ number: 1, label: 'blue', slot: 0 }],
      [
        { number: 2, label: 'yellow', slot: 0 },
        { number: 3, label: 'red', slot: 0 },
      ],
    ]);
    expect(document.counts).toEqual(['2 sources', '3 highlights', '0 notes']);
    expect(document.labels.map(({ id, highlights }) => [id, highlights])).toEqual([
      ['yellow', 1],
      ['blue', 1],
      ['red', 1],
    ]);
  });
});

describe('segments', () => {
  it('name every highlight over them, and keep the text whole', () => {
    const parts = caseParts({
      sources: [river],
      highlights: [
        highlight(1, river, 'yellow', 'twelve people had been counted'),
        highlight(2, river, 'red', 'had been counted on the far bank'),
        highlight(3, river, 'blue', 'counted'),
      ],
    });
    const document = assembleCase(parts, options(), CONTEXT);
    const covered = segmentsOf(document).filter((segment) => segment.highlights !== undefined);
    expect(covered).toEqual([
      { text: 'twelve people ', highlights: [1] },
      { text: 'had been ', highlights: [1, 2] },
      { text: 'counted', highlights: [1, 2, 3], ends: [1, 3] },
      { text: ' on the far bank', highlights: [2], ends: [2] },
    ]);
    expect(document.sources[0]?.blocks.map(textOf)).toEqual(RIVER);
    const slots = document.sources[0]?.highlights.map(({ slot }) => slot);
    expect(new Set(slots).size).toBe(3);
  });

  it('end a passage over several paragraphs once, where it ends', () => {
    const whole = RIVER.slice(0, 3).join('\n\n');
    const parts = caseParts({ sources: [river], highlights: [highlight(1, river, 'red', whole)] });
    const ends = segmentsOf(assembleCase(parts, options(), CONTEXT)).filter(({ ends }) => ends);
    expect(ends).toEqual([{ text: RIVER[2], highlights: [1], ends: [1] }]);
  });

  it('never cut a character in two', () => {
    const smile = source(3, 'Smile', ['A 😀 face']);
    const half = passageAt(0, 3);
    const parts = caseParts({ sources: [smile], highlights: [highlight(1, smile, 'red', [half])] });
    expect(segmentsOf(assembleCase(parts, options(), CONTEXT)).map(({ text }) => text)).toEqual([
      'A 😀',
      ' face',
    ]);
  });
});

describe('annotations', () => {
  const remark = highlight(1, river, 'red', 'twenty had come', [
    { type: 'heading', level: 1, runs: [{ text: 'Compare' }] },
    {
      type: 'list',
      ordered: false,
      items: [{ blocks: [{ type: 'paragraph', runs: [{ text: 'twelve at noon' }] }] }],
    },
  ]);

  it('stand under the block that their passage ends in, with author and date', () => {
    const document = assembleCase(
      caseParts({ sources: [river], highlights: [remark] }),
      options(),
      CONTEXT,
    );
    const [block] = (document.sources[0]?.blocks ?? []).filter((one) => 'annotations' in one);
    expect(block && textOf(block)).toBe(RIVER[3]);
    const [annotation] = block && 'annotations' in block ? (block.annotations ?? []) : [];
    expect(annotation).toMatchObject({ number: 1, author: 'Ada Reader', writtenOn: '22 Nov 2026' });
    expect(annotation?.blocks.map(({ type }) => type)).toEqual(['paragraph', 'list']);
  });

  it('are left out when not asked for, and the record says so', () => {
    const document = assembleCase(
      caseParts({ sources: [river], highlights: [remark] }),
      options({ annotations: false }),
      CONTEXT,
    );
    expect(JSON.stringify(document.sources)).not.toContain('twelve at noon');
    expect(document.record.leftOut).toEqual([
      '1 comment on highlights: comments were not asked for.',
    ]);
  });
});

describe('extent', () => {
  const parts = caseParts({
    sources: [river, ledger],
    highlights: [
      highlight(1, river, 'red', 'Nobody had seen'),
      highlight(2, river, 'blue', [
        passage(river, 'Nobody had seen them cross'),
        passage(river, 'by whom'),
      ]),
    ],
  });

  it('full prints every paragraph of every source', () => {
    const { sources } = assembleCase(parts, options(), CONTEXT);
    expect(sources.map(({ blocks }) => blocks.map(textOf))).toEqual([
      RIVER,
      ['Paid: forty coins.', 'Received: none.'],
    ]);
  });

  it('excerpts prints highlighted paragraphs with one either side', () => {
    const one = caseParts({ sources: [river, ledger], highlights: parts.highlights.slice(0, 1) });
    const { sources, record } = assembleCase(one, options({ extent: 'excerpts' }), CONTEXT);
    expect(sources).toHaveLength(1);
    expect(sources[0]?.blocks.map(textOf)).toEqual(['[gap]', ...RIVER.slice(1, 4), '[gap]']);
    expect(sources[0]?.blocks.at(-1)).toEqual({ type: 'gap', from: 5, to: 5 });
    expect(record.leftOut).toEqual(['The text of “The ledger”: nothing in it is highlighted.']);
    expect(record.sources).toHaveLength(2);
  });

  it('quotations prints passages only', () => {
    const { sources } = assembleCase(parts, options({ extent: 'quotations' }), CONTEXT);
    expect(sources[0]?.blocks.map(textOf)).toEqual([
      'Nobody had seen',
      'Nobody had seen them cross […] by whom',
    ]);
  });

  it('keeps the heading that an excerpt stands under, and only the kept items of a list', () => {
    const paragraph = (text: string) => ({ type: 'paragraph' as const, runs: [{ text }] });
    const structured = source(4, 'Structured', [
      { type: 'heading', level: 2, runs: [{ text: 'Unused' }] },
      paragraph('one'),
      { type: 'heading', level: 4, runs: [{ text: 'Used' }] },
      {
        type: 'list',
        ordered: true,
        items: ['two', 'three', 'four', 'five'].map((text) => ({ blocks: [paragraph(text)] })),
      },
    ]);
    const { sources } = assembleCase(
      caseParts({ sources: [structured], highlights: [highlight(1, structured, 'red', 'four')] }),
      options({ extent: 'excerpts' }),
      CONTEXT,
    );
    expect(sources[0]?.blocks.map((block) => block.type)).toEqual([
      'gap',
      'heading',
      'gap',
      'list',
    ]);
    const list = sources[0]?.blocks.at(-1);
    expect(list?.type === 'list' && list.items.map(({ value }) => value)).toEqual([2, 3, 4]);
  });
});

describe('passages without a place', () => {
  it('are listed in the record, and their comments are kept', () => {
    const outside = passageAt(9000, 9010, { exact: 'long gone' });
    const empty = passageAt(4, 4);
    const moved = { ...passage(river, 'Two boats'), start: 1, end: 10 };
    const document = assembleCase(
      caseParts({
        sources: [river],
        highlights: [
          highlight(1, river, 'red', [outside, empty], 'still worth keeping'),
          highlight(2, river, 'blue', 'far bank'),
          highlight(3, river, 'green', [moved, passage(river, 'Nobody')]),
        ],
      }),
      options(),
      CONTEXT,
    );
    expect(document.sources[0]?.highlights.map(({ label }) => label)).toEqual([
      'blue',
      'green',
      'red',
    ]);
    expect(document.sources[0]?.unplaced).toMatchObject([
      { number: 2, quote: 'Two boats' },
      { number: 3, quote: 'long gone', annotation: { number: 3 } },
    ]);
    expect(document.sources[0]?.unplaced[0]).not.toHaveProperty('annotation');
    expect(document.record.leftOut).toEqual([
      'The place of a passage of H2 “Two boats” in “The crossing”: the text at its place is not the text that was highlighted.',
      'The place of a passage of H3 “long gone” in “The crossing”: it reaches beyond the end of the text.',
      'The place of a passage of H3 in “The crossing”: it covers no text.',
    ]);
  });
});

describe('sources', () => {
  it('say what is known of them, and what is not', () => {
    const known = source(5, 'Known', ['Text.'], {
      csl: {
        author: [{ given: 'Ann', family: 'Lee' }, { literal: 'The Office' }],
        'container-title': 'The Courier',
        issued: { 'date-parts': [[2024, 12]] },
        URL: 'https://example.org/ü',
      },
    });
    const { sources } = assembleCase(caseParts({ sources: [known, ledger] }), options(), CONTEXT);
    expect(sources[0]).toMatchObject({
      citation: [
        { text: 'Lee, A. & The Office. (2024). Known. In ' },
        { text: 'The Courier', marks: ['italic'] },
        { text: '. ' },
        { text: 'https://example.org/ü', href: 'https://example.org/ü' },
      ],
      unknown: '',
      link: { href: 'https://example.org/%C3%BC', text: 'https://example.org/ü' },
    });
    expect(sources[1]).toMatchObject({
      citation: [{ text: 'The ledger', marks: ['italic'] }, { text: '. (n.d.).' }],
      unknown: 'Author, publisher and date not recorded',
    });
  });

  it('do not link to an address that is not http, https or mailto', () => {
    const odd = source(6, 'Odd', ['Text.'], { csl: { URL: 'javascript:alert(1)' } });
    const { sources } = assembleCase(caseParts({ sources: [odd] }), options(), CONTEXT);
    expect(sources[0]).not.toHaveProperty('link');
  });

  it('never skip a level of headings', () => {
    const headings = [4, 6, 1, 3].map((level) => ({
      type: 'heading' as const,
      level,
      runs: [{ text: `Level ${level}` }],
    }));
    const { sources } = assembleCase(
      caseParts({ sources: [source(7, 'Headings', headings)] }),
      options(),
      CONTEXT,
    );
    const levels = sources[0]?.blocks.map((block) => block.type === 'heading' && block.level);
    expect(levels).toEqual([2, 3, 2, 3]);
  });
});

describe('the record', () => {
  it('says how the export was made, and names what was not asked for', () => {
    const document = assembleCase(
      caseParts({
        sources: [river],
        highlights: [highlight(1, river, 'red', 'dawn')],
        notes: [note(1, 'Thoughts', 'Why at dawn?')],
      }),
      options({ sources: false, notes: false, paper: 'letter' }),
      { ...CONTEXT, timeZone: 'Asia/Seoul' },
    );
    expect(document.sources).toEqual([]);
    expect(document.notes).toEqual([]);
    expect(document.labels).toEqual([]);
    expect(document.exportedOn).toBe('23 November 2026');
    expect(document.record.facts).toEqual([
      { name: 'Program', value: 'Casebook 0.1.0' },
      { name: 'Exported', value: '23 November 2026, 03:40 GMT+9' },
      { name: 'Time zone', value: 'Asia/Seoul' },
      {
        name: 'Parts',
        value: 'summary and key, open questions, bibliography, index, export record',
      },
      { name: 'Paper', value: 'US Letter' },
      { name: 'Standard', value: 'PDF/UA-1, accessible' },
      {
        name: 'Citations',
        value: 'APA, 7th edition; English (United States). Citations by CSL (citeproc-js)',
      },
    ]);
    expect(document.record.leftOut).toEqual([
      '1 note: notes were not asked for.',
      '1 source and 1 highlight: sources were not asked for.',
    ]);
    expect(document.record.sources[0]?.textSha256).toHaveLength(64);
  });

  it('prints dates in UTC when the time zone is not known', () => {
    const document = assembleCase(caseParts({}), options(), { ...CONTEXT, timeZone: 'Mars/Base' });
    expect(document.exportedOn).toBe('22 November 2026');
    expect(document.record.facts).toContainEqual({
      name: 'Time zone',
      value: 'UTC, because the time zone “Mars/Base” is not known',
    });
  });
});
