import { Copy, Quote, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Highlight, Label } from '../../shared/domain.ts';
import { highlightPlace } from '../../shared/place-text.ts';
import { useCall } from '../api/use-call.ts';
import { copyPlaces } from '../citations/copy-citations.ts';
import { RichTextView } from '../editor/rich-text-view.tsx';
import { choose, setEditing, type Chosen } from '../reader/chosen.ts';
import { relabelHighlight, trashHighlight } from '../reader/highlight-actions.ts';
import { NoteMenu } from '../reader/note-menu.tsx';
import type { useRoving } from '../ui/use-roving.ts';
import { quoteText } from './annotation-filter.ts';
import { CardState } from './card-state.tsx';
import { CommentEditor } from './comment-editor.tsx';
import { OtherComments } from './other-comments.tsx';
import { LabelMenu } from './label-menu.tsx';
import { quoteInNote } from './quote-in-note.ts';
import { TagRow } from './tag-row.tsx';
import styles from './annotation-list.module.css';

interface AnnotationCardProps {
  highlight: Highlight;
  /** As it stands after the passage in the text. */
  number: number;
  labels: readonly Label[];
  caseId: string | undefined;
  /** How it was chosen, when it is the chosen one. */
  chosen: Chosen | undefined;
  row: ReturnType<ReturnType<typeof useRoving>['rowProps']>;
}

/** One highlight: its quotation, comment and tags. The chosen card is open for writing. */
export function AnnotationCard(props: AnnotationCardProps) {
  const { highlight, number, labels, caseId, chosen: now, row } = props;
  const element = useRef<HTMLLIElement>(null);
  const navigate = useNavigate();
  const [noteMenuOpen, setNoteMenuOpen] = useState(false);
  const isChosen = now !== undefined;
  const label = labels.find(({ id }) => id === highlight.label);
  const place = highlightPlace(highlight);
  const own = useCall('settings.get', {}).data?.author;
  const { author } = highlight;
  // Whose it is counts where it is not one's own.
  const facts = [author === own ? '' : author, place].filter((fact) => fact !== '').join(' · ');
  const quote = quoteText(highlight);

  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);

  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('button, input, a')) return;
    if (document.getSelection()?.isCollapsed === false) return;
    const onComment = event.target.closest('[data-comment]') !== null;
    if (!isChosen) choose(highlight.id, 'card', onComment);
  };

  return (
    <li
      ref={(node) => {
        element.current = node;
        row.ref(node);
      }}
      className={styles.card}
      tabIndex={row.tabIndex}
      data-card={highlight.id}
      data-label={highlight.label}
      data-chosen={isChosen ? '' : undefined}
      aria-current={isChosen ? 'true' : undefined}
      aria-label={`Highlight ${number}, ${label?.name ?? highlight.label}: ${quote.slice(0, 200)}`}
      onClick={onClick}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return;
        row.onFocus();
        if (!isChosen && event.currentTarget.matches(':focus-visible'))
          choose(highlight.id, 'card');
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.key !== 'Enter') return;
        event.preventDefault();
        choose(highlight.id, 'card', true);
      }}
    >
      <div className={styles.body}>
        <blockquote className={styles.quote} title={quote.slice(0, 1000)} dir="auto">
          {quote}
        </blockquote>
        <CardState highlight={highlight} />
        {isChosen ? (
          <CommentEditor
            key={highlight.id}
            highlight={highlight}
            editing={now.editing}
            onLeave={() => {
              setEditing(false);
              element.current?.focus();
            }}
          />
        ) : (
          highlight.annotation.text !== '' && (
            <div className={styles.comment} data-comment="">
              <RichTextView body={highlight.annotation.body} />
            </div>
          )
        )}
        {isChosen && <OtherComments highlight={highlight} />}
        <div className={styles.foot}>
          <TagRow highlight={highlight} editable={isChosen} />
          <span className={styles.end}>
            {isChosen && (
              <span className={styles.tools}>
                <LabelMenu
                  labels={labels}
                  current={highlight.label}
                  onPick={(id) => void relabelHighlight(highlight, id)}
                />
                <NoteMenu
                  caseId={caseId}
                  open={noteMenuOpen}
                  onOpenChange={setNoteMenuOpen}
                  onPick={(noteId) =>
                    void quoteInNote(highlight, {
                      noteId,
                      caseId,
                      open: (path) => void navigate(path),
                    })
                  }
                >
                  <button
                    type="button"
                    className={styles.tool}
                    aria-label="Quote in a note"
                    title="Quote in a note"
                  >
                    <Quote size={14} aria-hidden="true" />
                  </button>
                </NoteMenu>
                <button
                  type="button"
                  className={styles.tool}
                  aria-label="Copy citation"
                  title="Copy citation"
                  onClick={() => void copyPlaces([highlight.id], caseId)}
                >
                  <Copy size={14} aria-hidden="true" />
                </button>
                <button
                  type="button"
                  className={styles.tool}
                  aria-label="Move to the trash"
                  title="Move to the trash"
                  onClick={() => void trashHighlight(highlight)}
                >
                  <Trash2 size={14} aria-hidden="true" />
                </button>
              </span>
            )}
            {facts !== '' && <span className={styles.place}>{facts}</span>}
          </span>
        </div>
      </div>
    </li>
  );
}
