import {
  $applyNodeReplacement,
  type DecoratorNode,
  type LexicalNode,
  type LexicalParseJSON,
  type NodeKey,
  type SerializedLexicalNode,
  type Spread,
} from 'lexical';
import { citationText } from '../../../../shared/citation-label.ts';
import type { Reference } from '../../../../shared/document.ts';
import { TargetNode, textOf } from '../targets/target-node.ts';

/** Where in a source a citation points. */
export interface Locator {
  kind: 'paragraph' | 'page';
  /** As it is printed: "4", "12-14". Empty when the whole source is meant. */
  value: string;
}

/** What a citation keeps; `label` is how the source reads in the text: "Kim 2024". */
export interface CitedSource {
  sourceId: string;
  label: string;
  locator: Locator;
}

export type SerializedCitationNode = Spread<
  { sourceId: string; label: string; locatorKind?: Locator['kind']; locator?: string },
  SerializedLexicalNode
>;

const NOWHERE: Locator = { kind: 'paragraph', value: '' };

/** A citation of a source within the text: "(Kim 2024, ¶ 4)". */
export class CitationNode extends TargetNode {
  __cited: CitedSource;

  static override getType(): string {
    return 'citation';
  }

  static override clone(node: CitationNode): CitationNode {
    return new CitationNode(node.__cited, node.__key);
  }

  static override importJSON(
    serialized: Parameters<typeof DecoratorNode.importJSON>[0],
  ): CitationNode {
    return $applyNodeReplacement(new CitationNode()).updateFromJSON(serialized);
  }

  constructor(cited: CitedSource = { sourceId: '', label: '', locator: NOWHERE }, key?: NodeKey) {
    super(key);
    this.__cited = cited;
  }

  override updateFromJSON(serialized: LexicalParseJSON<SerializedCitationNode>): this {
    const self = super.updateFromJSON(serialized).getWritable();
    const { sourceId, label, locatorKind, locator } = serialized;
    self.__cited = {
      sourceId: textOf(sourceId),
      label: textOf(label),
      locator: { kind: locatorKind === 'page' ? 'page' : 'paragraph', value: textOf(locator) },
    };
    return self;
  }

  override exportJSON(): SerializedCitationNode {
    const { sourceId, label, locator } = this.getCited();
    const place = locator.value === '' ? {} : { locatorKind: locator.kind, locator: locator.value };
    return { ...super.exportJSON(), sourceId, label, ...place };
  }

  getCited(): CitedSource {
    return this.getLatest().__cited;
  }

  setLocator(locator: Locator): this {
    const self = this.getWritable();
    self.__cited = { ...self.__cited, locator };
    return self;
  }

  override getTarget(): Reference {
    return { kind: 'source', id: this.getCited().sourceId };
  }

  override getTextContent(): string {
    const { label, locator } = this.getCited();
    return citationText(label, locator);
  }
}

/** A citation of the source. */
export function $createCitationNode(cited: CitedSource): CitationNode {
  return $applyNodeReplacement(new CitationNode(cited));
}

export function $isCitationNode(node: LexicalNode | null | undefined): node is CitationNode {
  return node instanceof CitationNode;
}
