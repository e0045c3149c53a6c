import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  KEY_DOWN_COMMAND,
  mergeRegister,
  type LexicalEditor,
} from 'lexical';
import { Toolbar } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Floating } from '../../floating.tsx';
import { actionOf, type ActionId } from '../../toolbar/actions.ts';
import { ICONS } from '../../toolbar/icons.ts';
import { keysText, runAction } from '../../toolbar/run-action.ts';
import { useFormatState } from '../../toolbar/use-format-state.ts';
import styles from './selection-toolbar.module.css';

const BUTTONS: ReadonlyArray<readonly ActionId[]> = [
  ['bold', 'italic', 'underline', 'strike', 'code', 'link'],
  ['h2', 'h3', 'quote'],
];

function rangeRect(editor: LexicalEditor): DOMRect | undefined {
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (editor.getRootElement()?.contains(range.commonAncestorContainer) !== true) return undefined;
  // Beside the first line: a long selection has a middle that is far from both of its ends.
  return [...range.getClientRects()].find(({ width }) => width > 0);
}

/** The selected words, as a name of the selection; undefined when there are none in the text. */
function useSelected(editor: LexicalEditor): string | undefined {
  const [selected, setSelected] = useState<string>();
  const pressed = useRef(false);
  useEffect(() => {
    const read = () => {
      const root = editor.getRootElement();
      const active = document.activeElement;
      const focused =
        root?.contains(active) === true || active?.matches('[data-selection-toolbar] *') === true;
      const name = editor.getEditorState().read(() => {
        const selection = $getSelection();
        if (!$isRangeSelection(selection) || selection.isCollapsed()) return undefined;
        if (selection.getTextContent().trim() === '') return undefined;
        const { anchor, focus } = selection;
        return `${anchor.key}:${anchor.offset}:${focus.key}:${focus.offset}`;
      });
      // Not while the mouse is still choosing.
      setSelected(focused && !pressed.current ? name : undefined);
    };
    const press = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target !== null && editor.getRootElement()?.contains(target) === true) {
        pressed.current = true;
        read();
      }
    };
    const release = () => {
      if (!pressed.current) return;
      pressed.current = false;
      // The selection is the browser's until Lexical has heard of it.
      setTimeout(read);
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('pointerup', release);
    document.addEventListener('focusin', read);
    return mergeRegister(editor.registerUpdateListener(read), () => {
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('focusin', read);
    });
  }, [editor]);
  return selected;
}

/** What can be done with selected words, above them. Alt F10 goes into it, Escape back. */
export function SelectionToolbar() {
  const [editor] = useLexicalComposerContext();
  const selected = useSelected(editor);
  const state = useFormatState(editor);
  const bar = useRef<HTMLDivElement>(null);
  const open = selected !== undefined && state.block !== 'code';

  useEffect(
    () =>
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          if (event.key !== 'F10' || !event.altKey || bar.current === null) return false;
          event.preventDefault();
          bar.current.querySelector<HTMLElement>('button')?.focus();
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  );

  return (
    <Floating
      editor={editor}
      open={open}
      rect={() => rangeRect(editor)}
      place={selected ?? ''}
      side="top"
      className={styles.popup}
    >
      <Toolbar.Root
        ref={bar}
        className={styles.bar}
        aria-label="Format the selection"
        data-selection-toolbar=""
        // A press must not take the selection out of the text.
        onMouseDown={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          editor.focus();
        }}
      >
        {BUTTONS.map((group, index) => (
          <div key={group[0]} className={styles.group} data-first={index === 0 || undefined}>
            {group.map((id) => {
              const { label, active } = actionOf(id);
              const Icon = ICONS[id];
              if (Icon === undefined) return null;
              const shortcut = keysText(id);
              return (
                <Toolbar.Button key={id} asChild>
                  <Button
                    variant="icon"
                    label={label}
                    className={styles.button}
                    aria-pressed={active?.(state) ?? false}
                    {...(shortcut === undefined ? {} : { shortcut })}
                    onClick={() => runAction(editor, id, state)}
                  >
                    <Icon size={16} strokeWidth={1.9} />
                  </Button>
                </Toolbar.Button>
              );
            })}
          </div>
        ))}
      </Toolbar.Root>
    </Floating>
  );
}
