import { ClipboardCopy, MessageSquare, Plus, Quote, Trash2 } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useState, type KeyboardEvent, type Ref } from 'react';
import type { Label, LabelId } from '../../shared/domain.ts';
import { LABEL_ORDER } from './highlight-actions.ts';
import { platform, shortcutOf } from '../commands/platform.ts';
import { countText } from '../ui/counts.ts';
import { NoteMenu } from './note-menu.tsx';
import { Swatch } from './swatch.tsx';
import { useAdding } from './use-adding.ts';
import type { BarPlace } from './bar-place.ts';
import styles from './highlight-bar.module.css';

interface HighlightBarProps {
  ref: Ref<HTMLDivElement>;
  place: BarPlace | undefined;
  labels: readonly Label[];
  /** The label of the chosen highlight; undefined while text is selected. */
  current: LabelId | undefined;
  caseId: string | undefined;
  noteMenuOpen: boolean;
  onNoteMenu: (open: boolean) => void;
  onLabel: (label: LabelId) => void;
  onComment: () => void;
  onQuote: (noteId: string | undefined) => void;
  onCopy: () => void;
  /** How many passages are kept for the highlight already. */
  pieces: number;
  /** Keeps what is selected, so that another passage can be selected to it. */
  onKeep: (() => void) | undefined;
  /** Absent while text is selected. */
  onTrash: (() => void) | undefined;
  /** Escape, or Shift Tab: back to the text. */
  onLeave: (close: boolean) => void;
}

/** The small bar beside selected text or a chosen highlight. */
export function HighlightBar(props: HighlightBarProps) {
  const { ref, place, labels, current, caseId, onLabel, onComment, onTrash, onLeave } = props;
  const { pieces, onKeep } = props;
  const [hint, setHint] = useState<string>();
  const adding = useAdding();
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && !(event.key === 'Tab' && event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onLeave(event.key === 'Escape');
  };
  const hinted = (text: string) => ({
    onPointerEnter: () => setHint(text),
    onPointerLeave: () => setHint(undefined),
    onFocus: () => setHint(text),
    onBlur: () => setHint(undefined),
  });
  return (
    <Toolbar.Root
      ref={ref}
      className={styles.bar}
      data-aside=""
      data-side={place?.side}
      data-placed={place === undefined ? undefined : ''}
      // Out of the way of the next passage while its key is held.
      data-yields={adding && onKeep !== undefined ? '' : undefined}
      style={place === undefined ? undefined : { left: place.left, top: place.top }}
      aria-label={current === undefined ? 'Selected text' : 'Highlight'}
      loop
      onKeyDown={leave}
      // A press on the bar must not end the selection it is for.
      onMouseDown={(event) => event.preventDefault()}
    >
      <div className={styles.swatches} role="group" aria-label="Label">
        {LABEL_ORDER.map((id, index) => {
          const label = labels.find((one) => one.id === id);
          const name = label?.name ?? id;
          return (
            <Toolbar.Button
              key={id}
              className={styles.swatch}
              aria-label={name}
              aria-keyshortcuts={String(index + 1)}
              aria-pressed={current === undefined ? undefined : current === id}
              onClick={() => onLabel(id)}
              {...hinted(`${name}  ${index + 1}`)}
            >
              <Swatch label={id} pattern={label?.pattern} size="large" />
            </Toolbar.Button>
          );
        })}
      </div>
      <Toolbar.Separator className={styles.separator} />
      <Toolbar.Button
        className={styles.action}
        aria-keyshortcuts="c"
        onClick={onComment}
        {...hinted('Comment on it  C')}
      >
        <MessageSquare size={15} aria-hidden="true" /> Comment
      </Toolbar.Button>
      <Toolbar.Separator className={styles.separator} />
      <NoteMenu
        caseId={caseId}
        open={props.noteMenuOpen}
        onOpenChange={props.onNoteMenu}
        onPick={props.onQuote}
      >
        <Toolbar.Button
          className={styles.action}
          aria-keyshortcuts="q"
          {...hinted('Quote it in a note  Q')}
        >
          <Quote size={15} aria-hidden="true" /> Quote in note
        </Toolbar.Button>
      </NoteMenu>
      <Toolbar.Separator className={styles.separator} />
      <Toolbar.Button
        className={styles.action}
        aria-label="Copy with citation"
        onClick={props.onCopy}
        {...hinted(`Copy with citation  ${shortcutOf('highlight.copyWithCitation') ?? ''}`)}
      >
        <ClipboardCopy size={15} aria-hidden="true" />
      </Toolbar.Button>
      {onKeep !== undefined && (
        <>
          <Toolbar.Separator className={styles.separator} />
          <Toolbar.Button
            className={styles.action}
            aria-label="Add another passage"
            onClick={onKeep}
            {...hinted(`Add another passage  ${platform === 'mac' ? '⌘' : 'Ctrl'} drag`)}
          >
            <Plus size={15} aria-hidden="true" />
          </Toolbar.Button>
        </>
      )}
      {pieces > 0 && (
        <span className={styles.pieces} role="status">
          {countText(pieces + (onKeep === undefined ? 0 : 1), 'passage')}
        </span>
      )}
      {onTrash !== undefined && (
        <>
          <Toolbar.Separator className={styles.separator} />
          <Toolbar.Button
            className={styles.action}
            aria-label="Remove the highlight"
            onClick={onTrash}
            {...hinted('Move to the trash  Del')}
          >
            <Trash2 size={15} aria-hidden="true" />
          </Toolbar.Button>
        </>
      )}
      {hint !== undefined && (
        <span className={styles.hint} aria-hidden="true">
          {hint}
        </span>
      )}
    </Toolbar.Root>
  );
}
