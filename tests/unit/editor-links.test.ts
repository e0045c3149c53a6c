import { buildEditorFromExtensions } from '@lexical/extension';
import { parseHTML } from 'linkedom';
import { $getRoot, $isElementNode, type LexicalEditorWithDispose } from 'lexical';
import { afterEach, describe, expect, test } from 'vitest';
import { editorExtension } from '../../renderer/editor/extension.ts';
import {
  $deleteBlock,
  $duplicateBlock,
  $moveBlock,
  $moveBlockBeside,
  $setDirection,
} from '../../renderer/editor/features/block-handle/blocks.ts';
import { citationLabel } from '../../shared/citation-label.ts';
import { $findMatches } from '../../renderer/editor/features/find/matches.ts';
import { $replaceMatches } from '../../renderer/editor/features/find/replace.ts';
import { looksLikeMarkdown } from '../../renderer/editor/features/paste/looks-like-markdown.ts';
import { $pasteMarkdown } from '../../renderer/editor/features/paste/paste-markdown.ts';
import { tidyHtml } from '../../renderer/editor/features/paste/tidy-html.ts';
import {
  INSERT_CITATION_COMMAND,
  INSERT_REFERENCE_COMMAND,
} from '../../renderer/editor/features/targets/target-extension.ts';
import { triggerIn } from '../../renderer/editor/features/typeahead/trigger.ts';
import { actionOf } from '../../renderer/editor/toolbar/actions.ts';
import { INSERTS, insertsFor } from '../../renderer/editor/toolbar/inserts.ts';
import type { Run } from '../../shared/document.ts';
import {
  blocksToRichText,
  richTextSchema,
  richTextToBlocks,
  richTextToPlain,
  textToRichText,
  type RichText,
} from '../../shared/rich-text.ts';

let editor: LexicalEditorWithDispose;
const opened: LexicalEditorWithDispose[] = [];
afterEach(() => opened.splice(0).forEach((one) => one.dispose()));

function open(initial: RichText): void {
  editor = buildEditorFromExtensions(
    editorExtension({
      initial,
      onError: (error) => {
        throw error;
      },
    }),
  );
  opened.push(editor);
}

function write(change: () => void): void {
  editor.update(change, { discrete: true });
}

function stored(): RichText {
  editor.read(() => undefined);
  return richTextSchema.parse(JSON.parse(JSON.stringify(editor.getEditorState())));
}

const plain = () => richTextToPlain(stored());
const lines = (...texts: string[]) => textToRichText(texts.join('\n\n'));
const keyAt = (index: number) =>
  editor.getEditorState().read(() => $getRoot().getChildAtIndex(index)?.getKey() ?? '');

const SOURCE = '0190a0f0-0000-7000-8000-000000000001';
const NOTE = '0190a0f0-0000-7000-8000-000000000002';

describe('citations and links', () => {
  test('are stored as they are inserted, and read back the same', () => {
    open(lines('See'));
    write(() => {
      $getRoot().selectEnd();
      const locator = { kind: 'page', value: '12-14' } as const;
      editor.dispatchCommand(INSERT_CITATION_COMMAND, {
        sourceId: SOURCE,
        label: 'Kim 2024',
        locator,
      });
      editor.dispatchCommand(INSERT_REFERENCE_COMMAND, { kind: 'note', id: NOTE, title: 'Other' });
    });
    const once = stored();
    const [block] = richTextToBlocks(once);
    const runs = block?.type === 'paragraph' ? block.runs : [];
    expect(runs.filter((run: Run) => run.cite !== undefined || run.to !== undefined)).toMatchObject(
      [
        { cite: { sourceId: SOURCE, locator: { kind: 'page', value: '12-14' } } },
        { text: 'Other', to: { kind: 'note', id: NOTE } },
      ],
    );
    open(once);
    expect(stored()).toEqual(once);
  });

  test('a sign that closes the sentence takes the place of the space after them', () => {
    open(blocksToRichText([{ type: 'paragraph', runs: [{ text: 'See ' }] }]));
    write(() => {
      $getRoot().selectEnd();
      editor.dispatchCommand(INSERT_REFERENCE_COMMAND, { kind: 'note', id: NOTE, title: 'Other' });
    });
    write(() => $getRoot().getLastDescendant()?.selectEnd().insertText('.'));
    expect(plain()).toBe('See Other.');
  });

  test.each([
    [['', {}], 'Untitled source'],
    [['A Title', {}], 'A Title'],
    [['A title: with more said of it', {}], 'A title'],
    [['One two three four five six seven', {}], 'One two three four five six…'],
    [['T', { author: [{ family: 'Kim', given: 'J' }] }], 'Kim'],
    [['T', { author: [{ family: 'Kim' }, { literal: 'The Office' }] }], 'Kim and The Office'],
    [['T', { author: [{ family: 'A' }, { family: 'B' }, { family: 'C' }] }], 'A et al.'],
    [
      ['T', { author: [{ family: 'Kim' }], issued: { 'date-parts': [[2024, 12, 24]] } }],
      'Kim 2024',
    ],
    [['T', { issued: { literal: 'about 1900' } }], 'T'],
  ] as const)('%j reads %s', ([title, csl], label) => {
    expect(citationLabel(title, JSON.parse(JSON.stringify(csl)) as object)).toBe(label);
  });
});

test.each([
  ['as @kim', { kind: 'citation', from: 3, query: 'kim' }],
  ['(@kim 2024', { kind: 'citation', from: 1, query: 'kim 2024' }],
  ['@', { kind: 'citation', from: 0, query: '' }],
  ['name@example.org', undefined],
  ['at @ home', undefined],
  ['see [[two figures', { kind: 'reference', from: 4, query: 'two figures' }],
  ['word[[x', { kind: 'reference', from: 4, query: 'x' }],
  ['see [[done]] and', undefined],
  ['/', { kind: 'slash', from: 0, query: '' }],
  ['a /head', { kind: 'slash', from: 2, query: 'head' }],
  ['/check list', { kind: 'slash', from: 0, query: 'check list' }],
  ['and/or', undefined],
  ['and / or', undefined],
  ['https://example.org', undefined],
] as const)('“%s” asks for %j', (text, trigger) => {
  expect(triggerIn(text)).toEqual(trigger);
});

test('what can be inserted is found by its name first, then by other words', () => {
  expect(insertsFor('').length).toBe(INSERTS.length);
  expect(insertsFor('quo')[0]?.id).toBe('quote');
  expect(insertsFor('todo').map(({ id }) => id)).toEqual(['check']);
  expect(insertsFor('cit')[0]?.id).toBe('citation');
  expect(insertsFor('xyz')).toEqual([]);
  for (const { id } of INSERTS) expect(actionOf(id).label).not.toBe('');
});

describe('blocks', () => {
  test('move, copy and go, and one line stays to write on', () => {
    open(lines('one', 'two', 'three'));
    write(() => void $moveBlock(keyAt(0), 1));
    expect(plain()).toBe('two\none\nthree');
    write(() => $moveBlockBeside(keyAt(2), keyAt(0), 'before'));
    expect(plain()).toBe('three\ntwo\none');
    write(() => $moveBlockBeside(keyAt(0), keyAt(2), 'after'));
    expect(plain()).toBe('two\none\nthree');
    write(() => $duplicateBlock(keyAt(1)));
    expect(plain()).toBe('two\none\none\nthree');
    for (let count = 0; count < 4; count++) write(() => $deleteBlock(keyAt(0)));
    expect(richTextToBlocks(stored())).toEqual([{ type: 'paragraph', runs: [] }]);
  });

  test('their direction is stored', () => {
    open(lines('one'));
    write(() => $setDirection($getRoot().getChildren(), 'rtl'));
    expect(stored().root.children?.[0]?.['direction']).toBe('rtl');
    write(() => $setDirection($getRoot().getChildren(), null));
    expect(stored().root.children?.[0]?.['direction']).toBeNull();
  });
});

describe('find and replace', () => {
  const find = (words: string, matchCase = false) =>
    editor.getEditorState().read(() => $findMatches(words, matchCase));

  test('goes over marks and links, not over lines', () => {
    open(
      blocksToRichText([
        {
          type: 'paragraph',
          runs: [{ text: 'half ' }, { text: 'bold', marks: ['bold'] }, { text: 'er text\nnext' }],
        },
        {
          type: 'list',
          ordered: false,
          items: [{ blocks: [{ type: 'paragraph', runs: [{ text: 'Bolder' }] }] }],
        },
      ]),
    );
    expect(find('bolder')).toHaveLength(2);
    expect(find('bolder', true)).toHaveLength(1);
    expect(find('text next')).toEqual([]);
    expect(find('')).toEqual([]);
    expect(find('.')).toEqual([]);
    write(() => $replaceMatches($findMatches('bolder', false), 'plain'));
    expect(plain()).toBe('half plain text\nnext\nplain');
    const [block] = richTextToBlocks(stored());
    expect(block?.type === 'paragraph' && block.runs[1]).toEqual({
      text: 'plain',
      marks: ['bold'],
    });
  });

  test('replaces many in one line, with something longer, shorter or nothing', () => {
    open(lines('aXbXcX'));
    write(() => $replaceMatches($findMatches('X', true), 'XX'));
    expect(plain()).toBe('aXXbXXcXX');
    write(() => $replaceMatches($findMatches('XX', true), ''));
    expect(plain()).toBe('abc');
  });
});

describe('Markdown that is pasted', () => {
  test.each([
    ['# Heading\n\ntext', true],
    ['- one\n- two', true],
    ['1. one\n2. two', true],
    ['some **bold** and a [link](https://example.org)', true],
    ['```\ncode\n```', true],
    ['| a | b |\n|---|---|\n| 1 | 2 |', true],
    ['Just a sentence.', false],
    ['- a dash begins this line only', false],
    ['2 * 3 * 4 = 24 and snake_case_name', false],
    ['A price of 5 * 2\nand a #tag', false],
    ['1. only one numbered line', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(looksLikeMarkdown(text)).toBe(expected);
  });

  test('becomes structure', () => {
    open(lines(''));
    const text =
      '# H\n\n- a **b**\n  - c\n\n1. d\n\n> q\n\n| x | y |\n|---|---|\n| 1 | *2* |\n\n[l](https://a.org/)';
    write(() => {
      const selection = $getRoot().selectEnd();
      expect($pasteMarkdown(editor, text, selection)).toBe(true);
    });
    expect(richTextToBlocks(stored())).toMatchObject([
      { type: 'heading', level: 1 },
      { type: 'list', ordered: false, items: [{ blocks: [{}, { type: 'list' }] }] },
      { type: 'list', ordered: true },
      { type: 'quote' },
      {
        type: 'table',
        rows: [
          { cells: [{ header: true }, { header: true }] },
          { cells: [{ header: false }, { runs: [{ text: '2', marks: ['italic'] }] }] },
        ],
      },
      { type: 'paragraph', runs: [{ text: 'l', href: 'https://a.org/' }] },
    ]);
  });

  test('stays as it is in a code block', () => {
    open(blocksToRichText([{ type: 'code', text: '' }]));
    write(() => {
      const code = $getRoot().getFirstChild();
      if (!$isElementNode(code)) throw new Error('There is no code block.');
      expect($pasteMarkdown(editor, '# a\n- b', code.selectEnd())).toBe(false);
    });
  });
});

test('lists that Word writes as paragraphs become lists', () => {
  const item = (list: string, level: number, sign: string, text: string) =>
    `<p style="mso-list:${list} level${level} lfo1"><span style="mso-list:Ignore">${sign}<span>&nbsp;</span></span>${text}</p>`;
  const html =
    item('l0', 1, '·', 'a') +
    item('l0', 2, 'o', 'b') +
    item('l0', 1, '·', 'c') +
    item('l1', 1, '1.', 'd');
  const { document } = parseHTML(`<!doctype html><html><body>${html}<p>e</p></body></html>`);
  tidyHtml(document);
  expect(document.body.innerHTML).toBe(
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li></ol><p>e</p>',
  );
});
