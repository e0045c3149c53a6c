/** Case files that every writer of documents is tried on. */
import type { CaseParts } from '../../core/export/case-document.ts';
import { storeBytes } from '../../core/file-store.ts';
import type { Block, Run } from '../../shared/document.ts';
import { caseParts, highlight, idOf, note, passage, source } from '../fixtures/export/parts.ts';
import { redRectangle } from '../fixtures/export/pictures.ts';

function paragraph(...runs: (string | Run)[]): Block {
  return {
    type: 'paragraph',
    runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
  };
}

const cells = (header: boolean, ...texts: string[]) =>
  texts.map((text) => ({ header, runs: [{ text }] }));

/** Every kind of block and run, as notes hold them. `file` is a picture's SHA-256. */
export function everyBlock(file: string): Block[] {
  return [
    { type: 'heading', level: 1, runs: [{ text: 'What the ledger says' }] },
    paragraph(
      'Plain, ',
      { text: 'bold', marks: ['bold'] },
      ', ',
      { text: 'italic', marks: ['italic'] },
      ', ',
      { text: 'both', marks: ['bold', 'italic'] },
      ', ',
      { text: 'under', marks: ['underline'] },
      ', ',
      { text: 'struck', marks: ['strike'] },
      ', ',
      { text: 'const x = 1;', marks: ['code'] },
      ', H',
      { text: '2', marks: ['sub'] },
      'O, 10',
      { text: '3', marks: ['sup'] },
      ', a ',
      { text: 'web page', href: 'https://example.org/a?b=1&c=2' },
      ' and one\nline end.',
    ),
    paragraph(
      'See ',
      { text: 'The crossing', to: { kind: 'source', id: idOf(1, 1) } },
      ' and ',
      { text: 'Second thoughts', to: { kind: 'note', id: idOf(4, 2) } },
      ', as told ',
      {
        text: '(The crossing, ¶ 2)',
        cite: { sourceId: idOf(1, 1), locator: { kind: 'paragraph', value: '2' } },
      },
      '; the sum is ',
      { text: '\\frac{a}{b}', math: true },
      '.',
      {
        text: '',
        footnote: [
          paragraph('A footnote with ', { text: 'emphasis', marks: ['italic'] }, '.'),
          paragraph('Its second paragraph.'),
        ],
      },
    ),
    { type: 'math', tex: '\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}' },
    { type: 'math', tex: '\\nosuchcommand{x}' },
    { type: 'heading', level: 2, runs: [{ text: 'Lists' }] },
    {
      type: 'list',
      ordered: true,
      start: 3,
      items: [
        { blocks: [paragraph('third')] },
        {
          blocks: [
            paragraph('fourth, with more'),
            {
              type: 'list',
              ordered: false,
              items: [{ blocks: [paragraph('a point')] }, { blocks: [paragraph('another')] }],
            },
          ],
        },
      ],
    },
    {
      type: 'list',
      ordered: false,
      items: [
        { checked: true, blocks: [paragraph('read the ledger')] },
        { checked: false, blocks: [paragraph('ask the ferryman')] },
      ],
    },
    {
      type: 'list',
      ordered: true,
      items: [{ blocks: [paragraph('first again')] }, { blocks: [paragraph('second again')] }],
    },
    {
      type: 'quote',
      blocks: [paragraph('He would not say by whom.'), paragraph('— the ferryman')],
    },
    {
      type: 'code',
      language: 'python',
      text: 'def ferry(n):\n\treturn n < 12 and "few" or "many"',
    },
    {
      type: 'table',
      rows: [
        { cells: cells(true, 'Day', 'Boats', 'People') },
        { cells: [...cells(true, 'Monday'), ...cells(false, '2', '12')] },
        { cells: [...cells(true, 'Tuesday'), ...cells(false, '1', '| 20 |')] },
      ],
    },
    {
      type: 'figure',
      file,
      alt: 'A red rectangle',
      caption: [{ text: 'Seen at ' }, { text: 'noon', marks: ['italic'] }],
      width: 40,
    },
    { type: 'figure', file: 'f'.repeat(64), alt: 'A lost map', caption: [] },
    { type: 'rule' },
    { type: 'paragraph', dir: 'rtl', runs: [{ text: 'עברית: שתי סירות יצאו מהנמל.' }] },
    paragraph('وصلت عشرون سفينة.'),
    paragraph('日本語の段落、한국어 문단, 中文段落, Ελληνικά, Русский, 😀.'),
  ];
}

/** A case file with every block, note feature and script, and highlights that overlap. */
export function everyFeature(filesFolder: string): CaseParts {
  const file = storeBytes(filesFolder, redRectangle('png'));
  const river = source(
    1,
    'The crossing',
    [
      { type: 'heading', level: 2, runs: [{ text: 'Morning' }] },
      paragraph('Two boats left the harbour at dawn.'),
      paragraph('By noon, twelve people had been counted on the far bank.'),
      { type: 'page-break', label: '12' },
      { type: 'quote', blocks: [paragraph('Nobody had seen them cross.')] },
      {
        type: 'table',
        rows: [
          { cells: cells(true, 'Who', 'How many') },
          { cells: cells(false, 'Ferry', 'twenty') },
        ],
      },
      { type: 'code', text: 'count = 12 # people' },
      { type: 'heading', level: 3, runs: [{ text: 'Evening' }] },
      paragraph('The ferryman said that twenty had come, and that he had been paid.'),
      { type: 'figure', file, alt: 'The bank', caption: [{ text: 'The far bank' }] },
    ],
    {
      language: 'en',
      tags: ['river', 'two words'],
      csl: {
        type: 'article-newspaper',
        title: 'The crossing',
        author: [{ family: 'Berg', given: 'Ann' }, { literal: 'The Office' }],
        'container-title': 'The Courier',
        issued: { 'date-parts': [[2024, 12, 24]] },
        URL: 'https://example.org/crossing',
        accessed: { 'date-parts': [[2025, 1, 2]] },
      },
    },
  );
  const arabic = source(2, 'السفن', ['وصلت عشرون سفينة إلى الميناء.', 'ثم غادرت.'], {
    language: 'ar',
  });
  const korean = source(3, '강을 건너다', ['두 척의 배가 새벽에 항구를 떠났다.'], {
    language: 'ko',
  });
  const marked = highlight(1, river, 'yellow', 'twelve people had been counted', [
    paragraph('Compare ', { text: 'twenty', marks: ['bold'] }, ' in the evening.'),
    {
      type: 'list',
      ordered: false,
      items: [{ blocks: [paragraph('twelve at noon')] }, { blocks: [paragraph('twenty later')] }],
    },
    paragraph('And a formula: ', { text: 'x^2', math: true }, '.', {
      text: '',
      footnote: [paragraph('A footnote of a comment.')],
    }),
  ]);
  return caseParts({
    title: 'Wounded on the river',
    question: 'How many people crossed, and who counted them?',
    author: 'Ada Reader',
    sources: [river, arabic, korean],
    highlights: [
      { ...marked, tags: ['figures', 'to check'] },
      highlight(2, river, 'red', 'had been counted on the far bank', 'By whom?'),
      highlight(3, river, 'blue', 'counted'),
      highlight(4, river, 'green', [
        passage(river, 'The ferryman said'),
        passage(river, 'he had been paid'),
      ]),
      highlight(5, river, 'purple', 'twenty\n\ncount = 12', 'Over two blocks.'),
      highlight(6, arabic, 'yellow', 'عشرون سفينة', 'عشرون؟'),
      highlight(7, river, 'red', [{ ...passage(river, 'Two boats'), status: 'review' }], 'Moved?'),
    ],
    notes: [
      { ...note(1, 'Every block', everyBlock(file)), tags: ['start', 'figures'] },
      note(2, 'Second thoughts', [
        paragraph('Back to ', { text: 'Every block', to: { kind: 'note', id: idOf(4, 1) } }, '.'),
        {
          type: 'quote',
          from: { sourceId: idOf(1, 1), highlightId: idOf(3, 1) },
          blocks: [paragraph('twelve people had been counted'), paragraph('— The crossing, ¶ 2')],
        },
      ]),
    ],
  });
}

/** A case file whose texts and titles try to be markup, paths, formulas of a table, or nothing. */
export function hostile(): CaseParts {
  const texts = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '</style></title><svg/onload=alert(1)>',
    '&amp; & &#x3c; "double" \'single\' `back` {{brace}} ${dollar}',
    ']]> <!-- comment --> <?xml version="1.0"?>',
    '# not a heading\n- not a list\n1. nor this\n> nor that | nor | a | table',
    '[link](javascript:alert(1)) ![x](http://example.org/x.png) [[Wiki]] #tag ==mark== %%hidden%% ^anchor',
    'a\u0000b\u0007c\u000bd\u{1F600}\uD800e\uFFFEf\u202Eg\u2028h',
    '***x***__y__~~z~~ $a$ $$b$$ \\(c\\) \\begin{x}',
    '=SUM(A1)',
    '---',
  ];
  const titles = [
    '<b>Title</b> & "quotes" / \\ : * ? | .',
    'CON',
    '..',
    '',
    'con',
    '[[x]]#y|z ^w',
    'a'.repeat(300),
    '\u202Egpj.exe',
    'Same title',
    'same TITLE',
  ];
  const sources = titles.map((title, index) =>
    source(index + 1, title, [texts[index] ?? '', `Paragraph of ${index}.`].filter(Boolean), {
      tags: ['<i>tag</i>', 'a, b: c', '#x y'],
      csl: { title, author: [{ literal: '<u>Author</u> "A" & B' }], URL: 'javascript:alert(1)' },
    }),
  );
  const highlights = sources.flatMap((one, index) => [
    highlight(index + 1, one, 'red', `Paragraph of ${index}.`, texts[index] ?? ''),
  ]);
  const notes = titles.map((title, index) =>
    note(index + 1, title, [
      paragraph(texts[index] ?? ''),
      paragraph({ text: texts[index] ?? '', math: true }),
      { type: 'code', language: '"><script>', text: texts[index] ?? '' },
      { type: 'code', text: '```\n~~~\n' },
      paragraph('to ', {
        text: titles[9 - index] ?? '',
        to: { kind: 'note', id: idOf(4, 10 - index) },
      }),
    ]),
  );
  return caseParts({
    title: '<script>alert("case")</script> & Co.',
    question: '"><img src=x onerror=alert(2)>',
    author: 'Eve <eve@example.org>',
    sources,
    highlights,
    notes,
  });
}
