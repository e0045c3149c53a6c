import { HistoryExtension } from '@lexical/history';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { useExtensionSignalValue } from '@lexical/react/useExtensionSignalValue';
import { Toolbar as RadixToolbar } from 'radix-ui';
import { Fragment } from 'react';
import { Button } from '../../ui/button.tsx';
import { actionOf, type ActionId } from './actions.ts';
import { BlockMenu } from './block-menu.tsx';
import { ICONS } from './icons.ts';
import { InsertMenu } from './insert-menu.tsx';
import { keysText, runAction } from './run-action.ts';
import styles from './toolbar.module.css';
import { useFormatState } from './use-format-state.ts';

const GROUPS: Record<'note' | 'annotation', ReadonlyArray<readonly ActionId[]>> = {
  note: [
    ['bold', 'italic', 'underline', 'strike', 'sub', 'sup', 'code', 'link'],
    ['bullet', 'number', 'check'],
    ['undo', 'redo', 'find'],
  ],
  annotation: [['bold', 'italic', 'link', 'bullet', 'check']],
};

/** The editor's buttons: one stop for Tab, arrows inside. */
export function EditorToolbar({ variant }: { variant: 'note' | 'annotation' }) {
  const [editor] = useLexicalComposerContext();
  const state = useFormatState(editor);
  const canUndo = useExtensionSignalValue(HistoryExtension, 'canUndo');
  const canRedo = useExtensionSignalValue(HistoryExtension, 'canRedo');

  const button = (id: ActionId) => {
    const { label, active } = actionOf(id);
    const Icon = ICONS[id];
    if (Icon === undefined) return null;
    const shortcut = keysText(id);
    const disabled = (id === 'undo' && !canUndo) || (id === 'redo' && !canRedo);
    return (
      <RadixToolbar.Button key={id} asChild>
        <Button
          variant="icon"
          label={label}
          className={styles.button}
          {...(shortcut === undefined ? {} : { shortcut })}
          {...(active === undefined ? {} : { 'aria-pressed': active(state) })}
          aria-disabled={disabled || undefined}
          onClick={() => {
            if (!disabled) runAction(editor, id, state);
          }}
        >
          <Icon size={16} strokeWidth={1.9} />
        </Button>
      </RadixToolbar.Button>
    );
  };

  return (
    <RadixToolbar.Root
      className={`${styles.toolbar} ${styles[variant]}`}
      aria-label="Formatting"
      // A click must not take the caret out of the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      {variant === 'note' && (
        <>
          <BlockMenu editor={editor} state={state} />
          <RadixToolbar.Separator className={styles.separator} />
        </>
      )}
      {GROUPS[variant].map((group, index) => (
        <Fragment key={group[0]}>
          {index > 0 && <RadixToolbar.Separator className={styles.separator} />}
          {group.map(button)}
        </Fragment>
      ))}
      {variant === 'note' && (
        <>
          <RadixToolbar.Separator className={styles.separator} />
          <InsertMenu editor={editor} state={state} />
        </>
      )}
    </RadixToolbar.Root>
  );
}
