import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffLines, diffWords, type Piece } from '../../renderer/notes/diff-lines.ts';
import { textLines, type TextLine } from '../../renderer/notes/text-lines.ts';
import type { Block } from '../../shared/document.ts';
import { blocksToRichText, textToRichText } from '../../shared/rich-text.ts';

const line = (text: string, part: Partial<TextLine> = {}): TextLine => ({
  kind: 'paragraph',
  sign: '',
  depth: 0,
  text,
  look: '',
  ...part,
});
const lines = (...texts: string[]) => texts.map((text) => line(text));
const marked = (pieces: readonly Piece[]) =>
  pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');
const joined = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');

describe('words', () => {
  test.each([
    ['the old car', 'the new car', 'the [old] car', 'the [new] car'],
    ['one two', 'one two three', 'one two', 'one two[ three]'],
    ['a b c d', 'a x y d', 'a [b c] d', 'a [x y] d'],
    ['', 'all new', '', '[all new]'],
    // No spaces: the words are told apart all the same.
    ['我喜欢苹果', '我喜欢香蕉', '我喜欢[苹果]', '我喜欢[香蕉]'],
    ['שלום עולם', 'שלום לכם', 'שלום [עולם]', 'שלום [לכם]'],
    ['fine 👩‍👩‍👧 fine', 'fine 👨 fine', 'fine [👩‍👩‍👧] fine', 'fine [👨] fine'],
    ['same', 'same', 'same', 'same'],
  ])('%j to %j', (before, after, left, right) => {
    const found = diffWords(before, after);
    expect([marked(found.left), marked(found.right)]).toEqual([left, right]);
  });
});

const word = fc.constantFrom('the', 'soldiers', 'were', 'seen', 'in', 'Kursk', ',', '三', '');
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const texts = fc.array(
  text.map((each) => line(each)),
  { maxLength: 9 },
);

test('nothing is lost and nothing made up: each side reads as its own text', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const rows = diffLines(before, after);
      expect(rows.flatMap((row) => ('before' in row ? [row.before] : []))).toEqual(before);
      expect(rows.flatMap((row) => ('after' in row ? [row.after] : []))).toEqual(after);
      for (const row of rows) {
        if (row.kind !== 'changed') continue;
        expect(joined(row.left)).toBe(row.before.text);
        expect(joined(row.right)).toBe(row.after.text);
      }
    }),
  );
});

test('a text does not differ from itself', () => {
  fc.assert(
    fc.property(texts, (one) => {
      expect(diffLines(one, one).every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

describe('lines', () => {
  const kinds = (before: TextLine[], after: TextLine[]) =>
    diffLines(before, after).map((row) => {
      const shown = 'after' in row ? row.after : row.before;
      return `${row.kind} ${shown.text}`;
    });

  test('a paragraph put in moves nothing else', () => {
    expect(kinds(lines('One.', 'Three.'), lines('One.', 'Two.', 'Three.'))).toEqual([
      'same One.',
      'added Two.',
      'same Three.',
    ]);
  });

  test('a changed paragraph stands beside what it was, also next to new ones', () => {
    expect(
      kinds(
        lines('Intro.', 'The soldiers were seen in Kursk.'),
        lines('Brand new.', 'Another one.', 'The soldiers were last seen in Kursk.'),
      ),
    ).toEqual([
      'removed Intro.',
      'added Brand new.',
      'added Another one.',
      'changed The soldiers were last seen in Kursk.',
    ]);
  });

  test('paragraphs with nothing in common are not one that was changed', () => {
    expect(kinds(lines('Apples and pears.'), lines('Seven ships sailed.'))).toEqual([
      'removed Apples and pears.',
      'added Seven ships sailed.',
    ]);
  });

  test('a change of looks alone is a change', () => {
    const [row] = diffLines([line('Bold')], [line('Bold', { look: 'bold' })]);
    expect(row).toMatchObject({ kind: 'changed', left: [{ differs: false }] });
  });

  test('thousands of lines that all differ are paired all the same', () => {
    const many = (what: string) => Array.from({ length: 400 }, (_, n) => line(`${what} ${n}`));
    expect(diffLines(many('old'), many('new'))).toHaveLength(400);
  });
});

describe('the lines of a note', () => {
  const blocks: Block[] = [
    { type: 'heading', level: 2, runs: [{ text: 'Periods' }] },
    { type: 'paragraph', runs: [{ text: 'A ' }, { text: 'bold', marks: ['bold'] }] },
    {
      type: 'list',
      ordered: true,
      start: 3,
      items: [
        { blocks: [{ type: 'paragraph', runs: [{ text: 'three' }] }] },
        {
          blocks: [
            { type: 'paragraph', runs: [{ text: 'four' }] },
            {
              type: 'list',
              ordered: false,
              items: [{ checked: true, blocks: [{ type: 'paragraph', runs: [{ text: 'done' }] }] }],
            },
          ],
        },
      ],
    },
    { type: 'quote', blocks: [{ type: 'paragraph', runs: [{ text: 'said' }] }] },
    {
      type: 'table',
      rows: [
        {
          cells: [
            { header: true, runs: [{ text: 'a' }] },
            { header: true, runs: [{ text: 'b' }] },
          ],
        },
      ],
    },
    { type: 'code', text: 'x = 1\ny = 2' },
    { type: 'rule' },
  ];

  test('follow its blocks, the title first', () => {
    const found = textLines({ title: 'T', body: blocksToRichText(blocks) });
    expect(found.map(({ kind, sign, depth, text: shown }) => [kind, sign, depth, shown])).toEqual([
      ['title', '', 0, 'T'],
      ['heading', '', 0, 'Periods'],
      ['paragraph', '', 0, 'A bold'],
      ['item', '3.', 0, 'three'],
      ['item', '4.', 0, 'four'],
      ['item', '☑', 1, 'done'],
      ['quote', '', 0, 'said'],
      ['row', '', 0, 'a | b'],
      ['code', '', 0, 'x = 1'],
      ['code', '', 0, 'y = 2'],
      ['rule', '', 0, ''],
    ]);
  });

  test('of an empty note are its title', () => {
    expect(textLines({ title: '', body: textToRichText('') })).toEqual([
      line('', { kind: 'title' }),
    ]);
  });
});
