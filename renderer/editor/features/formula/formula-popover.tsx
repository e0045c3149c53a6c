import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { $getNodeByKey, type LexicalEditor, type NodeKey } from 'lexical';
import { Trash2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { finishEditing, useOneStep } from '../../edit-node.ts';
import { NodePopover } from '../../node-popover.tsx';
import { useOpenNode } from '../../open-node.ts';
import { checkFormula } from './draw-formula.ts';
import { EDIT_FORMULA_COMMAND } from './formula-extension.ts';
import styles from './formula-popover.module.css';
import { $isFormulaNode, type FormulaNode } from './formula-node.ts';

function $formula(key: NodeKey): FormulaNode | undefined {
  const node = $getNodeByKey(key);
  return $isFormulaNode(node) ? node : undefined;
}

interface FormProps {
  editor: LexicalEditor;
  formulaKey: NodeKey;
  onDone: () => void;
  onRemove: () => void;
}

/** The source of a formula. The formula itself, in its place in the text, follows every key. */
function FormulaForm({ editor, formulaKey, onDone, onRemove }: FormProps) {
  const [{ tex: first, display }] = useState(() =>
    editor.getEditorState().read(() => {
      const node = $formula(formulaKey);
      return { tex: node?.getTex() ?? '', display: node?.isInline() === false };
    }),
  );
  const [tex, setTex] = useState(first);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const change = useOneStep(editor, formulaKey);
  const problemId = useId();

  useEffect(() => {
    let current = true;
    void checkFormula({ tex, display }).then((found) => {
      if (current) setProblem(tex.trim() === '' ? undefined : found);
    });
    return () => {
      current = false;
    };
  }, [tex, display]);

  const write = (next: string) => {
    setTex(next);
    change(() => $formula(formulaKey)?.setTex(next), first === '');
  };

  return (
    <>
      <textarea
        className={styles.source}
        aria-label="Formula in TeX"
        placeholder={display ? '\\sum_{i=1}^{n} x_i' : 'x^2'}
        rows={display ? 3 : 1}
        spellCheck={false}
        autoCapitalize="off"
        autoFocus
        value={tex}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onDone();
        }}
      />
      {problem !== undefined && (
        <p id={problemId} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.foot}>
        <span className={styles.hint}>TeX · Shift Enter for a new line</span>
        <Button variant="icon" label="Remove the formula" onClick={onRemove}>
          <Trash2 size={15} />
        </Button>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </>
  );
}

/** Edits the formula that was opened; one that is left empty goes away. */
export function FormulaPopover() {
  const [editor] = useLexicalComposerContext();
  const [key, close] = useOpenNode(editor, EDIT_FORMULA_COMMAND);

  useEffect(() => {
    const element = key === undefined ? null : editor.getElementByKey(key);
    element?.setAttribute('data-editing', '');
    return () => element?.removeAttribute('data-editing');
  }, [editor, key]);

  const finish = (how: { remove?: boolean; left?: boolean }) => {
    close();
    finishEditing(editor, key, how, (node) => $isFormulaNode(node) && node.getTex().trim() === '');
  };

  return (
    <NodePopover editor={editor} nodeKey={key} label="Formula" onClose={(left) => finish({ left })}>
      {key !== undefined && (
        <FormulaForm
          key={key}
          editor={editor}
          formulaKey={key}
          onDone={() => finish({})}
          onRemove={() => finish({ remove: true })}
        />
      )}
    </NodePopover>
  );
}
