import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  $getNodeByKey,
  COMMAND_PRIORITY_HIGH,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  SKIP_DOM_SELECTION_TAG,
  type NodeKey,
} from 'lexical';
import { Trash2 } from 'lucide-react';
import { createContext, use, useEffect, useRef, type ComponentType } from 'react';
import type { RichText } from '../../../../shared/rich-text.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/toast.tsx';
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
  const changed = useRef(false);
  useEffect(() => {
    changed.current = false;
  }, [key]);

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
    // All that is written while this is open is one step, and of a new footnote part of its making.
    const merges = changed.current || opened?.isBlank === true;
    changed.current = true;
    editor.update(() => $footnote(key)?.setContent(content), {
      tag: [merges ? HISTORY_MERGE_TAG : HISTORY_PUSH_TAG, SKIP_DOM_SELECTION_TAG],
    });
  };

  const finish = ({ remove = false, left = false }) => {
    close();
    if (key === undefined) return;
    editor.update(() => {
      const node = $footnote(key);
      if (node === undefined) return;
      if (!left) node.selectNext(0, 0);
      if (remove || node.isBlank()) node.remove();
    });
    if (!left) editor.focus();
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
