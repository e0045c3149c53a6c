import { $generateNodesFromMarkdownString } from '@lexical/markdown';
import {
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  createCommand,
  UNDO_COMMAND,
  type BaseSelection,
  type LexicalCommand,
  type LexicalEditor,
} from 'lexical';
import { $joinTaskLists } from '../lists/mixed-lists-import.ts';
import { TRANSFORMERS } from '../markdown/transformers.ts';
import { looksLikeMarkdown } from './looks-like-markdown.ts';
import { MARKDOWN_TABLE } from './markdown-table.ts';

/** Sent after pasted text was read as Markdown; carries the text. */
export const MARKDOWN_PASTED_COMMAND: LexicalCommand<string> =
  createCommand('MARKDOWN_PASTED_COMMAND');

/** Says whether what is pasted goes into the cell of a table, which holds lines of words only. */
export function $isInCell(selection: BaseSelection): boolean {
  if (!$isRangeSelection(selection)) return false;
  const node = selection.anchor.getNode();
  return [node, ...node.getParents()].some((parent) => parent.getType() === 'tablecell');
}

/** Puts text in as what its Markdown means; says whether it was Markdown at all. */
export function $pasteMarkdown(
  editor: LexicalEditor,
  text: string,
  selection: BaseSelection,
): boolean {
  if (!$isRangeSelection(selection) || !looksLikeMarkdown(text)) return false;
  if ($isInCell(selection)) return false;
  // What stands in code is what it is.
  const inCode = selection.anchor
    .getNode()
    .getParents()
    .some((node) => node.getType() === 'code');
  if (inCode || selection.anchor.getNode().getType() === 'code') return false;
  const nodes = $joinTaskLists(
    $generateNodesFromMarkdownString(
      text.replaceAll('\r\n', '\n'),
      [MARKDOWN_TABLE, ...TRANSFORMERS],
      false,
      true,
    ),
  );
  if (nodes.length === 0) return false;
  const [only] = nodes;
  // A single paragraph belongs into the line it is pasted into.
  if (nodes.length === 1 && $isElementNode(only) && only.getType() === 'paragraph') {
    selection.insertNodes(only.getChildren());
  } else selection.insertNodes(nodes);
  editor.dispatchCommand(MARKDOWN_PASTED_COMMAND, text);
  return true;
}

/** Takes the paste back and puts the text in as it was written. */
export function pasteAsWritten(editor: LexicalEditor, text: string): void {
  editor.dispatchCommand(UNDO_COMMAND, undefined);
  editor.update(
    () => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertRawText(text);
    },
    { discrete: true },
  );
  editor.focus();
}
