/**
 * Everything the editor's buttons and shortcuts do, declared once: the toolbar, its tooltips and
 * the keyboard read this table.
 */
import { $createCodeNode } from '@lexical/code';
import { INSERT_HORIZONTAL_RULE_COMMAND } from '@lexical/extension';
import {
  INSERT_CHECK_LIST_COMMAND,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  REMOVE_LIST_COMMAND,
} from '@lexical/list';
import { $createHeadingNode, type HeadingTagType } from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import {
  $createParagraphNode,
  $getSelection,
  $isRangeSelection,
  FORMAT_TEXT_COMMAND,
  REDO_COMMAND,
  UNDO_COMMAND,
  type ElementNode,
  type LexicalCommand,
  type LexicalEditor,
  type TextFormatType,
} from 'lexical';
import { $moveSelectedBlocks, $setDirection } from '../features/block-handle/blocks.ts';
import { $selectedBlocks } from '../features/containers/containers.ts';
import { $takeOutOfQuote, $toggleQuote } from '../features/containers/moves.ts';
import { FIND_COMMAND } from '../features/find/find-command.ts';
import { INSERT_FOOTNOTE_COMMAND } from '../features/footnote/footnote-extension.ts';
import { INSERT_FORMULA_COMMAND } from '../features/formula/formula-extension.ts';
import { EDIT_LINK_COMMAND } from '../features/link/link-extension.ts';
import { CHOOSE_PICTURE_COMMAND } from '../features/picture/picture-extension.ts';
import { $cellAtSelection } from '../features/table/table-edits.ts';
import {
  CHOOSE_TABLE_COMMAND,
  OPEN_TABLE_MENU_COMMAND,
} from '../features/table/table-extension.ts';
import type { BlockKind, FormatState } from './format-state.ts';

interface ActionShape {
  label: string;
  /** As in the command table: 'Mod+Shift+7'. */
  keys?: string;
  run: (editor: LexicalEditor, state: FormatState) => void;
  /** It puts the focus somewhere else than into the text. */
  takesFocus?: true;
  /** Absent on actions that are no state of the text. */
  active?: (state: FormatState) => boolean;
}

function setBlocks(editor: LexicalEditor, make: () => ElementNode): void {
  editor.update(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) $setBlocksType(selection, make);
  });
}

/** A second press takes a kind of block away again. */
function block(kind: BlockKind, label: string, keys: string, make: () => ElementNode): ActionShape {
  return {
    label,
    keys,
    active: (state) => state.block === kind,
    run: (editor, state) => setBlocks(editor, state.block === kind ? $createParagraphNode : make),
  };
}

function heading(tag: HeadingTagType, level: number): ActionShape {
  return block(tag, `Heading ${level}`, `Mod+Alt+${level}`, () => $createHeadingNode(tag));
}

function list(
  kind: BlockKind,
  label: string,
  keys: string,
  command: LexicalCommand<void>,
): ActionShape {
  return {
    label,
    keys,
    active: (state) => state.block === kind,
    run: (editor, state) =>
      editor.dispatchCommand(state.block === kind ? REMOVE_LIST_COMMAND : command, undefined),
  };
}

function format(
  field: 'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'sub' | 'sup',
  type: TextFormatType,
  label: string,
  keys: string,
): ActionShape {
  return {
    label,
    keys,
    active: (state) => state[field],
    run: (editor) => editor.dispatchCommand(FORMAT_TEXT_COMMAND, type),
  };
}

/** Types a sign that opens a list of suggestions, apart from the word before it. */
function typeSign(editor: LexicalEditor, sign: string): void {
  editor.update(
    () => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return;
      const point = selection.isBackward() ? selection.anchor : selection.focus;
      selection.anchor.set(point.key, point.offset, point.type);
      selection.focus.set(point.key, point.offset, point.type);
      const before = point.getNode().getTextContent().slice(0, point.offset);
      const touches = point.type === 'text' && before !== '' && !/\s$/.test(before);
      selection.insertText(`${touches ? ' ' : ''}${sign}`);
    },
    { discrete: true },
  );
}

function move(step: -1 | 1, label: string, keys: string): ActionShape {
  return {
    label,
    keys,
    run: (editor) => editor.update(() => void $moveSelectedBlocks(step)),
  };
}

function direction(to: 'ltr' | 'rtl' | null, label: string): ActionShape {
  return { label, run: (editor) => editor.update(() => $setDirection($selectedBlocks(), to)) };
}

/** In a table it opens the table's menu, elsewhere it asks for the size of a new one. */
function openTable(editor: LexicalEditor): void {
  editor.update(
    () => {
      if ($cellAtSelection() !== undefined) {
        editor.dispatchCommand(OPEN_TABLE_MENU_COMMAND, undefined);
        return;
      }
      const block = $getSelection()?.getNodes().at(-1)?.getTopLevelElement();
      if (block) editor.dispatchCommand(CHOOSE_TABLE_COMMAND, block.getKey());
    },
    { discrete: true },
  );
}

export const ACTIONS = {
  undo: {
    label: 'Undo',
    keys: 'Mod+Z',
    run: (editor) => editor.dispatchCommand(UNDO_COMMAND, undefined),
  },
  redo: {
    label: 'Redo',
    keys: 'Mod+Shift+Z',
    run: (editor) => editor.dispatchCommand(REDO_COMMAND, undefined),
  },
  paragraph: {
    label: 'Text',
    keys: 'Mod+Alt+0',
    active: (state) => state.block === 'paragraph',
    run: (editor, state) =>
      state.block === 'quote'
        ? editor.update(() => $takeOutOfQuote($selectedBlocks()))
        : setBlocks(editor, $createParagraphNode),
  },
  h1: heading('h1', 1),
  h2: heading('h2', 2),
  h3: heading('h3', 3),
  bold: format('bold', 'bold', 'Bold', 'Mod+B'),
  italic: format('italic', 'italic', 'Italic', 'Mod+I'),
  underline: format('underline', 'underline', 'Underline', 'Mod+U'),
  strike: format('strike', 'strikethrough', 'Strikethrough', 'Mod+Shift+X'),
  code: format('code', 'code', 'Code', 'Mod+E'),
  sub: format('sub', 'subscript', 'Subscript', 'Mod+,'),
  sup: format('sup', 'superscript', 'Superscript', 'Mod+.'),
  link: {
    label: 'Link',
    keys: 'Mod+Shift+K',
    takesFocus: true,
    active: (state) => state.link,
    run: (editor) => editor.dispatchCommand(EDIT_LINK_COMMAND, undefined),
  },
  bullet: list('bullet', 'Bulleted list', 'Mod+Shift+8', INSERT_UNORDERED_LIST_COMMAND),
  number: list('number', 'Numbered list', 'Mod+Shift+7', INSERT_ORDERED_LIST_COMMAND),
  check: list('check', 'Check list', 'Mod+Shift+9', INSERT_CHECK_LIST_COMMAND),
  quote: {
    label: 'Quotation',
    keys: 'Mod+Alt+4',
    active: (state) => state.quote,
    run: (editor) => editor.update($toggleQuote),
  },
  codeBlock: block('code', 'Code block', 'Mod+Alt+5', () => $createCodeNode()),
  rule: {
    label: 'Horizontal rule',
    run: (editor) => editor.dispatchCommand(INSERT_HORIZONTAL_RULE_COMMAND, undefined),
  },
  table: {
    label: 'Table',
    keys: 'Mod+Alt+6',
    takesFocus: true,
    run: openTable,
  },
  picture: {
    label: 'Picture',
    takesFocus: true,
    run: (editor) => editor.dispatchCommand(CHOOSE_PICTURE_COMMAND, undefined),
  },
  formula: {
    label: 'Formula',
    keys: 'Mod+Alt+M',
    takesFocus: true,
    run: (editor) => editor.dispatchCommand(INSERT_FORMULA_COMMAND, 'inline'),
  },
  formulaBlock: {
    label: 'Formula on its own line',
    takesFocus: true,
    run: (editor) => editor.dispatchCommand(INSERT_FORMULA_COMMAND, 'block'),
  },
  footnote: {
    label: 'Footnote',
    keys: 'Mod+Alt+F',
    takesFocus: true,
    run: (editor) => editor.dispatchCommand(INSERT_FOOTNOTE_COMMAND, undefined),
  },
  citation: { label: 'Citation', run: (editor) => typeSign(editor, '@') },
  reference: { label: 'Link to a note or source', run: (editor) => typeSign(editor, '[[') },
  find: {
    label: 'Find and replace',
    keys: 'Mod+F',
    takesFocus: true,
    run: (editor) => editor.dispatchCommand(FIND_COMMAND, undefined),
  },
  moveUp: move(-1, 'Move the block up', 'Alt+Shift+ArrowUp'),
  moveDown: move(1, 'Move the block down', 'Alt+Shift+ArrowDown'),
  directionAuto: direction(null, 'Direction by the text'),
  leftToRight: direction('ltr', 'Left to right'),
  rightToLeft: direction('rtl', 'Right to left'),
} satisfies Record<string, ActionShape>;

export type ActionId = keyof typeof ACTIONS;

/** An action of the table, in the form that all of them share. */
export function actionOf(id: ActionId): ActionShape {
  return ACTIONS[id];
}

/** The actions in the order of the table. */
export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[];
