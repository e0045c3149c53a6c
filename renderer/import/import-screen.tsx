import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { contract } from '../../shared/contract.ts';
import { invokeOrThrow, messageOf } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { runCommand } from '../commands/registry.ts';
import { takesTyping } from '../commands/keys.ts';
import { flushAll } from '../editor/use-autosave.ts';
import { addressOf } from '../search/open-target.ts';
import { countText } from '../ui/counts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useStore } from '../ui/store.ts';
import { notify } from '../ui/toast.tsx';
import { openBundles } from '../bundle/open-bundle.ts';
import { batches, cancelBatch, forgetBatch, importFiles, importPasted } from './batches.ts';
import { BatchTabs } from './batch-tabs.tsx';
import { Foot } from './foot.tsx';
import styles from './import-screen.module.css';
import { suggestedTitle, type Pasted } from './pasted.ts';
import { announcement } from './phase.ts';
import { Refused } from './refused.tsx';
import { Report } from './report.tsx';
import { Review } from './review.tsx';
import { StartPanel } from './start-panel.tsx';
import { useBatch, type BatchView } from './use-batch.ts';

interface ImportScreenProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The case file that is open; new sources are put there unless another is chosen. */
  caseId?: string | undefined;
  /** The import to show; without one it asks what is to be added. */
  batch?: string | undefined;
  onShow: (batch: string) => void;
}

/** The one screen through which sources come in: ask, look through, add, report. */
export function ImportScreen(props: ImportScreenProps) {
  return props.open ? <OpenScreen {...props} /> : null;
}

const NOTHING =
  'There is nothing to add yet. Paste or type the text of the source first, or choose files.';

function focusedElement(): HTMLElement | null {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null;
}

/** Says whether all that there was has become one source, so that there is nothing to report. */
function onlySource({ phase, session, items }: BatchView): string | undefined {
  const [item, ...others] = items;
  if (phase !== 'ended' || session?.state !== 'done' || others.length > 0) return undefined;
  return item?.standing === 'added' ? item.sourceId : undefined;
}

/** The case file that the sources of a batch go into, when it is there already. */
function placeOf(view: BatchView | undefined): string | undefined {
  return view?.batch.target.kind === 'case' ? view.batch.target.id : undefined;
}

function OpenScreen({ onOpenChange, caseId, batch: batchId, onShow }: ImportScreenProps) {
  const navigate = useNavigate();
  const all = useStore(batches);
  const view = useBatch(all.find(({ id }) => id === batchId));
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  /** The item that is opened as soon as it is a source. */
  const [awaited, setAwaited] = useState<{ batch: string; key: string }>();
  const close = () => onOpenChange(false);

  const open = async (id: string) => {
    try {
      const address = await addressOf({ kind: 'source', id }, placeOf(view) ?? caseId);
      close();
      await navigate(address);
    } catch (failure) {
      notify({ kind: 'error', text: messageOf(failure) });
    }
  };

  const wanted =
    view?.batch.id === awaited?.batch
      ? view?.items.find(({ key }) => key === awaited?.key)
      : undefined;
  const only = view && onlySource(view);
  useEffect(() => {
    if (wanted?.sourceId === undefined) return;
    void open(wanted.sourceId);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when it has become a source
  }, [wanted?.sourceId]);
  useEffect(() => {
    if (only === undefined || view === undefined) return;
    const [item] = view.items;
    if (item === undefined) return;
    notify({
      kind: 'info',
      text: `Added “${item.title}”, ${countText(item.words, 'word')}.`,
      action: { label: 'Undo', run: () => runCommand('edit.undo') },
    });
    forgetBatch(view.batch.id);
    void open(only);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when it has become a source
  }, [only]);

  const begin = (pasted: Pasted) => {
    setText('');
    onShow(importPasted(pasted, suggestedTitle(pasted), caseId));
  };
  const goOn = () => {
    if (text.trim() === '') setError(NOTHING);
    else begin({ text });
  };
  const add = async (keys?: readonly string[]) => {
    const id = view?.session?.id;
    if (view === undefined || id === undefined) return;
    const { target, tags } = view.batch;
    if (target.kind === 'new' && target.title.trim() === '') {
      notify({ kind: 'error', topic: 'import', text: 'Give the new case file a title first.' });
      return;
    }
    try {
      // What is being written counts: fields hand it on when they are left.
      focusedElement()?.blur();
      await Promise.all([flushAll(), view.settled()]);
      await invokeOrThrow('imports.add', {
        id,
        tags: [...tags],
        caseId: target.kind === 'case' ? target.id : null,
        ...(keys === undefined ? {} : { keys: [...keys] }),
        ...(target.kind === 'new' ? { newCase: { title: target.title } } : {}),
      });
      refresh(contract['imports.add'].topics);
    } catch (failure) {
      setAwaited(undefined);
      notify({ kind: 'error', topic: 'import', text: messageOf(failure) });
    }
  };
  const cancel = async () => {
    if (view === undefined) return;
    try {
      await cancelBatch(view.batch);
      if ((view.session?.added ?? 0) > 0) return;
      forgetBatch(view.batch.id);
      close();
    } catch (failure) {
      notify({ kind: 'error', topic: 'import', text: messageOf(failure) });
    }
  };
  const finish = () => {
    if (view !== undefined) forgetBatch(view.batch.id);
    close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && mod) {
      if (view === undefined) goOn();
      else if (view.phase === 'reading' || view.phase === 'ready') void add();
    }
    const focused = event.target instanceof HTMLElement ? event.target : null;
    const undoes = event.key.toLowerCase() === 'z' && mod && !event.shiftKey;
    if (undoes && view?.phase === 'ended' && !takesTyping(focused)) {
      event.preventDefault();
      finish();
      runCommand('edit.undo');
    }
  };

  const content = useRef<HTMLDivElement>(null);
  const decidable = view?.decidable ?? false;
  useEffect(() => {
    const dialog = content.current?.closest<HTMLElement>('[role="dialog"]');
    const focused = focusedElement();
    const isWaiting =
      dialog?.contains(focused) !== true ||
      focused === dialog ||
      focused?.matches('[data-autofocus]') === true;
    // Whoever has begun elsewhere is left there.
    if (!decidable || !isWaiting) return;
    dialog?.querySelector<HTMLElement>('[data-first]:not([tabindex="-1"])')?.focus();
  }, [batchId, decidable]);

  const phase = view?.phase;
  const isList =
    view !== undefined && view.items.length > 1 && phase !== 'ended' && phase !== 'refused';
  return (
    // What bubbles out of the dialog comes here, from its foot too.
    <div className={styles.keys} onKeyDown={onKeyDown}>
      <Dialog
        open
        // Closed, it goes on; the status line leads back to it.
        onOpenChange={(next) => {
          if (next) return;
          if (phase === 'ended' || phase === 'refused') finish();
          else close();
        }}
        title={view === undefined ? 'Add sources' : `Add sources: ${view.batch.name}`}
        width={isList ? '1320px' : '720px'}
        fill={isList}
        footer={
          <Foot
            view={view}
            onAdd={() => void add()}
            onCancel={() => void cancel()}
            onHide={close}
            onFinish={finish}
            onGoOn={goOn}
          />
        }
      >
        <div ref={content} className={styles.content} data-fill={isList || undefined}>
          <p className="visually-hidden" role="status">
            {view !== undefined && announcement(view.phase, view.batch, view.session)}
          </p>
          {all.length > 1 && <BatchTabs all={all} shown={batchId} onShow={onShow} />}
          {view === undefined && (
            <StartPanel
              text={text}
              error={error}
              onText={(next) => {
                setText(next);
                setError(undefined);
              }}
              onFiles={(arrivals) => {
                if (openBundles(arrivals.map(({ file }) => file))) return;
                onShow(importFiles({ arrivals, unreadable: [] }, caseId));
              }}
              onPasted={begin}
            />
          )}
          {view !== undefined && phase === 'refused' && <Refused batch={view.batch} />}
          {view !== undefined && phase === 'ended' && (
            <Report view={view} onOpen={(id) => void open(id)} />
          )}
          {view !== undefined && phase !== 'refused' && phase !== 'ended' && (
            <Review
              // What was chosen in one import means nothing in another.
              key={view.batch.id}
              view={view}
              onOpen={(id) => void open(id)}
              onReadNow={(key) => {
                setAwaited({ batch: view.batch.id, key });
                void add([key]);
              }}
            />
          )}
        </div>
      </Dialog>
    </div>
  );
}
