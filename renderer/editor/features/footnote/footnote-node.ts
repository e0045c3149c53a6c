import {
  $applyNodeReplacement,
  addClassNamesToElement,
  type DecoratorNode,
  type EditorConfig,
  type LexicalNode,
  type LexicalParseJSON,
  type NodeKey,
  type SerializedLexicalNode,
  type Spread,
} from 'lexical';
import { DrawnNode } from '../../drawn-node.ts';
import { richTextToPlain, textToRichText, type RichText } from '../../../../shared/rich-text.ts';

export type SerializedFootnoteNode = Spread<{ content: RichText }, SerializedLexicalNode>;

function isRichText(value: unknown): value is RichText {
  return typeof value === 'object' && value !== null && 'root' in value;
}

/**
 * A footnote's mark, which carries the footnote: a rich text of its own. Drawn without React; its
 * number is written by the extension, which sees all of them.
 */
export class FootnoteNode extends DrawnNode {
  __content: RichText;

  static override getType(): string {
    return 'footnote';
  }

  static override clone(node: FootnoteNode): FootnoteNode {
    return new FootnoteNode(node.__content, node.__key);
  }

  static override importJSON(
    serialized: Parameters<typeof DecoratorNode.importJSON>[0],
  ): FootnoteNode {
    return $createFootnoteNode().updateFromJSON(serialized);
  }

  constructor(content: RichText = textToRichText(''), key?: NodeKey) {
    super(key);
    this.__content = content;
  }

  override updateFromJSON(serialized: LexicalParseJSON<SerializedFootnoteNode>): this {
    const self = super.updateFromJSON(serialized).getWritable();
    const { content } = serialized;
    self.__content = isRichText(content) ? content : textToRichText('');
    return self;
  }

  override exportJSON(): SerializedFootnoteNode {
    return { ...super.exportJSON(), content: this.getContent() };
  }

  getContent(): RichText {
    return this.getLatest().__content;
  }

  setContent(content: RichText): this {
    const self = this.getWritable();
    self.__content = content;
    return self;
  }

  /** Says whether nothing is written in it. */
  isBlank(): boolean {
    return richTextToPlain(this.getContent()).trim() === '';
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const mark = document.createElement('sup');
    addClassNamesToElement(mark, (config.theme as { footnote?: string }).footnote);
    mark.contentEditable = 'false';
    mark.dataset['footnote'] = '';
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    mark.append(button);
    return mark;
  }

  override updateDOM(): boolean {
    return false;
  }

  override getTextContent(): string {
    return ` [${richTextToPlain(this.getContent())}]`;
  }

  override isInline(): true {
    return true;
  }
}

/** A footnote's mark; empty when no content is given. */
export function $createFootnoteNode(content?: RichText): FootnoteNode {
  return $applyNodeReplacement(new FootnoteNode(content));
}

export function $isFootnoteNode(node: LexicalNode | null | undefined): node is FootnoteNode {
  return node instanceof FootnoteNode;
}

/** Sent to the text when numbers of its footnotes have changed. */
export const NUMBERED_EVENT = 'footnotesnumbered';

/**
 * Writes the numbers of all footnote marks in an element, in reading order. Citations are marks,
 * too, where the style makes notes of them.
 */
export function numberFootnotes(root: HTMLElement): void {
  let changed = false;
  root.querySelectorAll('sup[data-footnote] > button, [data-cite-note]').forEach((mark, index) => {
    const number = String(index + 1);
    if (mark.textContent === number) return;
    changed = true;
    mark.textContent = number;
    const isCitation = mark.hasAttribute('data-cite-note');
    if (!isCitation) mark.setAttribute('aria-label', `Footnote ${number}`);
  });
  if (changed) root.dispatchEvent(new Event(NUMBERED_EVENT));
}
