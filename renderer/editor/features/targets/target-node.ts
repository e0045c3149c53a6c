import {
  addClassNamesToElement,
  DecoratorNode,
  type DOMExportOutput,
  type EditorConfig,
  type LexicalNode,
} from 'lexical';
import type { Reference } from '../../../../shared/document.ts';

/** Drawn without React: a span within the line, whose words are those of `getTextContent`. */
export abstract class TargetNode extends DecoratorNode<null> {
  /** What it leads to. */
  abstract getTarget(): Reference;

  override createDOM(config: EditorConfig): HTMLElement {
    const span = document.createElement('span');
    span.contentEditable = 'false';
    span.setAttribute('role', 'link');
    addClassNamesToElement(span, (config.theme as Record<string, string>)[this.getType()]);
    span.textContent = this.getTextContent();
    return span;
  }

  override updateDOM(_previous: this, dom: HTMLElement): boolean {
    const text = this.getTextContent();
    if (dom.textContent !== text) dom.textContent = text;
    return false;
  }

  /** What other programs get when it is copied: its words. */
  override exportDOM(): DOMExportOutput {
    const element = document.createElement('span');
    element.textContent = this.getTextContent();
    return { element };
  }

  override isInline(): true {
    return true;
  }

  override decorate(): null {
    return null;
  }
}

export function $isTargetNode(node: LexicalNode | null | undefined): node is TargetNode {
  return node instanceof TargetNode;
}

/** A field of a stored node, which may come from elsewhere. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
