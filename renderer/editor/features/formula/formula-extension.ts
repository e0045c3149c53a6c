import { NodeSelectionDataSelectedExtension } from '@lexical/extension';
import {
  $getRoot,
  $getSelection,
  $insertNodes,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  configExtension,
  createCommand,
  defineExtension,
  mergeRegister,
  type LexicalCommand,
  type NodeKey,
} from 'lexical';
import { $insertBlock } from '../../insert-block.ts';
import { $selectNode, registerOpening } from '../../open-node.ts';
import {
  $createFormulaBlockNode,
  $createFormulaNode,
  $isFormulaNode,
  FormulaBlockNode,
  FormulaNode,
} from './formula-node.ts';

/** Puts an empty formula at the caret, or on a line of its own, and opens it. */
export const INSERT_FORMULA_COMMAND: LexicalCommand<'inline' | 'block'> =
  createCommand('INSERT_FORMULA_COMMAND');

/** Opens the formula of that key, to be written. */
export const EDIT_FORMULA_COMMAND: LexicalCommand<NodeKey> = createCommand('EDIT_FORMULA_COMMAND');

function $insertFormula(kind: 'inline' | 'block'): FormulaNode {
  if (kind === 'block') {
    const block = $createFormulaBlockNode('');
    $insertBlock(block);
    return block;
  }
  const selection = $getSelection();
  // Words that are selected are the formula's source.
  const tex = $isRangeSelection(selection) ? selection.getTextContent() : '';
  if (selection === null) $getRoot().selectEnd();
  const formula = $createFormulaNode(tex);
  $insertNodes([formula]);
  return formula;
}

/** Formulas in TeX, within a line or on a line of their own. */
export const FormulaExtension = defineExtension({
  name: 'casebook/formula',
  dependencies: [
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [FormulaNode, FormulaBlockNode] }),
  ],
  nodes: () => [FormulaNode, FormulaBlockNode],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        INSERT_FORMULA_COMMAND,
        (kind) => {
          const formula = $insertFormula(kind);
          $selectNode(formula);
          editor.dispatchCommand(EDIT_FORMULA_COMMAND, formula.getKey());
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      registerOpening(editor, $isFormulaNode, EDIT_FORMULA_COMMAND),
    ),
});
