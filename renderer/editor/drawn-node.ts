import { DecoratorNode, type DOMExportOutput } from 'lexical';

/** A node of its own making: drawn without React, and on the clipboard of others its words. */
export abstract class DrawnNode extends DecoratorNode<null> {
  override exportDOM(): DOMExportOutput {
    const element = document.createElement(this.isInline() ? 'span' : 'p');
    element.textContent = this.getTextContent();
    return { element };
  }

  override decorate(): null {
    return null;
  }
}
