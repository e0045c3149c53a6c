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
import type { Citation, Reference } from '../../../../shared/document.ts';
import type { LocatorKindId } from '../../../../shared/locators.ts';
import { citationOf } from '../../../../shared/rich-text.ts';
import { TargetNode, textOf } from '../targets/target-node.ts';

/** What a citation keeps; `label` is how the source reads in the text: "Kim 2024". */
export interface CitedSource extends Citation {
  label: string;
}

export type SerializedCitationNode = Spread<
  {
    sourceId: string;
    label: string;
    locatorKind?: LocatorKindId;
    locator?: string;
    prefix?: string;
    suffix?: string;
    suppressAuthor?: true;
  },
  SerializedLexicalNode
>;

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

  constructor(cited: CitedSource = { sourceId: '', label: '' }, key?: NodeKey) {
    super(key);
    this.__cited = cited;
  }

  override updateFromJSON(serialized: LexicalParseJSON<SerializedCitationNode>): this {
    const self = super.updateFromJSON(serialized).getWritable();
    self.__cited = {
      ...citationOf({ type: 'citation', ...serialized }),
      label: textOf(serialized.label),
    };
    return self;
  }

  override exportJSON(): SerializedCitationNode {
    const { sourceId, label, locator, prefix, suffix, suppressAuthor } = this.getCited();
    return {
      ...super.exportJSON(),
      sourceId,
      label,
      ...(locator && { locatorKind: locator.kind, locator: locator.value }),
      ...(prefix && { prefix }),
      ...(suffix && { suffix }),
      ...(suppressAuthor && { suppressAuthor }),
    };
  }

  getCited(): CitedSource {
    return this.getLatest().__cited;
  }

  /** Says it anew; fields that are absent are taken away. */
  setCited(cited: CitedSource): this {
    const self = this.getWritable();
    self.__cited = cited;
    return self;
  }

  override getTarget(): Reference {
    return { kind: 'source', id: this.getCited().sourceId };
  }

  override getTextContent(): string {
    const { label, ...cite } = this.getCited();
    return citationText(label, cite);
  }
}

/** A citation of the source. */
export function $createCitationNode(cited: CitedSource): CitationNode {
  return $applyNodeReplacement(new CitationNode(cited));
}

export function $isCitationNode(node: LexicalNode | null | undefined): node is CitationNode {
  return node instanceof CitationNode;
}
