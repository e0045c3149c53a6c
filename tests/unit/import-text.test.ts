import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSource, type ReadOptions, type ReadSource } from '../../core/import/index.ts';
import { readText } from '../../core/import/text.ts';
import { layoutDocument } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(content: string | Uint8Array, options?: ReadOptions, name = 'file.txt'): ReadSource {
  return readText({ name, bytes: typeof content === 'string' ? utf8(content) : content }, options);
}

function paragraphs(source: ReadSource): string[] {
  return layoutDocument(source.document).leaves.map((leaf) =>
    leaf.runs.map((run) => run.text).join(''),
  );
}

async function refusal(act: () => unknown): Promise<Refusal> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

const WRAPPED = [
  'The northern route lost its night service nine years ago, when the',
  'operator gave up two of its four ships. Since then the quay has stood',
  'empty between ten at night and six in the morning.',
];

describe('paragraphs', () => {
  const cases: Array<[name: string, text: string, expected: string[]]> = [
    ['blank lines part paragraphs', 'One.\n\nTwo.\n\n\n\nThree.', ['One.', 'Two.', 'Three.']],
    ['lines of spaces are blank', 'One.\n \t \nTwo.\n\u00a0\nThree.', ['One.', 'Two.', 'Three.']],
    ['without blank lines every line is one', 'One.\nTwo.\nThree.\n', ['One.', 'Two.', 'Three.']],
    ['line ends of all systems', 'One.\r\n\r\nTwo.\r\rThree.', ['One.', 'Two.', 'Three.']],
    ['a form feed ends a paragraph', 'One.\n\nTwo.\fThree.', ['One.', 'Two.', 'Three.']],
    ['form feeds between lines', 'One.\n\fTwo.\nThree.', ['One.', 'Two.', 'Three.']],
    ['wrapped lines are joined', `${WRAPPED.join('\n')}\n\nEnd.`, [WRAPPED.join(' '), 'End.']],
    ['indented wrapped lines too', `   ${WRAPPED.join('\n')}\n\nEnd.`, [WRAPPED.join(' '), 'End.']],
    [
      'a word broken at its hyphen keeps it',
      'The board agreed that all of the lorries must leave the well-\nknown quay at once.\n\nEnd.',
      ['The board agreed that all of the lorries must leave the well-known quay at once.', 'End.'],
    ],
    ['short lines stay lines', 'Roses,\nred roses.\n\nEnd.', ['Roses,\nred roses.', 'End.']],
    [
      'items stay lines',
      `Of these there are two:\n- ${WRAPPED[0]}\n- ${WRAPPED[1]}\n\nEnd.`,
      [`Of these there are two:\n- ${WRAPPED[0]}\n- ${WRAPPED[1]}`, 'End.'],
    ],
    ['shared indentation goes', '    a:\n      b\n\nEnd.', ['a:\n  b', 'End.']],
    ['invisible characters go', 'in\u00advis\ufeffible\u0007\n\nEnd.', ['invisible', 'End.']],
    ['non-breaking spaces stay', '4\u00a0mm.\n\nEnd.', ['4\u00a0mm.', 'End.']],
    ['surrounding blank lines go', '\n\n\nOne.\n\nTwo.\n\n\n', ['One.', 'Two.']],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(paragraphs(read(text, { title: 'none' }))).toEqual(expected);
  });

  test('a single wrapped paragraph without blank lines is one paragraph', () => {
    const lines = [...WRAPPED.slice(0, 2), ...WRAPPED.slice(0, 2), 'The end of it.'];
    expect(paragraphs(read(lines.join('\n'), { title: 'none' }))).toEqual([lines.join(' ')]);
  });

  test('many lines are no trouble', () => {
    const source = read('A line of it.\n'.repeat(300_000), { title: 'none' });
    expect(source.document.blocks).toHaveLength(300_000);
  });
});

describe('titles', () => {
  const BODY = 'The quay has stood empty between ten at night and six in the morning.';
  const cases: Array<[text: string, title: string, paragraphs: number]> = [
    [`Night ferries return\n\n${BODY}`, 'Night ferries return', 1],
    [`Night ferries return\n${BODY}\n${BODY}`, 'Night ferries return', 2],
    [`Night ferries return\nBy a reporter\n\n${BODY}`, 'Night ferries return', 2],
    [`Is it “over”?\n\n${BODY}`, 'my file', 2],
    [`It ends here.\n\n${BODY}`, 'my file', 2],
    [`- an item\n\n${BODY}`, 'my file', 2],
    [`${'long '.repeat(50)}\n\n${BODY}`.repeat(2), 'my file', 3],
    [`A line that is longer than the rest\n\nRest.`, 'my file', 2],
    [WRAPPED.join('\n') + '\n\nEnd.', 'my file', 2],
    ['Alone', 'my file', 1],
  ];
  test.each(cases)('%j', (text, title, count) => {
    const source = read(text, undefined, '/folder/my_file.txt');
    expect(source.csl.title).toBe(title);
    expect(paragraphs(source)).toHaveLength(count);
    if (title !== 'my file') expect(layoutDocument(source.document).text).not.toContain(title);
  });

  test('without a name, the first words are the title and stay in the text', () => {
    const source = read(`${BODY} ${BODY}`, { title: 'none' }, '');
    expect(source.csl.title).toBe(`${BODY} The quay…`);
    expect(paragraphs(source)).toEqual([`${BODY} ${BODY}`]);
  });
});

describe('canonical text comes back the same', () => {
  const line = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 80 })
    .map((text) =>
      text
        .replace(/\p{C}|\p{Z}/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '');

  test('paragraphs of one line, with line ends guessed', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
        const text = lines.join('\n\n');
        expect(layoutDocument(read(text, { title: 'none' }).document).text).toBe(text);
      }),
    );
  });

  test('paragraphs with line breaks and indentation, with lines kept', () => {
    const paragraph = fc
      .array(line, { minLength: 1, maxLength: 4 })
      .map((lines) => lines.join('\n  '));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 8 }), (written) => {
        const text = written.join('\n\n');
        const source = read(text, { title: 'none', lines: 'keep' });
        expect(layoutDocument(source.document).text).toBe(text);
      }),
    );
  });

  test('a detected title is all that is missing', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
        const text = lines.join('\n\n');
        const source = read(text);
        const body = layoutDocument(source.document).text;
        expect([body, `${source.csl.title}\n\n${body}`]).toContain(text);
      }),
    );
  });
});

describe('encodings', () => {
  const TEXT = 'Seoul 서울, naïve – “quoted” 😀.';
  const utf16 = (order: 'le' | 'be'): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${TEXT}`, 'utf16le');
    return order === 'le' ? bytes : bytes.swap16();
  };
  test.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with a mark', utf8(`\ufeff${TEXT}`)],
    ['UTF-16 LE', utf16('le')],
    ['UTF-16 BE', utf16('be')],
  ])('%s', (_, bytes) => {
    const source = read(bytes);
    expect(paragraphs(source)).toEqual([TEXT]);
    expect(source.warnings).toEqual([]);
  });

  test('windows-1252 is known by its letters', () => {
    const source = read(Buffer.from('na\xefve \x96 \x93quoted\x94 \x80 5.', 'latin1'));
    expect(paragraphs(source)).toEqual(['naïve – “quoted” € 5.']);
    expect(source.encoding).toMatchObject({ used: 'windows-1252' });
  });

  test('damaged UTF-8 stays UTF-8, with a warning', () => {
    const bytes = Buffer.concat([utf8('서울 평양 부산.'), Buffer.from([0xff])]);
    const source = read(bytes);
    expect(paragraphs(source)).toEqual(['서울 평양 부산.\ufffd']);
    expect(source.warnings[0]).toContain('One character');
  });
});

describe('refusals', () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]);
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);
  const cases: Array<[name: string, bytes: Uint8Array, code: string]> = [
    ['empty.txt', utf8(''), 'empty'],
    ['blank.txt', utf8(' \n\n\t\u00a0\n'), 'empty'],
    ['picture.txt', png, 'not-text'],
    ['archive.txt', zip, 'not-text'],
    ['paper.txt', utf8('%PDF-1.7\nand so on'), 'reader-failed'],
    ['nul.txt', utf8('a\0b'), 'not-text'],
    ['noise.txt', Uint8Array.from({ length: 400 }, (_, at) => (at * 7) % 32), 'not-text'],
    ['page.html', png, 'not-text'],
    ['page.html', Buffer.alloc(500), 'not-text'],
    ['notes.md', zip, 'not-text'],
    ['paper.pdf', utf8('%PDF-1.7\nand so on'), 'reader-failed'],
    ['report.docx', zip, 'reader-failed'],
    ['unknown', Buffer.alloc(500), 'not-text'],
  ];
  test.each(cases)('%s: %#', async (name, bytes, code) => {
    const error = await refusal(() => readSource({ name: `/a/${name}`, bytes }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`“${name}”`);
    expect(error.message).toMatch(/^[^a-z].+\.$/s);
  });

  test('past the size limit', async () => {
    const request = { name: 'file.txt', bytes: utf8('too much') };
    const error = await refusal(() => readSource(request, { maxBytes: 4 }));
    expect(error.code).toBe('too-large');
    expect(error.message).toContain('8 bytes');
  });
});

describe('choosing a reader', () => {
  const HTML = '<!doctype html><title>T</title><p>Some <b>bold</b> text.</p>';
  test.each([
    ['a.txt', HTML, 'text/plain'],
    ['a.LOG', 'x', 'text/plain'],
    ['a.md', '# T\n\nx', 'text/markdown'],
    ['a.MARKDOWN', HTML, 'text/markdown'],
    ['a.htm', 'just words', 'text/html'],
    ['a.xhtml', HTML, 'text/html'],
    ['a.php', HTML, 'text/html'],
    ['a.php', `<!-- saved -->\n  ${HTML}`, 'text/html'],
    ['README', 'just words', 'text/plain'],
  ])('%s with %j', async (name, content, mediaType) => {
    expect((await readSource({ name, bytes: utf8(content) })).mediaType).toBe(mediaType);
  });

  test('text that is HTML source stays text', async () => {
    const source = await readSource({ name: 'file.txt', bytes: utf8(HTML) });
    expect(paragraphs(source)).toEqual([HTML]);
  });

  test('a media type given counts before name and content', async () => {
    const request = { name: 'file.txt', bytes: utf8(HTML) };
    const source = await readSource(request, { mediaType: 'text/html' });
    expect(paragraphs(source)).toEqual(['Some bold text.']);
  });
});
