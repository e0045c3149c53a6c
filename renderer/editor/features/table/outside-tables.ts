import type {
  ElementTransformer,
  MultilineElementTransformer,
  Transformer,
} from '@lexical/markdown';
import { $isTableCellNode } from '@lexical/table';

/** Makes a Markdown sign that begins a block stay what it is in a cell, which holds only lines. */
export function outsideTables(transformer: Transformer): Transformer {
  if (transformer.type === 'element') {
    const replace: ElementTransformer['replace'] = (parent, ...rest) =>
      $isTableCellNode(parent.getParent()) ? false : transformer.replace(parent, ...rest);
    return { ...transformer, replace };
  }
  if (transformer.type === 'multiline-element') {
    const replace: MultilineElementTransformer['replace'] = (parent, ...rest) =>
      $isTableCellNode(parent.getParent()) ? false : transformer.replace(parent, ...rest);
    return { ...transformer, replace };
  }
  return transformer;
}
