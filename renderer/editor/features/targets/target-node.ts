import { addClassNamesToElement, type EditorConfig, type LexicalNode } from 'lexical';
import { DrawnNode } from '../../drawn-node.ts';
import type { Reference } from '../../../../shared/document.ts';

/** Drawn without React: a span within the line, whose words are those of `getTextContent`. */
export abstract class TargetNode extends DrawnNode {
  /** What it leads to. */
  abstract getTarget(): Reference;

  override createDOM(config: EditorConfig): HTMLElement {
    const span = document.createElement('span');
    span.contentEditable = 'false';
    span.setAttribute('role', 'link');
    // Isolated from the line around it: “(2020, p. 7)” reads so in a Hebrew line, too.
    span.dir = 'auto';
    addClassNamesToElement(span, (config.theme as Record<string, string>)[this.getType()]);
    span.textContent = this.getTextContent();
    return span;
  }

  override updateDOM(_previous: this, dom: HTMLElement): boolean {
    const text = this.getTextContent();
    if (dom.textContent !== text) dom.textContent = text;
    return false;
  }

  override isInline(): true {
    return true;
  }
}

export function $isTargetNode(node: LexicalNode | null | undefined): node is TargetNode {
  return node instanceof TargetNode;
}

/** A field of a stored node, which may come from elsewhere. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
