import type { ElementTransformer, TextMatchTransformer } from '@lexical/markdown';
import { $createTextNode, $getEditor } from 'lexical';
import { $selectNode } from '../../open-node.ts';
import { EDIT_FORMULA_COMMAND } from './formula-extension.ts';
import {
  $createFormulaBlockNode,
  $createFormulaNode,
  FormulaBlockNode,
  FormulaNode,
} from './formula-node.ts';

/**
 * What may follow the second "$" of a formula. It is only known to be one when the next key is
 * pressed: in "$5/$6" the same signs are money.
 */
const CLOSERS = [' ', '.', ',', ';', ':', '?', ')'];

/** "$x^2$" within a line, once something is typed after it. */
export const FORMULAS: TextMatchTransformer[] = CLOSERS.map((closer) => ({
  type: 'text-match',
  dependencies: [FormulaNode],
  regExp: /(?<![\\$\w])\$([^\s$](?:[^$]*[^\s$\\])?)\$([ .,;:?)])$/,
  trigger: closer,
  replace: (node, match) => {
    const [, tex = '', after = ''] = match;
    const rest = $createTextNode(after).setFormat(node.getFormat());
    node.replace($createFormulaNode(tex)).insertAfter(rest);
    rest.selectEnd();
  },
}));

/** "$$x^2$$" alone on a line, and a space; "$$" and a space opens an empty one. */
export const FORMULA_BLOCK: ElementTransformer = {
  type: 'element',
  dependencies: [FormulaBlockNode],
  export: () => null,
  regExp: /^\$\$(?:([^$]+)\$\$)?\s$/,
  replace: (parent, _children, match) => {
    const formula = $createFormulaBlockNode((match[1] ?? '').trim());
    parent.insertBefore(formula);
    parent.selectStart();
    if (formula.getTex() === '') {
      $selectNode(formula);
      $getEditor().dispatchCommand(EDIT_FORMULA_COMMAND, formula.getKey());
    }
  },
};
