import { useMemo, useState } from 'react';
import { layoutDocument, type SourceDocument } from '../../shared/document.ts';
import type { Highlight, Label } from '../../shared/domain.ts';
import { CONTEXT_LENGTH } from '../../shared/selectors.ts';
import { useCall } from '../api/use-call.ts';
import { Swatch } from '../reader/swatch.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useStore } from '../ui/store.ts';
import { CandidateList } from './candidate-list.tsx';
import { contextAfter, contextBefore } from './context.ts';
import { pendingIn, unanchoredIn, type Pending } from './pending.ts';
import { keepUnplaced, placePassage } from './review-actions.ts';
import { endReview, reviewing } from './reviewing.ts';
import styles from './review.module.css';

interface ReviewDialogProps {
  sourceId: string;
  /** Of the present revision. */
  document: SourceDocument;
  /** In reading order. */
  highlights: readonly Highlight[];
  labels: readonly Label[];
}

function keyOf({ highlight, index }: Pending): string {
  return `${highlight.id} ${index}`;
}

/** Asks of one passage after the other where it belongs. */
export function ReviewDialog(props: ReviewDialogProps) {
  const now = useStore(reviewing);
  if (now?.sourceId !== props.sourceId || now.kind !== 'dialog') return null;
  return <OpenDialog {...props} first={now.highlightId} />;
}

interface OpenDialogProps extends ReviewDialogProps {
  /** The highlight to begin with. */
  first: string | undefined;
}

function OpenDialog({ sourceId, document, highlights, labels, first }: OpenDialogProps) {
  const { text } = useMemo(() => layoutDocument(document), [document]);
  const waiting = pendingIn(highlights);
  // One that was kept without a place is looked at again when it is asked for by name.
  const asked = [...waiting, ...unanchoredIn(highlights)].find(
    ({ highlight }) => highlight.id === first,
  );
  const all = asked === undefined || waiting.includes(asked) ? waiting : [asked, ...waiting];
  const [current, setCurrent] = useState(asked && keyOf(asked));
  const at = Math.max(
    0,
    all.findIndex((pending) => keyOf(pending) === current),
  );
  const pending = all[at];
  const step = (by: number) => {
    const next = all[(at + by + all.length) % all.length];
    setCurrent(next && keyOf(next));
  };
  /** The one after this, which then is gone from the list. */
  const onward = () => {
    const next = all[at + 1] ?? all[at - 1];
    setCurrent(next && keyOf(next));
    if (next === undefined) endReview();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && endReview()}
      title="Review highlights"
      description={
        pending === undefined
          ? 'Every highlight has a place, or was left without one.'
          : `${at + 1} of ${all.length}: these words were not found for sure in the present text.`
      }
      width="680px"
      footer={
        pending === undefined ? (
          <Button variant="primary" onClick={endReview}>
            Done
          </Button>
        ) : (
          <>
            {all.length > 1 && (
              <span className={styles.steps}>
                <Button variant="quiet" onClick={() => step(-1)}>
                  Previous
                </Button>
                <Button variant="quiet" onClick={() => step(1)}>
                  Next
                </Button>
              </span>
            )}
            {pending.passage.status === 'review' && (
              <Button
                onClick={() =>
                  void keepUnplaced({
                    highlightId: pending.highlight.id,
                    passage: pending.index,
                  }).then((done) => done && onward())
                }
              >
                Keep without a place
              </Button>
            )}
            <Button
              onClick={() =>
                reviewing.set({
                  kind: 'choose',
                  sourceId,
                  highlightId: pending.highlight.id,
                  passage: pending.index,
                })
              }
            >
              Choose by selecting
            </Button>
          </>
        )
      }
    >
      {pending !== undefined && (
        <PendingView
          key={keyOf(pending)}
          pending={pending}
          text={text}
          labels={labels}
          onDone={onward}
        />
      )}
    </Dialog>
  );
}

interface PendingViewProps {
  pending: Pending;
  text: string;
  labels: readonly Label[];
  onDone: () => void;
}

/** A passage as it was, and where it may be now. */
function PendingView({ pending, text, labels, onDone }: PendingViewProps) {
  const { highlight, index, passage } = pending;
  const candidates = useCall('highlights.candidates', { id: highlight.id, passage: index });
  const label = labels.find(({ id }) => id === highlight.label);
  const { prefix, exact, suffix } = passage;
  return (
    <div className={styles.pending}>
      <section aria-labelledby="review-before">
        <h3 id="review-before" className={styles.heading}>
          <Swatch label={highlight.label} pattern={label?.pattern} />
          Highlighted before, {label?.name ?? highlight.label}
        </h3>
        <blockquote className={styles.old} dir="auto" data-label={highlight.label}>
          <span className={styles.context}>
            {contextBefore(prefix, prefix.length < CONTEXT_LENGTH)}
          </span>
          <strong>{exact}</strong>
          <span className={styles.context}>
            {contextAfter(suffix, suffix.length < CONTEXT_LENGTH)}
          </span>
        </blockquote>
        {highlight.annotation.text !== '' && (
          <p className={styles.comment} dir="auto">
            {highlight.annotation.text}
          </p>
        )}
      </section>
      <section aria-labelledby="review-now">
        <h3 id="review-now" className={styles.heading}>
          Where it may be now
        </h3>
        {candidates.data?.length === 0 && (
          <p className={styles.none}>
            Nothing in the present text is like it. Select its place yourself, or keep the highlight
            without one: its words and its comment stay.
          </p>
        )}
        <CandidateList
          candidates={candidates.data ?? []}
          exact={exact}
          text={text}
          onAccept={(candidate) =>
            void placePassage({ highlightId: highlight.id, passage: index }, candidate).then(
              (done) => done && onDone(),
            )
          }
        />
      </section>
    </div>
  );
}
