import { $isCodeNode } from '@lexical/code';
import { $isListItemNode, $isListNode } from '@lexical/list';
import { $isHeadingNode, $isQuoteNode } from '@lexical/rich-text';
import {
  $findMatchingParent,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  $isRootOrShadowRoot,
  type LexicalNode,
} from 'lexical';
import { $isItemBlocksNode } from '../features/containers/item-blocks-node.ts';
import { $linkAtSelection } from '../features/link/link-extension.ts';
import { $kindOfItem } from '../features/lists/mixed-lists.ts';

export type BlockKind =
  | 'paragraph'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'quote'
  | 'code'
  | 'bullet'
  | 'number'
  | 'check'
  | 'other';

/** What the toolbar shows about the selection. */
export interface FormatState {
  block: BlockKind;
  /** In a quotation, whatever kind of block it is. */
  quote: boolean;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  code: boolean;
  sub: boolean;
  sup: boolean;
  link: boolean;
}

export const PLAIN: FormatState = {
  block: 'paragraph',
  quote: false,
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  code: false,
  sub: false,
  sup: false,
  link: false,
};

function $blockKindOf(node: LexicalNode): BlockKind {
  const block = $isRootOrShadowRoot(node)
    ? node
    : $findMatchingParent(node, (parent) => $isRootOrShadowRoot(parent.getParent()));
  if ($isHeadingNode(block)) return block.getTag();
  if ($isQuoteNode(block) || $isPlainQuote(block)) return 'quote';
  if ($isCodeNode(block)) return 'code';
  // Of lists in each other, the innermost.
  const item = $findMatchingParent(node, $isListItemNode);
  const kind = $isListItemNode(item) ? $kindOfItem(item) : undefined;
  if (($isListNode(block) || $isFirstOfItem(block)) && kind !== undefined) return kind;
  return block?.getType() === 'paragraph' ? 'paragraph' : 'other';
}

/** The line that stands beside the sign of a list item. */
function $isFirstOfItem(block: LexicalNode | null): boolean {
  if (!$isParagraphNode(block) || block.getPreviousSibling() !== null) return false;
  return $isItemBlocksNode(block.getParent());
}

/** A line of a quotation that is nothing else besides. */
function $isPlainQuote(block: LexicalNode | null): boolean {
  return $isParagraphNode(block) && $isQuoteNode(block.getParent());
}

/** Reads the format at the selection; plain when nothing is selected. */
export function $readFormatState(): FormatState {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return PLAIN;
  return {
    block: $blockKindOf(selection.anchor.getNode()),
    quote: $findMatchingParent(selection.anchor.getNode(), $isQuoteNode) !== null,
    bold: selection.hasFormat('bold'),
    italic: selection.hasFormat('italic'),
    underline: selection.hasFormat('underline'),
    strike: selection.hasFormat('strikethrough'),
    code: selection.hasFormat('code'),
    sub: selection.hasFormat('subscript'),
    sup: selection.hasFormat('superscript'),
    link: $linkAtSelection() !== undefined,
  };
}

/** Says whether two states look the same in the toolbar. */
export function sameFormat(a: FormatState, b: FormatState): boolean {
  return (Object.keys(a) as Array<keyof FormatState>).every((key) => a[key] === b[key]);
}
