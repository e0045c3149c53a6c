import { NodeSelectionDataSelectedExtension } from '@lexical/extension';
import {
  $getRoot,
  $getSelection,
  $insertNodes,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_EDITOR,
  configExtension,
  createCommand,
  defineExtension,
  mergeRegister,
  type LexicalCommand,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import { $selectNode, registerOpening } from '../../open-node.ts';
import {
  $createFootnoteNode,
  $isFootnoteNode,
  FootnoteNode,
  numberFootnotes,
} from './footnote-node.ts';

/** Puts an empty footnote after the selection and opens it. */
export const INSERT_FOOTNOTE_COMMAND: LexicalCommand<void> =
  createCommand('INSERT_FOOTNOTE_COMMAND');

/** Opens the footnote of that key, to be written. */
export const EDIT_FOOTNOTE_COMMAND: LexicalCommand<NodeKey> =
  createCommand('EDIT_FOOTNOTE_COMMAND');

/** The mark stands at the word: white space between them goes, where nothing follows. */
function $trimBefore(node: LexicalNode, offset: number): void {
  if (!$isTextNode(node) || node.getNextSibling() !== null) return;
  const text = node.getTextContent();
  const trimmed = text.trimEnd();
  if (offset < text.length || trimmed === '' || trimmed === text) return;
  node.setTextContent(trimmed).select();
}

/** Puts an empty footnote after what is selected, or at the end of the text. */
export function $insertFootnote(): FootnoteNode {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) {
    const end = selection.isBackward() ? selection.anchor : selection.focus;
    const { key, offset, type } = end;
    selection.anchor.set(key, offset, type);
    selection.focus.set(key, offset, type);
    $trimBefore(end.getNode(), offset);
  } else $getRoot().selectEnd();
  const footnote = $createFootnoteNode();
  $insertNodes([footnote]);
  return footnote;
}

/** Footnotes: a numbered mark in the text that carries a rich text of its own. */
export const FootnoteExtension = defineExtension({
  name: 'casebook/footnote',
  dependencies: [configExtension(NodeSelectionDataSelectedExtension, { nodes: [FootnoteNode] })],
  nodes: () => [FootnoteNode],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        INSERT_FOOTNOTE_COMMAND,
        () => {
          const footnote = $insertFootnote();
          $selectNode(footnote);
          editor.dispatchCommand(EDIT_FOOTNOTE_COMMAND, footnote.getKey());
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      registerOpening(editor, $isFootnoteNode, EDIT_FOOTNOTE_COMMAND),
      // Moving a paragraph renumbers too, and changes no footnote.
      editor.registerUpdateListener(() => {
        const root = editor.getRootElement();
        if (root !== null) numberFootnotes(root);
      }),
    ),
});
