import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { NodePopover } from '../../node-popover.tsx';
import { useOpenNode } from '../../open-node.ts';
import { TableChooser } from './table-chooser.tsx';
import styles from './table-chooser.module.css';
import { CHOOSE_TABLE_COMMAND, INSERT_SIZED_TABLE_COMMAND } from './table-extension.ts';

/** Asks how large a table is to be, below the line that it comes after. */
export function TableChooserPopover() {
  const [editor] = useLexicalComposerContext();
  const [key, close] = useOpenNode(editor, CHOOSE_TABLE_COMMAND);
  const finish = (left: boolean) => {
    close();
    if (!left) editor.focus();
  };
  return (
    <NodePopover
      editor={editor}
      nodeKey={key}
      label="New table"
      className={styles.popover}
      onClose={finish}
    >
      <TableChooser
        onChoose={(size) => {
          editor.dispatchCommand(INSERT_SIZED_TABLE_COMMAND, size);
          finish(false);
        }}
      />
    </NodePopover>
  );
}
