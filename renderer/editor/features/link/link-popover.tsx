import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { SelectionAlwaysOnDisplay } from '@lexical/react/LexicalSelectionAlwaysOnDisplay';
import {
  $getSelection,
  $isRangeSelection,
  $setSelection,
  BLUR_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_LOW,
  mergeRegister,
  type BaseSelection,
  type LexicalEditor,
} from 'lexical';
import { ExternalLink, Pencil, Unlink } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useId, useMemo, useRef, useState, type SyntheticEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { hrefFrom } from './href.ts';
import { $linkAtSelection, EDIT_LINK_COMMAND, SET_LINK_COMMAND } from './link-extension.ts';
import styles from './link-popover.module.css';

type Mode = { kind: 'closed' } | { kind: 'preview'; url: string; key: string } | EditMode;

interface EditMode {
  kind: 'edit';
  url: string;
  /** Where the link goes when the address has been given. */
  selection: BaseSelection;
  /** The same place on screen. */
  range: Range | undefined;
}

const CLOSED: Mode = { kind: 'closed' };

/** The selected stretch of the editor's page; undefined when the selection is elsewhere. */
function rangeIn(editor: LexicalEditor): Range | undefined {
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const inside = editor.getRootElement()?.contains(range.commonAncestorContainer) === true;
  return inside ? range.cloneRange() : undefined;
}

/** What the popover hangs on: the link, or the words that are to become one. */
function anchorOf(editor: LexicalEditor, mode: Mode) {
  return {
    getBoundingClientRect: (): DOMRect => {
      const link = mode.kind === 'preview' ? editor.getElementByKey(mode.key) : null;
      const range = mode.kind === 'edit' ? mode.range : undefined;
      const rect = link?.getBoundingClientRect() ?? range?.getBoundingClientRect();
      if (rect !== undefined && rect.height > 0) return rect;
      // A caret on an empty line has no size of its own; its line has.
      const node = range?.startContainer;
      const line = node instanceof Element ? node : node?.parentElement;
      return (line ?? editor.getRootElement())?.getBoundingClientRect() ?? new DOMRect();
    },
  };
}

/** Shows the selection that waits for an address the way a selection looks here. */
function paintSelection(parts: readonly HTMLElement[]): void {
  for (const part of parts) {
    part.style.background = 'color-mix(in srgb, var(--accent) 26%, transparent)';
  }
}

interface EditFormProps {
  url: string;
  onApply: (href: string) => void;
  onRemove: () => void;
}

function EditForm({ url, onApply, onRemove }: EditFormProps) {
  const [typed, setTyped] = useState(url);
  const [refused, setRefused] = useState(false);
  const errorId = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    // The form stands in a portal of the editor; a form around the editor must not hear of it.
    event.stopPropagation();
    if (typed.trim() === '' && url !== '') return onRemove();
    const href = hrefFrom(typed);
    if (href === undefined) setRefused(true);
    else onApply(href);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <input
        className={styles.input}
        type="text"
        inputMode="url"
        aria-label="Address of the link"
        placeholder="https://…"
        spellCheck={false}
        autoFocus
        value={typed}
        aria-invalid={refused || undefined}
        aria-describedby={refused ? errorId : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          setRefused(false);
        }}
        onFocus={(event) => event.target.select()}
      />
      <Button variant="primary" type="submit" className={styles.apply}>
        {url === '' ? 'Link' : 'Change'}
      </Button>
      {url !== '' && (
        <Button variant="icon" label="Remove the link" onClick={onRemove}>
          <Unlink size={15} />
        </Button>
      )}
      {refused && (
        <p id={errorId} role="alert" className={styles.error}>
          A link can lead to a web address (http, https) or an e-mail address.
        </p>
      )}
    </form>
  );
}

/** Shows where the link at the caret leads, and makes, changes or removes a link. */
export function LinkPopover() {
  const [editor] = useLexicalComposerContext();
  const [mode, setMode] = useState<Mode>(CLOSED);
  const dismissed = useRef<string | undefined>(undefined);

  useEffect(() => {
    const follow = () => {
      const link = editor.getEditorState().read(() => {
        const selection = $getSelection();
        const found = $linkAtSelection();
        if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
        return found && { url: found.getURL(), key: found.getKey() };
      });
      const focused = editor.getRootElement()?.contains(document.activeElement) === true;
      if (link?.key !== dismissed.current) dismissed.current = undefined;
      setMode((current) => {
        if (current.kind === 'edit') return current;
        if (link === undefined || !focused || dismissed.current === link.key) {
          return current.kind === 'closed' ? current : CLOSED;
        }
        const same =
          current.kind === 'preview' && current.key === link.key && current.url === link.url;
        return same ? current : { kind: 'preview', ...link };
      });
    };
    return mergeRegister(
      editor.registerUpdateListener(follow),
      editor.registerCommand(
        EDIT_LINK_COMMAND,
        () => {
          const selection = $getSelection();
          if (!$isRangeSelection(selection)) return false;
          const url = $linkAtSelection()?.getURL() ?? '';
          setMode({ kind: 'edit', url, selection: selection.clone(), range: rangeIn(editor) });
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        BLUR_COMMAND,
        () => {
          setMode((current) => (current.kind === 'preview' ? CLOSED : current));
          return false;
        },
        COMMAND_PRIORITY_LOW,
      ),
    );
  }, [editor]);

  const anchor = useMemo(() => ({ current: anchorOf(editor, mode) }), [editor, mode]);

  const close = (refocus: boolean) => {
    if (mode.kind === 'preview') dismissed.current = mode.key;
    setMode(CLOSED);
    if (refocus) editor.focus();
  };

  const setLink = (href: string | null) => {
    const selection = mode.kind === 'edit' ? mode.selection : null;
    editor.update(
      () => {
        if (selection !== null) $setSelection(selection.clone());
        editor.dispatchCommand(SET_LINK_COMMAND, href);
      },
      { discrete: true },
    );
    close(true);
  };

  return (
    <Popover.Root
      open={mode.kind !== 'closed'}
      onOpenChange={(open) => {
        if (!open) close(mode.kind === 'edit');
      }}
    >
      <Popover.Anchor virtualRef={anchor} />
      {mode.kind === 'edit' && <SelectionAlwaysOnDisplay onReposition={paintSelection} />}
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          aria-label="Link"
          side="bottom"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          onOpenAutoFocus={(event) => {
            if (mode.kind === 'preview') event.preventDefault();
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onFocusOutside={(event) => {
            if (mode.kind === 'preview') event.preventDefault();
          }}
          onEscapeKeyDown={(event) => {
            event.preventDefault();
            event.stopPropagation();
            close(mode.kind === 'edit');
          }}
        >
          {mode.kind === 'edit' && (
            <EditForm url={mode.url} onApply={setLink} onRemove={() => setLink(null)} />
          )}
          {mode.kind === 'preview' && (
            <div className={styles.preview} onMouseDown={(event) => event.preventDefault()}>
              <a href={mode.url} target="_blank" rel="noreferrer noopener" title={mode.url}>
                <ExternalLink size={13} aria-hidden />
                <span>{mode.url.replace(/^(https?:\/\/|mailto:)/, '')}</span>
              </a>
              <Button
                variant="icon"
                label="Change the link"
                onClick={() => editor.dispatchCommand(EDIT_LINK_COMMAND, undefined)}
              >
                <Pencil size={14} />
              </Button>
              <Button variant="icon" label="Remove the link" onClick={() => setLink(null)}>
                <Unlink size={14} />
              </Button>
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
