import { runCommand } from '../commands/registry.ts';
import { Button } from '../ui/button.tsx';
import { numberText } from '../ui/counts.ts';
import { changeBatch } from './batches.ts';
import { copyReport } from './copy-report.ts';
import styles from './foot.module.css';
import { countToAdd, progressOf } from './phase.ts';
import { ProgressBar } from './progress-bar.tsx';
import { TagsField } from '../tags/tags-field.tsx';
import { TargetSelect } from './target-select.tsx';
import type { BatchView } from './use-batch.ts';
import { useCanUndo } from './use-can-undo.ts';

interface FootProps {
  /** Undefined while nothing was dropped. */
  view: BatchView | undefined;
  onAdd: () => void;
  onCancel: () => void;
  /** Closes the screen; the import goes on. */
  onHide: () => void;
  /** Closes the screen and forgets the import. */
  onFinish: () => void;
  /** Takes the text that was typed. */
  onGoOn: () => void;
}

/** The foot of the import screen: what can be done next, by where the import stands. */
export function Foot({ view, ...actions }: FootProps) {
  if (view === undefined) {
    return (
      <>
        <Button onClick={actions.onHide}>Cancel</Button>
        <Button variant="primary" onClick={actions.onGoOn}>
          Continue
        </Button>
      </>
    );
  }
  switch (view.phase) {
    case 'refused':
      return (
        <>
          {view.batch.unsent.length > 0 && <CopyButton view={view} />}
          <Button variant="primary" onClick={actions.onFinish}>
            Close
          </Button>
        </>
      );
    case 'ended':
      return <EndFoot view={view} onFinish={actions.onFinish} />;
    case 'adding':
      return <AddingFoot view={view} {...actions} />;
    case 'sending':
    case 'reading':
    case 'ready':
      return <ReviewFoot view={view} {...actions} />;
  }
}

type Actions = Omit<FootProps, 'view'>;

function CopyButton({ view, pushed = true }: { view: BatchView; pushed?: boolean }) {
  return (
    <Button
      className={pushed ? styles.pushed : undefined}
      onClick={() => void copyReport(view.batch)}
    >
      Copy report
    </Button>
  );
}

function ReviewFoot({ view, onAdd, onCancel }: Actions & { view: BatchView }) {
  const { batch, session, phase, items } = view;
  const progress = progressOf(phase, batch, session);
  const count = countToAdd(items);
  const single = items.length === 1;
  const allFailed = items.length > 0 && items.every(({ standing }) => standing === 'failed');
  return (
    <div className={styles.foot}>
      {progress !== undefined && !single && (
        <div className={styles.line}>
          <ProgressBar progress={progress} />
        </div>
      )}
      <div className={styles.line}>
        <div className={styles.where}>
          <TargetSelect
            value={batch.target}
            onChange={(target) => changeBatch(batch.id, { target })}
          />
          {!single && <span className={styles.name}>Tags for all</span>}
          {!single && (
            <TagsField
              label="Tags for all"
              tags={batch.tags}
              onChange={(tags) => changeBatch(batch.id, { tags })}
            />
          )}
        </div>
        {allFailed && <CopyButton view={view} pushed={false} />}
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          variant="primary"
          data-autofocus
          data-first={single || undefined}
          disabled={session === undefined || count === 0}
          onClick={onAdd}
        >
          {single ? 'Add source' : `Add ${numberText(count)} ${count === 1 ? 'source' : 'sources'}`}
        </Button>
      </div>
    </div>
  );
}

function AddingFoot({ view, onCancel, onHide }: Actions & { view: BatchView }) {
  const progress = progressOf('adding', view.batch, view.session);
  return (
    <div className={styles.line}>
      {progress !== undefined && <ProgressBar progress={progress} />}
      <Button onClick={onCancel}>Stop</Button>
      <Button variant="primary" onClick={onHide}>
        Go on in the background
      </Button>
    </div>
  );
}

function EndFoot({ view, onFinish }: { view: BatchView; onFinish: () => void }) {
  const canUndo = useCanUndo(view.session);
  return (
    <>
      <CopyButton view={view} />
      {canUndo && (
        <Button
          onClick={() => {
            onFinish();
            runCommand('edit.undo');
          }}
        >
          Undo
        </Button>
      )}
      <Button key="done" variant="primary" autoFocus onClick={onFinish}>
        Done
      </Button>
    </>
  );
}
