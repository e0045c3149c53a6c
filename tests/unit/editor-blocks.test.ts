import { buildEditorFromExtensions } from '@lexical/extension';
import { $isTableNode } from '@lexical/table';
import {
  $createParagraphNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $parseSerializedNode,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditorWithDispose,
} from 'lexical';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { editorExtension } from '../../renderer/editor/extension.ts';
import { $insertFootnote } from '../../renderer/editor/features/footnote/footnote-extension.ts';
import { footnotesIn } from '../../renderer/editor/features/footnote/footnotes-in.ts';
import { formulaProblem } from '../../renderer/editor/features/formula/formula-problem.ts';
import { INSERT_PICTURE_COMMAND } from '../../renderer/editor/features/picture/picture-extension.ts';
import { storedWidth } from '../../renderer/editor/features/picture/picture-node.ts';
import {
  $addColumn,
  $addRow,
  $cellAtSelection,
  $cellsOf,
  $deleteColumn,
  $deleteRow,
  $deleteTable,
  $headsOf,
  $rowsOf,
  $setHeads,
} from '../../renderer/editor/features/table/table-edits.ts';
import { INSERT_SIZED_TABLE_COMMAND } from '../../renderer/editor/features/table/table-extension.ts';
import type { Block, TableRow } from '../../shared/document.ts';
import {
  blocksToRichText,
  richTextSchema,
  richTextToBlocks,
  textToRichText,
  type RichText,
} from '../../shared/rich-text.ts';

let editor: LexicalEditorWithDispose;

function open(initial: RichText): void {
  editor = buildEditorFromExtensions(
    editorExtension({
      initial,
      onError: (error) => {
        throw error;
      },
    }),
  );
}

afterEach(() => editor.dispose());

/** The blocks of the text as it would be saved now. */
function blocks(): Block[] {
  editor.read(() => undefined);
  return richTextToBlocks(
    richTextSchema.parse(JSON.parse(JSON.stringify(editor.getEditorState()))),
  );
}

function update($change: () => void): void {
  editor.update($change, { discrete: true });
}

function key(name: string, shiftKey = false): KeyboardEvent {
  // Node has no events of the keyboard; the handlers read no more than this.
  return Object.assign(new Event('keydown', { cancelable: true }), {
    key: name,
    shiftKey,
  }) as unknown as KeyboardEvent;
}

/** A table of words; `h` before a word makes its cell a header. */
function table(...rows: string[]): Block {
  const cell = (word: string) => ({
    header: word.startsWith('h'),
    runs: word === '.' ? [] : [{ text: word }],
  });
  return {
    type: 'table',
    rows: rows.map((row): TableRow => ({ cells: row.split(' ').map(cell) })),
  };
}

const paragraph = (text: string): Block => ({
  type: 'paragraph',
  runs: text === '' ? [] : [{ text }],
});

function type(text: string): void {
  update(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) selection.insertText(text);
  });
}

describe('tables', () => {
  test('a new one has a header row, and the caret in its first cell', () => {
    open(textToRichText('Before'));
    update(() => $getRoot().selectEnd());
    editor.dispatchCommand(INSERT_SIZED_TABLE_COMMAND, { rows: 2, columns: 2 });
    type('hA');
    expect(blocks()).toEqual([
      paragraph('Before'),
      {
        type: 'table',
        rows: [
          {
            cells: [
              { header: true, runs: [{ text: 'hA' }] },
              { header: true, runs: [] },
            ],
          },
          {
            cells: [
              { header: false, runs: [] },
              { header: false, runs: [] },
            ],
          },
        ],
      },
      paragraph(''),
    ]);
  });

  function openTable(row: number, column: number): void {
    open(blocksToRichText([table('hA hB', 'a b')]));
    update(() => {
      const node = $getRoot().getFirstChild();
      const cells = $isTableNode(node) ? $rowsOf(node).map($cellsOf) : [];
      cells[row]?.[column]?.selectStart();
    });
  }

  test.each<[string, [number, number], () => void, Block[]]>([
    ['row above', [1, 0], () => $addRow('above'), [table('hA hB', '. .', 'a b')]],
    ['row below', [1, 0], () => $addRow('below'), [table('hA hB', 'a b', '. .')]],
    ['column left', [1, 1], () => $addColumn('left'), [table('hA h hB', 'a . b')]],
    ['column right', [1, 1], () => $addColumn('right'), [table('hA hB h', 'a b .')]],
    ['row deleted', [1, 0], () => $deleteRow(), [table('hA hB')]],
    ['header row deleted', [0, 0], () => $deleteRow(), [table('ha hb')]],
    ['column deleted', [0, 0], () => $deleteColumn(), [table('hB', 'b')]],
    ['table deleted', [0, 0], () => $deleteTable(), [paragraph('')]],
  ])('%s', (_what, [row, column], $edit, expected) => {
    openTable(row, column);
    update($edit);
    const shape = (all: readonly Block[]) =>
      all.map((block) =>
        block.type === 'table'
          ? block.rows.map(({ cells }) =>
              cells.map(
                ({ header, runs }) =>
                  `${header ? 'h' : ''}${runs.map(({ text }) => text.replace('h', '')).join('')}`,
              ),
            )
          : block,
      );
    expect(shape(blocks())).toEqual(shape(expected));
  });

  test('headers can be taken away and put elsewhere', () => {
    openTable(0, 0);
    const heads = (row: boolean, column: boolean) => {
      update(() => {
        const node = $getRoot().getFirstChild();
        if ($isTableNode(node)) $setHeads(node, { row, column });
      });
      const [first] = blocks();
      return first?.type === 'table'
        ? first.rows.map(({ cells }) => cells.map(({ header }) => (header ? 1 : 0)).join(''))
        : [];
    };
    expect(heads(false, false)).toEqual(['00', '00']);
    expect(heads(false, true)).toEqual(['10', '10']);
    expect(heads(true, true)).toEqual(['11', '10']);
    expect(heads(true, false)).toEqual(['11', '00']);
    expect(
      editor.read(() => {
        const node = $getRoot().getFirstChild();
        return $isTableNode(node) ? $headsOf(node) : undefined;
      }),
    ).toEqual({ row: true, column: false });
  });

  test('Tab in the last cell adds a row, and Escape leaves the table', () => {
    openTable(1, 1);
    editor.dispatchCommand(KEY_TAB_COMMAND, key('Tab'));
    type('c');
    editor.dispatchCommand(KEY_ESCAPE_COMMAND, key('Escape'));
    type('After');
    expect(blocks()).toMatchObject([
      { type: 'table', rows: [{}, {}, { cells: [{ runs: [{ text: 'c' }] }, { runs: [] }] }] },
      paragraph('After'),
    ]);
  });

  test('signs of Markdown that begin a block stay as they are typed in a cell', () => {
    openTable(1, 1);
    update(() => void $cellAtSelection()?.getFirstChild()?.selectStart());
    for (const sign of '- # ') {
      type(sign);
      editor.read(() => undefined);
    }
    expect(blocks()).toMatchObject([
      { rows: [{}, { cells: [{}, { runs: [{ text: '- # b' }] }] }] },
    ]);
  });

  test('a cell keeps lines of words, whatever is put into it', () => {
    const cell = (...children: unknown[]) => ({
      type: 'tablecell',
      version: 1,
      headerState: 0,
      children,
    });
    const text = (words: string) => ({ type: 'text', version: 1, text: words, format: 0 });
    const item = (...children: unknown[]) => ({ type: 'listitem', version: 1, children });
    const state = {
      type: 'table',
      version: 1,
      children: [
        {
          type: 'tablerow',
          version: 1,
          children: [
            cell(
              { type: 'heading', version: 1, tag: 'h2', children: [text('Heading')] },
              {
                type: 'list',
                version: 1,
                listType: 'bullet',
                children: [item(text('one')), item(text('two'))],
              },
              { type: 'horizontalrule', version: 1 },
            ),
          ],
        },
      ],
    };
    open(textToRichText(''));
    update(() => $getRoot().append($parseSerializedNode(state)));
    const [, found, rule] = blocks();
    expect(found).toMatchObject({
      type: 'table',
      rows: [
        {
          cells: [
            {
              runs: [
                { text: 'Heading' },
                { text: '\n' },
                { text: 'one' },
                { text: '\n' },
                { text: 'two' },
              ],
            },
          ],
        },
      ],
    });
    expect(rule).toEqual({ type: 'rule' });
  });
});

describe('pictures', () => {
  const picture = { file: 'b'.repeat(64), alt: '', caption: '' };

  test('one takes the place of an empty line, with a line after it', () => {
    open(textToRichText('Before'));
    update(() => $getRoot().append($createParagraphNode()).selectEnd());
    editor.dispatchCommand(INSERT_PICTURE_COMMAND, picture);
    expect(blocks()).toEqual([
      paragraph('Before'),
      { type: 'figure', file: picture.file, alt: '', caption: [] },
      paragraph(''),
    ]);
  });

  test('one that is put in from a table comes after it', () => {
    open(blocksToRichText([table('hA hB', 'a b'), paragraph('After')]));
    update(() => {
      const first = $getRoot().getFirstDescendant();
      first?.selectEnd();
    });
    editor.dispatchCommand(INSERT_PICTURE_COMMAND, picture);
    expect(blocks().map((block) => block.type)).toEqual(['table', 'figure', 'paragraph']);
  });

  test('widths are whole and within the column', () => {
    expect([-5, 9.6, 33.3, 250].map(storedWidth)).toEqual([10, 10, 33, 100]);
  });
});

describe('footnotes', () => {
  test('one comes after what is selected and takes nothing away', () => {
    open(textToRichText('A claim'));
    update(() => {
      const [text] = $getRoot().getAllTextNodes();
      text?.select(2, 7);
      $insertFootnote();
    });
    expect(blocks()).toEqual([
      { type: 'paragraph', runs: [{ text: 'A claim' }, { text: '', footnote: [paragraph('')] }] },
    ]);
  });

  test('one at the end of a line stands at its last word', () => {
    open(textToRichText('A claim and more'));
    update(() => {
      const [text] = $getRoot().getAllTextNodes();
      text?.setTextContent('A claim ').select();
      $insertFootnote();
    });
    expect(blocks()).toMatchObject([{ runs: [{ text: 'A claim' }, { text: '' }] }]);
  });

  test('they are found in the order of their marks, in every kind of block', () => {
    open(textToRichText(''));
    const mark = (text: string) => ({ text: '', footnote: [paragraph(text)] });
    const all: Block[] = [
      { type: 'heading', level: 1, runs: [{ text: 'a' }, mark('1')] },
      {
        type: 'list',
        ordered: false,
        items: [{ blocks: [{ type: 'paragraph', runs: [mark('2')] }] }],
      },
      { type: 'quote', blocks: [{ type: 'paragraph', runs: [mark('3')] }] },
      { type: 'table', rows: [{ cells: [{ header: false, runs: [mark('4')] }] }] },
      { type: 'paragraph', runs: [mark('5')] },
    ];
    expect(footnotesIn(all).map(({ footnote }) => footnote)).toEqual(
      ['1', '2', '3', '4', '5'].map((text) => [paragraph(text)]),
    );
  });
});

describe('formulas', () => {
  test.each<[string, Block[]]>([
    [
      'as $x^2$ ',
      [{ type: 'paragraph', runs: [{ text: 'as ' }, { text: 'x^2', math: true }, { text: ' ' }] }],
    ],
    ['$a$, b', [{ type: 'paragraph', runs: [{ text: 'a', math: true }, { text: ', b' }] }]],
    ['$$\\sum x$$ ', [{ type: 'math', tex: '\\sum x' }, paragraph('')]],
    ['$$ ', [{ type: 'math', tex: '' }, paragraph('')]],
    ['between $5/$6 ', [paragraph('between $5/$6 ')]],
    ['US$5 or A$6 ', [paragraph('US$5 or A$6 ')]],
    ['$ 5 and 6$ ', [paragraph('$ 5 and 6$ ')]],
  ])('typing %s', (typed, expected) => {
    open(textToRichText(''));
    update(() => $getRoot().selectEnd());
    for (const character of typed) {
      type(character);
      editor.read(() => undefined);
    }
    expect(blocks()).toEqual(expected);
  });

  test.each([
    [
      {
        message: "KaTeX parse error: Expected 'EOF', got '}'",
        rawMessage: "Expected 'EOF', got '}'",
        position: 2,
      },
      "This can’t be set near character 3: expected the end of the formula, got '}'.",
    ],
    [
      { message: 'KaTeX parse error: Undefined control sequence: \\foo' },
      'This can’t be set: undefined control sequence: \\foo.',
    ],
  ])('what KaTeX says becomes a sentence', (problem, sentence) => {
    open(textToRichText(''));
    expect(formulaProblem(problem)).toBe(sentence);
  });
});

describe('all of them', () => {
  const words = fc.constantFrom('two dozen', 'Курск', '병사', 'שלום', '👩‍🔬', '1,000 & more');
  const tex = fc.constantFrom('x^2', '\\frac{a}{b}', '\\text{Verluste} < 5', '\\broken{');
  const run = fc.oneof(
    words.map((text) => ({ text })),
    tex.map((source) => ({ text: source, math: true as const })),
    words.map((text) => ({ text: '', footnote: [paragraph(text)] })),
  );
  /** Neighbouring words are one run, in the editor as in a document. */
  const runs = fc
    .array(run, { minLength: 1, maxLength: 5 })
    .map((all) =>
      all.filter(
        (one, index) =>
          'math' in one ||
          'footnote' in one ||
          index === 0 ||
          'math' in (all[index - 1] ?? {}) ||
          'footnote' in (all[index - 1] ?? {}),
      ),
    );
  const block: fc.Arbitrary<Block> = fc.oneof(
    runs.map((own): Block => ({ type: 'paragraph', runs: own })),
    tex.map((source): Block => ({ type: 'math', tex: source })),
    fc
      .record({
        alt: words,
        caption: words,
        width: fc.option(fc.integer({ min: 10, max: 100 }), { nil: undefined }),
      })
      .map(({ alt, caption, width }): Block => ({
        type: 'figure',
        file: 'c'.repeat(64),
        alt,
        caption: [{ text: caption }],
        ...(width === undefined ? {} : { width }),
      })),
    fc
      .record({
        rows: fc.integer({ min: 1, max: 3 }),
        columns: fc.integer({ min: 1, max: 3 }),
        own: runs,
        header: fc.boolean(),
      })
      .map(({ rows, columns, own, header }): Block => ({
        type: 'table',
        rows: Array.from({ length: rows }, (_, row) => ({
          cells: Array.from({ length: columns }, () => ({
            header: header && row === 0,
            runs: own,
          })),
        })),
      })),
  );

  test('come back from the editor as they were stored', () => {
    open(textToRichText(''));
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (stored) => {
        editor.dispose();
        open(blocksToRichText(stored));
        expect(blocks()).toEqual(stored);
      }),
      { numRuns: 60 },
    );
  });
});
