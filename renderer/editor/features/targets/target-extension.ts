import { NodeSelectionDataSelectedExtension } from '@lexical/extension';
import {
  $createTextNode,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getSelection,
  $insertNodes,
  $isNodeSelection,
  $isRangeSelection,
  $isTextNode,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_LOW,
  configExtension,
  createCommand,
  defineExtension,
  isDOMNode,
  KEY_ENTER_COMMAND,
  mergeRegister,
  TextNode,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import type { Reference } from '../../../../shared/document.ts';
import { $createCitationNode, $isCitationNode, CitationNode } from '../citation/citation-node.ts';
import type { CitedSource } from '../citation/citation-node.ts';
import {
  $createReferenceNode,
  ReferenceNode,
  type LinkedThing,
} from '../reference/reference-node.ts';
import { $isTargetNode, type TargetNode } from './target-node.ts';

/** Puts a citation at the caret. */
export const INSERT_CITATION_COMMAND: LexicalCommand<CitedSource> =
  createCommand('INSERT_CITATION_COMMAND');

/** Puts a link to a note or a source at the caret. */
export const INSERT_REFERENCE_COMMAND: LexicalCommand<LinkedThing> = createCommand(
  'INSERT_REFERENCE_COMMAND',
);

/** Sent when a link is clicked, or Enter is pressed on it. */
export const OPEN_TARGET_COMMAND: LexicalCommand<Reference> = createCommand('OPEN_TARGET_COMMAND');

/** Sent when a citation is clicked, or Enter is pressed on it. */
export const EDIT_CITATION_COMMAND: LexicalCommand<NodeKey> =
  createCommand('EDIT_CITATION_COMMAND');

/** Signs that follow a link without a space between. */
const CLOSING = /^[\s.,;:!?)\]}»”’]/;

/** Puts a node into the line, and a space after it where the next word would touch it. */
export function $insertInline(node: LexicalNode): void {
  $insertNodes([node]);
  const next = node.getNextSibling();
  if ($isTextNode(next) && CLOSING.test(next.getTextContent())) {
    next.select(0, 0);
    return;
  }
  const space = $createTextNode(' ');
  node.insertAfter(space);
  space.select(1, 1);
}

/** The space that was put after a link gives way to a sign that closes the sentence, or to a space. */
function $closeUp(node: TextNode): void {
  if (!/^ [ .,;:!?)]$/.test(node.getTextContent())) return;
  const selection = $getSelection();
  const typedNow =
    $isRangeSelection(selection) &&
    selection.isCollapsed() &&
    selection.anchor.key === node.getKey() &&
    selection.anchor.offset === 2;
  if (typedNow && $isTargetNode(node.getPreviousSibling())) {
    node.spliceText(0, 1, '');
    node.select(1, 1);
  }
}

function $open(editor: LexicalEditor, node: TargetNode): boolean {
  return $isCitationNode(node)
    ? editor.dispatchCommand(EDIT_CITATION_COMMAND, node.getKey())
    : editor.dispatchCommand(OPEN_TARGET_COMMAND, node.getTarget());
}

/** Citations, and links between notes and sources. */
export const TargetsExtension = defineExtension({
  name: 'casebook/targets',
  dependencies: [
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [CitationNode, ReferenceNode] }),
  ],
  nodes: () => [CitationNode, ReferenceNode],
  register: (editor) =>
    mergeRegister(
      editor.registerNodeTransform(TextNode, $closeUp),
      editor.registerCommand(
        INSERT_CITATION_COMMAND,
        (cited) => {
          $insertInline($createCitationNode(cited));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        INSERT_REFERENCE_COMMAND,
        (thing) => {
          $insertInline($createReferenceNode(thing));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        CLICK_COMMAND,
        (event) => {
          if (!isDOMNode(event.target) || event.shiftKey || event.button !== 0) return false;
          const node = $getNearestNodeFromDOMNode(event.target);
          if (!$isTargetNode(node)) return false;
          // Dragging over the words to copy them is not a click on the link.
          if (window.getSelection()?.isCollapsed === false) return false;
          return $open(editor, node);
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          const selection = $getSelection();
          if (!$isNodeSelection(selection)) return false;
          const [node] = selection.getNodes();
          if (!$isTargetNode(node)) return false;
          event?.preventDefault();
          return $open(editor, node);
        },
        COMMAND_PRIORITY_LOW,
      ),
    ),
});

/** The citation of a key, while it is there. */
export function $citationOf(key: NodeKey): CitationNode | undefined {
  const node = $getNodeByKey(key);
  return $isCitationNode(node) ? node : undefined;
}
