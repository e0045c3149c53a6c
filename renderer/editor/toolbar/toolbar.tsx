import { HistoryExtension } from '@lexical/history';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { useExtensionSignalValue } from '@lexical/react/useExtensionSignalValue';
import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  Quote,
  Redo2,
  SquareCode,
  Strikethrough,
  Underline,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { Toolbar as RadixToolbar } from 'radix-ui';
import { Fragment } from 'react';
import { Button } from '../../ui/button.tsx';
import { actionOf, type ActionId } from './actions.ts';
import { BlockMenu } from './block-menu.tsx';
import { keysText, runAction } from './run-action.ts';
import styles from './toolbar.module.css';
import { useFormatState } from './use-format-state.ts';

const ICONS: Partial<Record<ActionId, LucideIcon>> = {
  undo: Undo2,
  redo: Redo2,
  bold: Bold,
  italic: Italic,
  underline: Underline,
  strike: Strikethrough,
  code: Code,
  link: Link,
  bullet: List,
  number: ListOrdered,
  check: ListChecks,
  quote: Quote,
  codeBlock: SquareCode,
  rule: Minus,
};

const GROUPS: Record<'note' | 'annotation', ReadonlyArray<readonly ActionId[]>> = {
  note: [
    ['bold', 'italic', 'underline', 'strike', 'code', 'link'],
    ['bullet', 'number', 'check'],
    ['quote', 'codeBlock', 'rule'],
    ['undo', 'redo'],
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
    </RadixToolbar.Root>
  );
}
