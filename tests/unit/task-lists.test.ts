/** Lists that mix tasks with plain items and numbers, through every form a note has. */
import { buildEditorFromExtensions } from '@lexical/extension';
import {
  $getRoot,
  $getSelection,
  $isRangeSelection,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditorWithDispose,
} from 'lexical';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { blocksToMarkdown } from '../../core/export/markdown.ts';
import { markdownToBlocks } from '../../core/import/markdown.ts';
import { editorExtension } from '../../renderer/editor/extension.ts';
import { $pasteMarkdown } from '../../renderer/editor/features/paste/paste-markdown.ts';
import { actionOf, type ActionId } from '../../renderer/editor/toolbar/actions.ts';
import { $readFormatState } from '../../renderer/editor/toolbar/format-state.ts';
import type { Block, ListItem } from '../../shared/document.ts';
import {
  blocksToRichText,
  richTextSchema,
  richTextToBlocks,
  type RichText,
} from '../../shared/rich-text.ts';

function read(markdown: string): Block[] {
  return markdownToBlocks(markdown, { writing: true });
}

function editorOf(initial: RichText): LexicalEditorWithDispose {
  const onError = (error: Error): never => {
    throw error;
  };
  return buildEditorFromExtensions(editorExtension({ initial, onError }));
}

function storedIn(editor: LexicalEditorWithDispose): RichText {
  const stored: unknown = JSON.parse(JSON.stringify(editor.getEditorState()));
  return richTextSchema.parse(stored);
}

/** The stored form as the editor gives it away after every block of it was touched. */
function throughEditor(initial: RichText): RichText {
  const editor = editorOf(initial);
  editor.update(
    () => {
      for (const text of $getRoot().getAllTextNodes()) {
        for (const node of [text, ...text.getParents()]) node.markDirty();
      }
    },
    { discrete: true },
  );
  const stored = storedIn(editor);
  editor.dispose();
  return stored;
}

/** Does something in a note's Markdown with the caret behind a word; gives the Markdown after it. */
function after(
  markdown: string,
  word: string,
  act: (editor: LexicalEditorWithDispose) => void,
  side: 'before' | 'behind' = 'behind',
): string {
  const editor = editorOf(blocksToRichText(read(markdown)));
  editor.update(
    () => {
      const at = $getRoot()
        .getAllTextNodes()
        .find((node) => node.getTextContent() === word);
      if (side === 'before') at?.select(0, 0);
      else at?.select();
    },
    { discrete: true },
  );
  act(editor);
  const blocks = richTextToBlocks(storedIn(editor));
  editor.dispose();
  return blocksToMarkdown(blocks);
}

function type(text: string): (editor: LexicalEditorWithDispose) => void {
  return (editor) => {
    for (const letter of text) {
      editor.update(
        () => {
          const selection = $getSelection();
          if (!$isRangeSelection(selection)) throw new Error('There is no caret.');
          if (letter === '\n') editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined);
          else selection.insertText(letter);
        },
        { discrete: true },
      );
    }
  };
}

function press(id: ActionId): (editor: LexicalEditorWithDispose) => void {
  return (editor) => {
    const state = editor.getEditorState().read($readFormatState);
    editor.update(() => actionOf(id).run(editor, state), { discrete: true });
  };
}

type List = Extract<Block, { type: 'list' }>;

function listOf(depth: number): fc.Arbitrary<List> {
  const word = fc.constantFrom('river', 'dawn', 'Їжак', '강', 'a [x] b', '12. May', '- no');
  const below = depth === 0 ? fc.constant([]) : fc.array(listOf(depth - 1), { maxLength: 1 });
  const extra = fc.constantFrom<Block[]>([], [], [{ type: 'code', text: 'let x' }]);
  const item = fc
    .tuple(fc.constantFrom(undefined, true, false), word, extra, below)
    .map(([checked, text, more, lists]): ListItem => {
      const blocks: Block[] = [{ type: 'paragraph', runs: [{ text }] }, ...more, ...lists];
      return checked === undefined ? { blocks } : { checked, blocks };
    });
  return fc
    .tuple(
      fc.boolean(),
      fc.integer({ min: 0, max: 12 }),
      fc.array(item, { minLength: 1, maxLength: 4 }),
    )
    .map(([ordered, start, items]): List => ({
      type: 'list',
      ordered,
      ...(ordered && start !== 1 ? { start } : {}),
      items,
    }));
}

describe('lists of plain items and tasks, with bullets and with numbers', () => {
  it('are the same after Markdown, the stored form, the editor, and Markdown again', () => {
    fc.assert(
      fc.property(listOf(3), (list) => {
        const markdown = blocksToMarkdown([list]);
        const blocks = read(markdown);
        expect(blocks).toEqual([list]);
        const stored = blocksToRichText(blocks);
        expect(richTextSchema.safeParse(stored).success).toBe(true);
        expect(richTextToBlocks(stored)).toEqual([list]);
        const edited = richTextToBlocks(throughEditor(stored));
        expect(edited).toEqual([list]);
        expect(blocksToMarkdown(edited)).toBe(markdown);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  const written = [
    '- [ ] a\n- b\n- [x] c\n',
    '3. [x] a\n4. [ ] b\n',
    '- [ ] &#x20;\n  - a\n',
    '1. a\n2. [ ] b\n   - [x] c\n   - d\n',
  ];
  test.each(written)('%j is written as it was', (markdown) => {
    const edited = throughEditor(blocksToRichText(read(markdown)));
    expect(blocksToMarkdown(richTextToBlocks(edited))).toBe(markdown);
  });
});

describe('in the editor', () => {
  it("a box typed into an item is that item's alone, and the numbers stay", () => {
    expect(after('1. a\n2. b\n3. c\n', 'b', type('[ ] '), 'before')).toBe('1. a\n2. [ ] b\n3. c\n');
    expect(after('- a\n- b\n', 'b', type('[x] '), 'before')).toBe('- a\n- [x] b\n');
  });

  it('the next item is of the kind of the one before', () => {
    expect(after('- [x] a\n- b\n', 'b', type('\nc'))).toBe('- [x] a\n- b\n- c\n');
    expect(after('1. b\n2. [x] a\n', 'a', type('\nc'))).toBe('1. b\n2. [x] a\n3. [ ] c\n');
  });

  it('buttons change the item in a list that is mixed, and whole lists that are not', () => {
    expect(after('- [ ] a\n- b\n- c\n', 'b', press('check'))).toBe('- [ ] a\n- [ ] b\n- c\n');
    expect(after('- [ ] a\n- [ ] b\n- c\n', 'a', press('bullet'))).toBe('- a\n- [ ] b\n- c\n');
    expect(after('- [ ] a\n- b\n', 'b', press('number'))).toBe('1. [ ] a\n2. b\n');
    expect(after('- [x] a\n- [ ] b\n', 'b', press('number'))).toBe('1. a\n2. b\n');
    expect(after('1. a\n2. b\n', 'b', press('check'))).toBe('- [ ] a\n- [ ] b\n');
  });

  it('pasted Markdown keeps each item as it is', () => {
    const paste = (text: string) => (editor: LexicalEditorWithDispose) =>
      editor.update(
        () => {
          const selection = $getSelection();
          if (selection !== null) $pasteMarkdown(editor, text, selection);
        },
        { discrete: true },
      );
    expect(after('x\n', 'x', paste('- [ ] a\n- b\n- [x] c'))).toContain('- [ ] a\n- b\n- [x] c');
    expect(after('x\n', 'x', paste('1. [ ] a\n2. b\n'))).toContain('1. [ ] a\n2. b\n');
  });
});
