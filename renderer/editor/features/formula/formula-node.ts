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
import { drawFormula } from './draw-formula.ts';

export type SerializedFormulaNode = Spread<{ tex: string }, SerializedLexicalNode>;

type Parsed = Parameters<typeof DecoratorNode.importJSON>[0];

/** A formula within a line, in TeX. Drawn without React. */
export class FormulaNode extends DrawnNode {
  __tex: string;

  static override getType(): string {
    return 'formula';
  }

  static override clone(node: FormulaNode): FormulaNode {
    return new FormulaNode(node.__tex, node.__key);
  }

  static override importJSON(serialized: Parsed): FormulaNode {
    return $createFormulaNode('').updateFromJSON(serialized);
  }

  constructor(tex = '', key?: NodeKey) {
    super(key);
    this.__tex = tex;
  }

  override updateFromJSON(serialized: LexicalParseJSON<SerializedFormulaNode>): this {
    const self = super.updateFromJSON(serialized).getWritable();
    self.__tex = typeof serialized.tex === 'string' ? serialized.tex : '';
    return self;
  }

  override exportJSON(): SerializedFormulaNode {
    return { ...super.exportJSON(), tex: this.getTex() };
  }

  getTex(): string {
    return this.getLatest().__tex;
  }

  setTex(tex: string): this {
    const self = this.getWritable();
    self.__tex = tex;
    return self;
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const display = !this.isInline();
    const element = document.createElement(display ? 'div' : 'span');
    const { formula, formulaBlock } = config.theme as { formula?: string; formulaBlock?: string };
    addClassNamesToElement(element, display ? formulaBlock : formula);
    element.contentEditable = 'false';
    drawFormula(element, { tex: this.__tex, display });
    return element;
  }

  override updateDOM(previous: this, element: HTMLElement): boolean {
    if (previous.__tex !== this.__tex) {
      drawFormula(element, { tex: this.__tex, display: !this.isInline() });
    }
    return false;
  }

  override getTextContent(): string {
    return this.isInline() ? `$${this.getTex()}$` : `$$${this.getTex()}$$`;
  }

  override isInline(): boolean {
    return true;
  }
}

/** A formula on a line of its own. */
export class FormulaBlockNode extends FormulaNode {
  static override getType(): string {
    return 'formula-block';
  }

  static override clone(node: FormulaBlockNode): FormulaBlockNode {
    return new FormulaBlockNode(node.__tex, node.__key);
  }

  static override importJSON(serialized: Parsed): FormulaBlockNode {
    return $createFormulaBlockNode('').updateFromJSON(serialized);
  }

  override isInline(): boolean {
    return false;
  }
}

/** A formula within a line. */
export function $createFormulaNode(tex: string): FormulaNode {
  return $applyNodeReplacement(new FormulaNode(tex));
}

/** A formula on a line of its own. */
export function $createFormulaBlockNode(tex: string): FormulaBlockNode {
  return $applyNodeReplacement(new FormulaBlockNode(tex));
}

/** Says whether a node is a formula, of either kind. */
export function $isFormulaNode(node: LexicalNode | null | undefined): node is FormulaNode {
  return node instanceof FormulaNode;
}
