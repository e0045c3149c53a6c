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
import { $createHeadingNode, $createQuoteNode, type HeadingTagType } from '@lexical/rich-text';
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
import { EDIT_LINK_COMMAND } from '../features/link/link-extension.ts';
import type { BlockKind, FormatState } from './format-state.ts';

interface ActionShape {
  label: string;
  /** As in the command table: 'Mod+Shift+7'. */
  keys?: string;
  run: (editor: LexicalEditor, state: FormatState) => void;
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
  field: 'bold' | 'italic' | 'underline' | 'strike' | 'code',
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
    run: (editor) => setBlocks(editor, $createParagraphNode),
  },
  h1: heading('h1', 1),
  h2: heading('h2', 2),
  h3: heading('h3', 3),
  bold: format('bold', 'bold', 'Bold', 'Mod+B'),
  italic: format('italic', 'italic', 'Italic', 'Mod+I'),
  underline: format('underline', 'underline', 'Underline', 'Mod+U'),
  strike: format('strike', 'strikethrough', 'Strikethrough', 'Mod+Shift+X'),
  code: format('code', 'code', 'Code', 'Mod+E'),
  link: {
    label: 'Link',
    keys: 'Mod+Shift+K',
    active: (state) => state.link,
    run: (editor) => editor.dispatchCommand(EDIT_LINK_COMMAND, undefined),
  },
  bullet: list('bullet', 'Bulleted list', 'Mod+Shift+8', INSERT_UNORDERED_LIST_COMMAND),
  number: list('number', 'Numbered list', 'Mod+Shift+7', INSERT_ORDERED_LIST_COMMAND),
  check: list('check', 'Check list', 'Mod+Shift+9', INSERT_CHECK_LIST_COMMAND),
  quote: block('quote', 'Quotation', 'Mod+Alt+4', $createQuoteNode),
  codeBlock: block('code', 'Code block', 'Mod+Alt+5', () => $createCodeNode()),
  rule: {
    label: 'Horizontal rule',
    run: (editor) => editor.dispatchCommand(INSERT_HORIZONTAL_RULE_COMMAND, undefined),
  },
} satisfies Record<string, ActionShape>;

export type ActionId = keyof typeof ACTIONS;

/** An action of the table, in the form that all of them share. */
export function actionOf(id: ActionId): ActionShape {
  return ACTIONS[id];
}

/** The actions in the order of the table. */
export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[];
