import {
  $applyNodeReplacement,
  type DecoratorNode,
  type LexicalNode,
  type LexicalParseJSON,
  type NodeKey,
  type SerializedLexicalNode,
  type Spread,
} from 'lexical';
import type { Reference } from '../../../../shared/document.ts';
import { TargetNode, textOf } from '../targets/target-node.ts';

/** What a link to a note or a source keeps; `title` is that of when it was made. */
export interface LinkedThing extends Reference {
  title: string;
}

export type SerializedReferenceNode = Spread<LinkedThing, SerializedLexicalNode>;

/** A link within the text to a note or a source of the library. */
export class ReferenceNode extends TargetNode {
  __thing: LinkedThing;

  static override getType(): string {
    return 'reference';
  }

  static override clone(node: ReferenceNode): ReferenceNode {
    return new ReferenceNode(node.__thing, node.__key);
  }

  static override importJSON(
    serialized: Parameters<typeof DecoratorNode.importJSON>[0],
  ): ReferenceNode {
    return $applyNodeReplacement(new ReferenceNode()).updateFromJSON(serialized);
  }

  constructor(thing: LinkedThing = { kind: 'note', id: '', title: '' }, key?: NodeKey) {
    super(key);
    this.__thing = thing;
  }

  override updateFromJSON(serialized: LexicalParseJSON<SerializedReferenceNode>): this {
    const self = super.updateFromJSON(serialized).getWritable();
    const { kind, id, title } = serialized;
    self.__thing = {
      kind: kind === 'source' ? 'source' : 'note',
      id: textOf(id),
      title: textOf(title),
    };
    return self;
  }

  override exportJSON(): SerializedReferenceNode {
    return { ...super.exportJSON(), ...this.getLatest().__thing };
  }

  override getTarget(): Reference {
    const { kind, id } = this.getLatest().__thing;
    return { kind, id };
  }

  override getTextContent(): string {
    const { kind, title } = this.getLatest().__thing;
    return title === '' ? `Untitled ${kind}` : title;
  }
}

/** A link that leads to the thing. */
export function $createReferenceNode(thing: LinkedThing): ReferenceNode {
  return $applyNodeReplacement(new ReferenceNode(thing));
}

export function $isReferenceNode(node: LexicalNode | null | undefined): node is ReferenceNode {
  return node instanceof ReferenceNode;
}
