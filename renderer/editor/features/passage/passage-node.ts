import {
  $applyNodeReplacement,
  addClassNamesToElement,
  type DecoratorNode,
  type DOMExportOutput,
  type EditorConfig,
  type LexicalNode,
  type LexicalParseJSON,
  type NodeKey,
  type SerializedLexicalNode,
  type Spread,
} from 'lexical';
import { DrawnNode } from '../../drawn-node.ts';
import { passageOf, type PassageReference } from '../../../../shared/rich-text.ts';

export type SerializedPassageNode = Spread<PassageReference, SerializedLexicalNode>;

/** The title of the source that a passage block quotes. */
export function titleOf({ title }: PassageReference): string {
  return title === '' ? 'Untitled source' : title;
}

/** Where a passage block leads, in words: the source's title and the ¶ number. */
export function placeOf(reference: PassageReference): string {
  const { paragraph } = reference;
  return paragraph === undefined ? titleOf(reference) : `${titleOf(reference)}, ¶ ${paragraph}`;
}

/**
 * A quotation that stays linked to its highlight. One block, drawn without React: what it shows
 * never changes after it is made.
 */
export class PassageNode extends DrawnNode {
  __reference: PassageReference;

  static override getType(): string {
    return 'passage';
  }

  static override clone(node: PassageNode): PassageNode {
    return new PassageNode(node.__reference, node.__key);
  }

  static override importJSON(
    serialized: Parameters<typeof DecoratorNode.importJSON>[0],
  ): PassageNode {
    return $applyNodeReplacement(new PassageNode()).updateFromJSON(serialized);
  }

  constructor(
    reference: PassageReference = { sourceId: '', highlightId: '', exact: '', title: '' },
    key?: NodeKey,
  ) {
    super(key);
    this.__reference = reference;
  }

  override updateFromJSON(serialized: LexicalParseJSON<SerializedPassageNode>): this {
    const self = super.updateFromJSON(serialized).getWritable();
    self.__reference = passageOf({ type: 'passage', ...serialized });
    return self;
  }

  override exportJSON(): SerializedPassageNode {
    const { paragraph, ...reference } = this.getReference();
    return {
      ...super.exportJSON(),
      ...reference,
      ...(paragraph === undefined ? {} : { paragraph }),
    };
  }

  getReference(): PassageReference {
    return this.getLatest().__reference;
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const figure = document.createElement('figure');
    addClassNamesToElement(figure, (config.theme as { passage?: string }).passage);
    figure.contentEditable = 'false';
    const quote = document.createElement('blockquote');
    quote.textContent = this.__reference.exact;
    const caption = document.createElement('figcaption');
    const open = document.createElement('button');
    open.type = 'button';
    open.tabIndex = -1;
    open.textContent = placeOf(this.__reference);
    open.title = 'Open the source at this passage';
    caption.append(open);
    figure.append(quote, caption);
    return figure;
  }

  override updateDOM(): boolean {
    return false;
  }

  /** What other programs get when the block is copied: a plain quotation. */
  override exportDOM(): DOMExportOutput {
    const element = document.createElement('blockquote');
    for (const text of [this.__reference.exact, `— ${placeOf(this.__reference)}`]) {
      const paragraph = document.createElement('p');
      paragraph.textContent = text;
      element.append(paragraph);
    }
    return { element };
  }

  override getTextContent(): string {
    return `${this.__reference.exact}\n— ${placeOf(this.__reference)}`;
  }

  override isInline(): false {
    return false;
  }
}

/** A passage block that quotes the passage. */
export function $createPassageNode(reference: PassageReference): PassageNode {
  return $applyNodeReplacement(new PassageNode(reference));
}

export function $isPassageNode(node: LexicalNode | null | undefined): node is PassageNode {
  return node instanceof PassageNode;
}
