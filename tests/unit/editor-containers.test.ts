import { buildEditorFromExtensions } from '@lexical/extension';
import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  INSERT_PARAGRAPH_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditorWithDispose,
  type LexicalNode,
} from 'lexical';
import { afterEach, describe, expect, test } from 'vitest';
import { markdownToBlocks } from '../../core/import/markdown.ts';
import { blocksToMarkdown } from '../../core/export/markdown.ts';
import { editorExtension } from '../../renderer/editor/extension.ts';
import {
  $innermostBlocks,
  $moveBlockBeside,
  $moveSelectedBlocks,
} from '../../renderer/editor/features/block-handle/blocks.ts';
import { actionOf, type ActionId } from '../../renderer/editor/toolbar/actions.ts';
import { $readFormatState } from '../../renderer/editor/toolbar/format-state.ts';
import { blocksToRichText, richTextSchema, richTextToBlocks } from '../../shared/rich-text.ts';

let editor: LexicalEditorWithDispose;
afterEach(() => editor.dispose());

function update($change: () => void): void {
  editor.update($change, { discrete: true });
}

function $textNode(text: string, node: LexicalNode = $getRoot()): LexicalNode | undefined {
  if ($isTextNode(node)) return node.getTextContent().includes(text) ? node : undefined;
  const children = $isElementNode(node) ? node.getChildren() : [];
  for (const child of children) {
    const found = $textNode(text, child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Opens Markdown with the caret before or behind a word of it, or with two words selected. */
function open(markdown: string, at: string, side: 'before' | 'behind' = 'behind', to = at): void {
  editor = buildEditorFromExtensions(
    editorExtension({
      initial: blocksToRichText(markdownToBlocks(markdown, { writing: true })),
      onError: (error) => {
        throw error;
      },
    }),
  );
  update(() => {
    const [first, last] = [$textNode(at), $textNode(to)];
    if (!$isTextNode(first) || !$isTextNode(last)) throw new Error(`There is no ${at}.`);
    if (side === 'before') first.select(0, 0);
    else first.select();
    const selection = $getSelection();
    if (to !== at && $isRangeSelection(selection)) {
      selection.focus.set(last.getKey(), last.getTextContentSize(), 'text');
    }
  });
}

/** The text as Markdown, as it would be saved now. */
function markdown(): string {
  editor.read(() => undefined);
  const state = richTextSchema.parse(JSON.parse(JSON.stringify(editor.getEditorState())));
  return blocksToMarkdown(richTextToBlocks(state)).trim();
}

function key(name: string, shiftKey = false): KeyboardEvent {
  // Node has no events of the keyboard; the handlers read no more than this.
  return Object.assign(new Event('keydown', { cancelable: true }), {
    key: name,
    shiftKey,
  }) as unknown as KeyboardEvent;
}

const enter = () => editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined);
const backspace = () => editor.dispatchCommand(KEY_BACKSPACE_COMMAND, key('Backspace'));
const tab = () => editor.dispatchCommand(KEY_TAB_COMMAND, key('Tab'));
const shiftTab = () => editor.dispatchCommand(KEY_TAB_COMMAND, key('Tab', true));

function type(text: string): void {
  update(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) selection.insertText(text);
  });
}

function act(id: ActionId): void {
  actionOf(id).run(editor, editor.getEditorState().read($readFormatState));
}

describe('in a quotation', () => {
  test.each<[what: string, from: string, at: string, to: string]>([
    ['a further line', '> a', 'a', '> a\n>\n> x'],
    ['an item of a list', '> - a', 'a', '> - a\n> - x'],
  ])('Enter makes %s', (_what, from, at, to) => {
    open(from, at);
    enter();
    type('x');
    expect(markdown()).toBe(to);
  });

  test('Enter on an empty last line leaves it', () => {
    open('> a\n\nb', 'a');
    enter();
    enter();
    type('x');
    expect(markdown()).toBe('> a\n\nx\n\nb');
  });

  test('Backspace at the beginning takes the first line out', () => {
    open('> a\n>\n> b', 'a', 'before');
    backspace();
    type('x');
    expect(markdown()).toBe('xa\n\n> b');
  });

  test('Backspace in its only line takes the quotation away', () => {
    open('> a', 'a', 'before');
    backspace();
    expect(markdown()).toBe('a');
  });

  test('kinds of block change inside it, and the quotation stays', () => {
    open('> a\n>\n> b', 'a');
    act('h2');
    expect(markdown()).toBe('> ## a\n>\n> b');
    act('h2');
    act('bullet');
    expect(markdown()).toBe('> - a\n>\n> b');
    act('bullet');
    act('codeBlock');
    expect(markdown()).toBe('> ```\n> a\n> ```\n>\n> b');
  });

  test('what is selected across its edge can be taken away', () => {
    open('one\n\n> two\n>\n> three\n\nfour', 'one', 'before', 'two');
    type('x');
    expect(markdown()).toBe('x\n\n> three\n\nfour');
  });
});

describe('the quotation', () => {
  test('is put around what is selected, and taken away again', () => {
    open('a\n\n- b\n- c\n\nd', 'a', 'before', 'b');
    act('quote');
    expect(markdown()).toBe('> a\n>\n> - b\n> - c\n\nd');
    act('quote');
    expect(markdown()).toBe('a\n\n- b\n- c\n\nd');
  });

  test('stays around what comes before and after a line that is taken out', () => {
    open('> a\n>\n> b\n>\n> c', 'b');
    act('paragraph');
    expect(markdown()).toBe('> a\n\nb\n\n> c');
  });

  test('of a former version reads on, and becomes one of blocks when it is written in', () => {
    const line = { type: 'text', text: 'old', format: 0 };
    const former = { root: { type: 'root', children: [{ type: 'quote', children: [line] }] } };
    editor = buildEditorFromExtensions(
      editorExtension({
        initial: richTextSchema.parse(former),
        onError: (error) => {
          throw error;
        },
      }),
    );
    expect(markdown()).toBe('> old');
    update(() => $textNode('old')?.selectEnd());
    type('er');
    enter();
    type('new');
    expect(markdown()).toBe('> older\n>\n> new');
  });
});

describe('in a list item of several blocks', () => {
  const LONG = '1. a\n\n   b\n2. c';

  test('Enter makes a further block, and on an empty last one the next item', () => {
    open(LONG, 'b');
    enter();
    type('x');
    expect(markdown()).toBe('1. a\n\n   b\n\n   x\n2. c');
    enter();
    enter();
    type('y');
    expect(markdown()).toBe('1. a\n\n   b\n\n   x\n2. y\n3. c');
  });

  test('Tab moves a block under the list into its last item, Shift+Tab out again', () => {
    open('1. a\n   - b\n2. c\n\nd', 'd', 'before');
    expect(tab()).toBe(true);
    expect(markdown()).toBe('1. a\n   - b\n2. c\n\n   d');
    expect(shiftTab()).toBe(true);
    expect(markdown()).toBe('1. a\n   - b\n2. c\n\nd');
    expect(shiftTab()).toBe(false);
  });

  test('Tab in the middle of a line, or where no list is, is left alone', () => {
    open('- a\n\nbc', 'bc');
    expect(tab()).toBe(false);
    update(() => $getRoot().getFirstChild()?.remove());
    expect(tab()).toBe(false);
  });

  test('what is taken out parts the list, which goes on counting', () => {
    open('3. a\n\n   b\n\n   d\n4. c', 'b', 'before');
    shiftTab();
    expect(markdown()).toBe('3. a\n\nb\n\nd\n\n4. c');
  });

  test('what is taken out of a list in a list stands in the outer item', () => {
    open('- a\n  - b\n\n    c\n  - d', 'c');
    shiftTab();
    expect(markdown()).toBe('- a\n\n  - b\n\n  c\n\n  - d');
  });

  test('an item that is left with one line is a line', () => {
    open(LONG, 'b');
    update(() => $textNode('b')?.getParent()?.remove());
    expect(JSON.stringify(editor.getEditorState())).not.toContain('item-blocks');
    expect(markdown()).toBe('1. a\n2. c');
  });

  test('taking the list away leaves its blocks', () => {
    open(LONG, 'a', 'before', 'c');
    act('number');
    expect(markdown()).toBe('a\n\nb\n\nc');
  });

  test('another kind of list is that of the item, in its first line', () => {
    open(LONG, 'a');
    act('bullet');
    expect(markdown()).toBe('- a\n\n  b\n- c');
    act('check');
    expect(markdown()).toBe('- [ ] a\n\n  b\n- [ ] c');
  });

  test('Tab moves the whole item in', () => {
    open('- z\n- a\n\n  b', 'a', 'before');
    expect(tab()).toBe(true);
    expect(markdown()).toBe('- z\n  - a\n\n    b');
  });
});

describe('blocks', () => {
  test('move out of a quotation at its ends', () => {
    open('> a\n>\n> b\n\nc', 'b');
    update(() => void $moveSelectedBlocks(1));
    expect(markdown()).toBe('> a\n\nb\n\nc');
  });

  test('are let go beside any other, also in a quotation or an item', () => {
    open('a\n\n> b\n\n- c\n\n  d', 'a');
    const keyOf = (text: string): string =>
      editor.read(() =>
        $innermostBlocks()
          .filter((block) => block.getTextContent() === text)
          .map((block) => block.getKey())
          .join(),
      );
    const [a, b, d] = [keyOf('a'), keyOf('b'), keyOf('d')];
    update(() => $moveBlockBeside(a, b, 'after'));
    expect(markdown()).toBe('> b\n>\n> a\n\n- c\n\n  d');
    update(() => $moveBlockBeside(b, d, 'before'));
    update(() => $moveBlockBeside(a, d, 'after'));
    expect(markdown()).toBe('- c\n\n  b\n\n  d\n\n  a');
  });
});
