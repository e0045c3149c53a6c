import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { $getNodeByKey, type LexicalEditor, type NodeKey } from 'lexical';
import { Trash2 } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { finishEditing, useOneStep } from '../../edit-node.ts';
import { NodePopover } from '../../node-popover.tsx';
import { useOpenNode } from '../../open-node.ts';
import { EDIT_PICTURE_COMMAND } from './picture-extension.ts';
import {
  $isPictureNode,
  MIN_WIDTH,
  type PictureContent,
  type PictureNode,
} from './picture-node.ts';
import styles from './picture-popover.module.css';

function $picture(key: NodeKey): PictureNode | undefined {
  const node = $getNodeByKey(key);
  return $isPictureNode(node) ? node : undefined;
}

interface FormProps {
  editor: LexicalEditor;
  pictureKey: NodeKey;
  onDone: () => void;
  onRemove: () => void;
}

function PictureForm({ editor, pictureKey, onDone, onRemove }: FormProps) {
  const [picture, setPicture] = useState<PictureContent>(
    () =>
      editor.getEditorState().read(() => $picture(pictureKey)?.getPicture()) ?? {
        file: '',
        alt: '',
        caption: '',
      },
  );
  const ids = { caption: useId(), alt: useId(), width: useId() };
  const write = useOneStep(editor, pictureKey);

  const change = (changes: Partial<PictureContent>) => {
    setPicture((current) => ({ ...current, ...changes }));
    write(() => $picture(pictureKey)?.change(changes));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onDone();
  };
  const { caption, alt, width } = picture;

  return (
    <>
      <label className={styles.label} htmlFor={ids.caption}>
        Caption
      </label>
      <input
        id={ids.caption}
        className={styles.field}
        value={caption}
        maxLength={10_000}
        autoFocus
        onChange={(event) => change({ caption: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <label className={styles.label} htmlFor={ids.alt}>
        What it shows <span>for those who can’t see it</span>
      </label>
      <textarea
        id={ids.alt}
        className={styles.field}
        rows={2}
        maxLength={10_000}
        value={alt}
        onChange={(event) => change({ alt: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <label className={styles.label} htmlFor={ids.width}>
        Width <span>{width === undefined ? 'its own' : `${width}% of the column`}</span>
      </label>
      <div className={styles.width}>
        <input
          id={ids.width}
          type="range"
          min={MIN_WIDTH}
          max={100}
          step={5}
          value={width ?? 100}
          aria-valuetext={width === undefined ? 'Its own width' : `${width}% of the column`}
          onChange={(event) => change({ width: event.target.valueAsNumber })}
        />
        <Button
          variant="quiet"
          aria-pressed={width === undefined}
          onClick={() => change({ width: undefined })}
        >
          Own width
        </Button>
      </div>
      <div className={styles.foot}>
        <Button variant="icon" label="Remove the picture" onClick={onRemove}>
          <Trash2 size={15} />
        </Button>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </>
  );
}

/** Caption, description and width of the picture that was opened. */
export function PicturePopover() {
  const [editor] = useLexicalComposerContext();
  const [key, close] = useOpenNode(editor, EDIT_PICTURE_COMMAND);

  const finish = (how: { remove?: boolean; left?: boolean }) => {
    close();
    finishEditing(editor, key, how);
  };

  return (
    <NodePopover editor={editor} nodeKey={key} label="Picture" onClose={(left) => finish({ left })}>
      {key !== undefined && (
        <PictureForm
          key={key}
          editor={editor}
          pictureKey={key}
          onDone={() => finish({})}
          onRemove={() => finish({ remove: true })}
        />
      )}
    </NodePopover>
  );
}
