import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assembleCase, type CaseParts } from '../../core/export/case-document.ts';
import { findFontFolders } from '../../core/export/fonts.ts';
import { typesetPdf } from '../../core/export/pdf.ts';
import type { TypesetMessage, TypesetTask } from '../../core/export/typeset-worker.ts';
import type { Block, Run } from '../../shared/document.ts';
import type { ExportOptions } from '../../shared/domain.ts';
import { caseParts, CONTEXT, highlight, note, options, source } from '../fixtures/export/parts.ts';
import { canReadPdf, documentInfo, pageLines, pageTexts } from '../fixtures/export/read-pdf.ts';

const pdfFolder = fileURLToPath(new URL('../../resources/pdf', import.meta.url));
const resources = { pdfFolder, fontFolders: findFontFolders() };

function typeset(parts: CaseParts, given: Partial<ExportOptions> = {}) {
  return typesetPdf(assembleCase(parts, options(given), CONTEXT), resources);
}

function paragraph(...runs: (string | Run)[]): Block {
  return {
    type: 'paragraph',
    runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
  };
}

const crossing = source(
  1,
  'The crossing: what was seen on the river',
  [
    'Two boats left the harbour at dawn.',
    'By noon, twelve people had been counted on the far bank, and nobody had seen them cross.',
    'The ferryman said that twenty had come. He would not say who had paid him.',
  ],
  { language: 'en' },
);

const remark = highlight(1, crossing, 'red', 'twenty had come', [
  paragraph('Against ', { text: 'twelve', marks: ['bold'] }, ' at noon:'),
  {
    type: 'list',
    ordered: false,
    items: [{ blocks: [paragraph('who counted?')] }, { blocks: [paragraph('from where?')] }],
  },
]);

const story = caseParts({
  title: 'Wounded on the river',
  question: 'How many crossed, and who says so?',
  author: 'Ada Reader',
  sources: [crossing],
  highlights: [remark, highlight(2, crossing, 'yellow', 'twelve people')],
  notes: [note(1, 'Two numbers', 'The ferryman gives a number that nobody else gives.')],
});

describe.skipIf(!canReadPdf)('a printed case file', () => {
  it('holds the title, the question, the note, the text and the comment', () => {
    const { bytes, pages, warnings } = typeset(story);
    const text = pageTexts(bytes).join(' ');
    expect(warnings).toEqual([]);
    expect(pageTexts(bytes)).toHaveLength(pages);
    for (const part of [
      'Case file Wounded on the river How many crossed, and who says so?',
      '1 source 2 highlights 1 note',
      'Exported 22 November 2026 with Casebook 0.1.0',
      'The ferryman gives a number that nobody else gives.',
      'Two boats left the harbour at dawn.',
      'Author, publisher and date not recorded',
      'Against twelve at noon:',
      'who counted?',
      'Ada Reader 22 Nov 2026',
      `text ${crossing.revision.textSha256}`,
      'Nothing was left out.',
      `Page ${pages} of ${pages}`,
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('not verified');
  });

  it('lists in its contents the pages that the headings are on', () => {
    const { bytes } = typeset(story);
    const pages = pageTexts(bytes);
    const entries = pageLines(bytes, 2).flatMap((line) => {
      const [, heading, page] = /^(.*?)(?: \.){4,}[\s\u2060]*(\d+)$/.exec(line) ?? [];
      return heading === undefined ? [] : [{ heading, page: Number(page) }];
    });
    expect(entries.map(({ heading }) => heading)).toEqual([
      'Key to the highlights',
      'Analysis',
      'Two numbers',
      'The crossing: what was seen on the river',
      'Bibliography',
      'Export record',
    ]);
    for (const { heading, page } of entries) {
      expect(pages[page - 1]).toContain(heading);
      const first = pages.findIndex((text, index) => index > 1 && text.includes(heading));
      expect(first).toBe(page - 1);
    }
  });

  it('carries title, author, subject and dates, and is tagged', () => {
    const info = documentInfo(typeset(story).bytes);
    expect(info.get('Title')).toBe('Wounded on the river');
    expect(info.get('Author')).toBe('Ada Reader');
    expect(info.get('Subject')).toBe('How many crossed, and who says so?');
    expect(info.get('Tagged')).toBe('yes');
    expect(info.get('CreationDate')).toContain('2026');
    expect(info.get('Page size')).toContain('A4');
    const letter = documentInfo(typeset(story, { paper: 'letter' }).bytes);
    expect(letter.get('Page size')).toContain('letter');
  });

  it('leaves out and does not list what is empty', () => {
    const { bytes, pages } = typeset(caseParts({ title: 'Nothing yet' }));
    const text = pageTexts(bytes).join(' ');
    expect(pages).toBe(3);
    expect(text).toContain('0 sources 0 highlights 0 notes');
    for (const part of ['Key to the highlights', 'Analysis', 'Its sources']) {
      expect(text).not.toContain(part);
    }
  });

  it('prints as much of the sources as was asked for', () => {
    const full = pageTexts(typeset(story).bytes).join(' ');
    const quotations = pageTexts(typeset(story, { extent: 'quotations' }).bytes).join(' ');
    const notesOnly = pageTexts(typeset(story, { sources: false }).bytes).join(' ');
    expect(full).toContain('who had paid him');
    expect(quotations).not.toContain('who had paid him');
    expect(quotations).toContain('twenty had come');
    expect(notesOnly).not.toContain('twenty had come');
    expect(notesOnly).toContain('1 source and 2 highlights: sources were not asked for.');
  });
});

describe.skipIf(!canReadPdf)('text', () => {
  it('shows boxes before tasks only, and numbers where a list has them', () => {
    const items = [
      { checked: true, blocks: [paragraph('written')] },
      { blocks: [paragraph('remarked')] },
      { checked: false, blocks: [paragraph('awaited')] },
    ];
    const lists: Block[] = [
      { type: 'list', ordered: false, items },
      { type: 'list', ordered: true, start: 3, items },
    ];
    const { bytes } = typeset(caseParts({ notes: [note(1, 'Tasks', lists)] }));
    const text = pageTexts(bytes).join(' ').replace(/\s+/g, ' ');
    expect(text).toContain('☑ written • remarked ☐ awaited');
    expect(text).toContain('3. ☑ written 4. remarked 5. ☐ awaited');
  });

  it('tells the address of a source once, and when it was seen', () => {
    const seen = source(1, 'The crossing', ['Two boats.'], {
      csl: {
        type: 'webpage',
        title: 'The crossing',
        author: [{ family: 'Berg', given: 'Ann' }],
        URL: 'https://example.org/crossing',
        accessed: { 'date-parts': [[2025, 1, 2]] },
      },
    });
    const { bytes } = typeset(caseParts({ sources: [seen] }), { bibliography: false });
    const text = pageTexts(bytes).join(' ');
    expect(text.split('https://example.org/crossing')).toHaveLength(2);
    expect(text).toContain('Accessed 2025-01-02');
  });

  it('never becomes markup', () => {
    const hostile = '#let x = 1; $a^2$ *b* _c_ `d` <e> @f [g] {h} \\i / "j" \'k\' ~l~ ^m & %n // o';
    const only = source(1, `Source ${hostile}`, [hostile, `#image("/etc/passwd") ${hostile}`]);
    const { bytes, warnings } = typeset(
      caseParts({
        title: hostile,
        question: hostile,
        author: hostile,
        sources: [only],
        highlights: [highlight(1, only, 'purple', 'x = 1', hostile)],
        notes: [note(1, hostile, hostile)],
      }),
    );
    const text = pageTexts(bytes).join(' ');
    expect(warnings).toEqual([]);
    expect(documentInfo(bytes).get('Title')).toBe(hostile);
    expect(text).toContain('#image("/etc/passwd")');
    expect(text).toContain('= 1; $a^2$ *b* _c_ `d` <e> @f [g] {h}');
  });

  it('shows Cyrillic, Hangul, Arabic, Hebrew, Japanese, Chinese and emoji as themselves', () => {
    const lines = [
      'Он сказал: да. Їжак.',
      '한국 정보기관은 말했다',
      'وصل إلى مستشفى',
      'שלום עולם',
      'クルスク州の病院',
      '受伤的士兵们',
      'Ελληνικά',
      '😀 ∀ ☑',
    ];
    const mixed = source(1, '한국어 и русский', lines);
    const { bytes, warnings } = typeset(caseParts({ sources: [mixed] }));
    const text = pageTexts(bytes)
      .join(' ')
      .replace(/[\u202A-\u202E]/g, '');
    expect(warnings).toEqual([]);
    for (const line of lines) {
      const words = line.split(' ').map((word) => word.normalize('NFKC'));
      for (const word of words) expect(text.normalize('NFKC')).toContain(word);
    }
  });

  it('shows a sign for a character that no font has, and the record names it', () => {
    const odd = source(1, 'Odd', [
      'Before \u{10FFFD} after',
      'A control \u0001 and half a pair \uD800',
    ]);
    const { bytes, warnings } = typeset(caseParts({ sources: [odd] }));
    const text = pageTexts(bytes).join(' ');
    expect(text).toContain('Before □ after');
    expect(text).toContain('The character U+10FFFD, once in the source “Odd”');
    expect(text).toContain('The character U+0001, once in the source “Odd”');
    expect(warnings).toHaveLength(3);
  });

  it('of one endless word stays on the page', () => {
    const word = 'endless'.repeat(60);
    const { bytes } = typeset(caseParts({ sources: [source(1, word, [word])], title: word }));
    const text = pageTexts(bytes)
      .join('')
      .replace(/[\s\u200B]/g, '');
    expect(text.split(word).length).toBeGreaterThan(2);
  });
});

it('draws every kind of block, nested and highlighted', () => {
  const nest = (depth: number): Block =>
    depth === 0
      ? paragraph('the innermost paragraph')
      : depth % 2 === 0
        ? { type: 'quote', blocks: [nest(depth - 1)] }
        : { type: 'list', ordered: depth % 3 === 0, items: [{ blocks: [nest(depth - 1)] }] };
  const all = source(1, 'All', [
    { type: 'heading', level: 3, runs: [{ text: 'Heading' }] },
    paragraph({
      text: 'every mark',
      marks: ['bold', 'italic', 'underline', 'strike', 'code', 'sub', 'sup'],
    }),
    paragraph({ text: 'struck', marks: ['strike'] }, { text: ' alone', marks: ['strike'] }),
    paragraph({ text: 'a link\nover two lines', href: 'https://example.org/' }),
    {
      type: 'list',
      ordered: false,
      items: [
        { checked: true, blocks: [paragraph('done')] },
        { checked: false, blocks: [] },
      ],
    },
    { type: 'list', ordered: true, start: 7, items: [{ blocks: [paragraph('seventh')] }] },
    { type: 'code', language: 'ts', text: 'const a = 1;\n\tindented();' },
    {
      type: 'table',
      rows: [
        {
          cells: [
            { header: true, runs: [{ text: 'Who' }] },
            { header: true, runs: [{ text: 'How many' }] },
          ],
        },
        { cells: [{ header: false, runs: [{ text: 'The ferryman' }] }] },
      ],
    },
    { type: 'table', rows: [] },
    { type: 'figure', file: '0'.repeat(64), alt: '', caption: [] },
    { type: 'figure', file: '0'.repeat(64), alt: 'A map', caption: [{ text: 'The river' }] },
    { type: 'rule' },
    { type: 'page-break', label: '12' },
    paragraph(''),
    nest(60),
  ]);
  const { pages, warnings } = typeset(
    caseParts({
      sources: [all],
      highlights: [
        highlight(1, all, 'yellow', 'every mark', 'on marks'),
        highlight(2, all, 'green', 'seventh', 'in a list'),
        highlight(3, all, 'blue', 'a = 1;\n\tindented', 'in code'),
        highlight(4, all, 'red', 'ferryman', 'in a table'),
        highlight(5, all, 'purple', 'The river', 'in a caption'),
        highlight(6, all, 'purple', 'innermost', 'deep inside'),
        highlight(7, all, 'red', 'struck', 'on struck text'),
      ],
    }),
  );
  expect(warnings).toEqual([
    'A picture in the source “All”: its file is missing.',
    'The picture “A map” in the source “All”: its file is missing.',
  ]);
  expect(pages).toBeGreaterThan(3);
});

it('typesets overlapping highlights of all five labels', () => {
  const labels = ['yellow', 'green', 'blue', 'red', 'purple'] as const;
  const quotes = ['twelve people had been', 'people had', 'had been counted', 'had been', 'been'];
  const highlights = labels.map((label, index) =>
    highlight(index, crossing, label, quotes[index] ?? '', `comment ${index}`),
  );
  const { warnings } = typeset(caseParts({ sources: [crossing], highlights }));
  expect(warnings).toEqual([]);
});

it('makes the same bytes of the same case file', () => {
  expect(Buffer.from(typeset(story).bytes).equals(typeset(story).bytes)).toBe(true);
});

describe('the worker', () => {
  function typesetIn(task: TypesetTask): Promise<TypesetMessage> {
    const entry = new URL('../../core/export/typeset-worker.ts', import.meta.url);
    return new Promise((resolve, reject) => {
      const worker = new Worker(entry, { workerData: task });
      worker.on('message', (message: TypesetMessage) => {
        if (message.type === 'done' || message.type === 'failed') resolve(message);
      });
      worker.once('error', reject);
    });
  }

  function folderForTest(): string {
    const folder = mkdtempSync(join(tmpdir(), 'casebook-worker-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  const document = assembleCase(story, options(), CONTEXT);

  it('writes the whole file and leaves nothing beside it', async () => {
    const folder = folderForTest();
    const outFile = join(folder, 'case.pdf');
    const outcome = await typesetIn({ document, ...resources, outFile });
    const bytes = readFileSync(outFile);
    expect(outcome).toMatchObject({ type: 'done', bytes: bytes.length, warnings: [] });
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(folder)).toEqual(['case.pdf']);
  });

  it('says in a sentence that the file could not be written', async () => {
    const folder = folderForTest();
    writeFileSync(join(folder, 'a file'), '');
    const outFile = join(folder, 'a file', 'case.pdf');
    const outcome = await typesetIn({ document, ...resources, outFile });
    expect(outcome.type === 'failed' && outcome.message).toMatch(
      /^The PDF could not be written to ".*case\.pdf": .*\.$/,
    );
  });

  it('says in a sentence that the fonts are missing', async () => {
    const outFile = join(folderForTest(), 'case.pdf');
    const outcome = await typesetIn({ document, pdfFolder, fontFolders: [], outFile });
    expect(outcome.type === 'failed' && outcome.message).toMatch(/^The font file ".*" is missing/);
  });
});
