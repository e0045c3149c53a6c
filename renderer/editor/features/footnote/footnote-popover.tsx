import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { $getNodeByKey, COMMAND_PRIORITY_HIGH, type NodeKey } from 'lexical';
import { Trash2 } from 'lucide-react';
import { createContext, use, useEffect, type ComponentType } from 'react';
import type { RichText } from '../../../../shared/rich-text.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/toast.tsx';
import { finishEditing, useOneStep } from '../../edit-node.ts';
import { NodePopover } from '../../node-popover.tsx';
import { useOpenNode } from '../../open-node.ts';
import { EDIT_FOOTNOTE_COMMAND, INSERT_FOOTNOTE_COMMAND } from './footnote-extension.ts';
import styles from './footnote-popover.module.css';
import { $isFootnoteNode, type FootnoteNode } from './footnote-node.ts';

function $footnote(key: NodeKey): FootnoteNode | undefined {
  const node = $getNodeByKey(key);
  return $isFootnoteNode(node) ? node : undefined;
}

/** The small editor that a footnote is written in. */
export type FootnoteEditor = ComponentType<{
  initial: RichText;
  onChange: (content: RichText) => void;
}>;

/** Says to an editor that what it edits is a footnote. */
const WithinFootnote = createContext(false);

/** Edits the footnote that was opened; one that is left empty goes away. */
export function FootnotePopover({ Editor }: { Editor: FootnoteEditor }) {
  const [editor] = useLexicalComposerContext();
  const [key, close] = useOpenNode(editor, EDIT_FOOTNOTE_COMMAND);
  const change = useOneStep(editor, key);

  const isWithin = use(WithinFootnote);
  useEffect(() => {
    if (!isWithin) return undefined;
    return editor.registerCommand(
      INSERT_FOOTNOTE_COMMAND,
      () => {
        notify({ kind: 'info', text: 'A footnote can’t have a footnote of its own.' });
        editor.focus();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    );
  }, [editor, isWithin]);

  const opened =
    key === undefined
      ? undefined
      : editor.getEditorState().read(() => {
          const node = $footnote(key);
          return node && { content: node.getContent(), isBlank: node.isBlank() };
        });
  const number = key === undefined ? '' : (editor.getElementByKey(key)?.textContent ?? '');

  const write = (content: RichText) => {
    if (key === undefined) return;
    change(() => $footnote(key)?.setContent(content), opened?.isBlank === true);
  };

  const finish = (how: { remove?: boolean; left?: boolean }) => {
    close();
    finishEditing(editor, key, how, (node) => $isFootnoteNode(node) && node.isBlank());
  };

  return (
    <NodePopover
      editor={editor}
      nodeKey={key}
      label={`Footnote ${number}`.trim()}
      className={styles.popover}
      onClose={(left) => finish({ left })}
    >
      {key !== undefined && opened !== undefined && (
        <div key={key}>
          <div className={styles.head}>
            <span>Footnote {number}</span>
            <Button
              variant="icon"
              label="Remove the footnote"
              onClick={() => finish({ remove: true })}
            >
              <Trash2 size={15} />
            </Button>
            <Button variant="primary" onClick={() => finish({})}>
              Done
            </Button>
          </div>
          <div className={styles.text}>
            <WithinFootnote value={true}>
              <Editor initial={opened.content} onChange={write} />
            </WithinFootnote>
          </div>
        </div>
      )}
    </NodePopover>
  );
}
