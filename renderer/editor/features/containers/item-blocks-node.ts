import {
  $create,
  addClassNamesToElement,
  ElementNode,
  isHTMLElement,
  type EditorConfig,
  type LexicalNode,
} from 'lexical';

/** What the element of a list item's blocks is known by, in the page and on the clipboard. */
export const ITEM_BLOCKS_ATTRIBUTE = 'data-item-blocks';

/**
 * The blocks of a list item that is more than a line of words: the item's only child. Lexical's
 * items hold words or a list; within this, every block is where blocks belong.
 */
export class ItemBlocksNode extends ElementNode {
  override $config() {
    return this.config('item-blocks', {
      extends: ElementNode,
      importDOM: {
        div: (element) =>
          element.hasAttribute(ITEM_BLOCKS_ATTRIBUTE)
            ? { conversion: () => ({ node: $createItemBlocksNode() }), priority: 2 }
            : null,
      },
    });
  }

  override createDOM({ theme }: EditorConfig): HTMLElement {
    const element = document.createElement('div');
    element.setAttribute(ITEM_BLOCKS_ATTRIBUTE, '');
    addClassNamesToElement(element, (theme as { itemBlocks?: string }).itemBlocks);
    return element;
  }

  override updateDOM(): false {
    return false;
  }

  override isShadowRoot(): true {
    return true;
  }

  override canBeEmpty(): false {
    return false;
  }

  override canIndent(): false {
    return false;
  }
}

/** A place for the blocks of a list item, empty. */
export function $createItemBlocksNode(): ItemBlocksNode {
  return $create(ItemBlocksNode);
}

export function $isItemBlocksNode(node: LexicalNode | null | undefined): node is ItemBlocksNode {
  return node instanceof ItemBlocksNode;
}

/** Says whether an element of the page holds a list item's blocks. */
export function isItemBlocksElement(element: unknown): element is HTMLElement {
  return isHTMLElement(element) && element.hasAttribute(ITEM_BLOCKS_ATTRIBUTE);
}
