import { AutoLinkNode, LinkNode } from '@lexical/link';
import { $isCodeNode, CodeNode } from '@lexical/code';
import { $isListItemNode, ListItemNode, ListNode } from '@lexical/list';
import { HeadingNode, QuoteNode } from '@lexical/rich-text';
import {
  defineExtension,
  mergeRegister,
  ParagraphNode,
  TextNode,
  type ElementNode,
  type Klass,
} from 'lexical';
import { isAllowedHref } from '../../../../shared/links.ts';
import { ItemBlocksNode } from '../containers/item-blocks-node.ts';

/** The format bits that a stored text may carry; Lexical's others (capitals, highlight) are looks. */
const KEPT_FORMATS = 0b1111111;

const BLOCKS: ReadonlyArray<Klass<ElementNode>> = [
  ParagraphNode,
  HeadingNode,
  QuoteNode,
  ListNode,
  ListItemNode,
  CodeNode,
  ItemBlocksNode,
];

function $cleanText(node: TextNode): void {
  if (node.getStyle() !== '') node.setStyle('');
  const format = $isCodeNode(node.getParent()) ? 0 : node.getFormat() & KEPT_FORMATS;
  if (node.getFormat() !== format) node.setFormat(format);
}

function $cleanBlock(node: ElementNode): void {
  if (node.getFormatType() !== '') node.setFormat('');
  if (node.getStyle() !== '') node.setStyle('');
  if (node.getTextStyle() !== '') node.setTextStyle('');
  // Only lists are indented here, and their depth is their nesting.
  if (!$isListItemNode(node) && node.getIndent() !== 0) node.setIndent(0);
}

function $cleanLink(node: LinkNode): void {
  if (!isAllowedHref(node.getURL())) {
    for (const child of node.getChildren()) node.insertBefore(child);
    node.remove();
    return;
  }
  if (node.getTarget() !== null) node.setTarget(null);
  if (node.getRel() !== 'noreferrer') node.setRel('noreferrer');
  if (node.getTitle() !== null) node.setTitle(null);
}

/**
 * Keeps meaning and drops looks, whatever way text comes in (paste, drop, Markdown, code): no
 * styles, colours or alignment, and no link but http, https and mailto.
 */
export const CleanExtension = defineExtension({
  name: 'casebook/clean',
  register: (editor) =>
    mergeRegister(
      editor.registerNodeTransform(TextNode, $cleanText),
      editor.registerNodeTransform(LinkNode, $cleanLink),
      editor.registerNodeTransform(AutoLinkNode, $cleanLink),
      ...BLOCKS.map((klass) => editor.registerNodeTransform(klass, $cleanBlock)),
    ),
});
