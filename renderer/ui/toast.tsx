import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from './button.tsx';
import { createStore, useStore } from './store.ts';
import styles from './toast.module.css';

export interface Notice {
  kind: 'info' | 'error';
  text: string;
  /** Stays until it is closed; errors always do. */
  lasting?: boolean;
  action?: { label: string; run: () => void };
  /** Takes the place of the earlier one with the same topic. */
  topic?: string;
}

const SHOWN_MS = 6000;
/** So many at once; more would cover the page. */
const SHOWN_AT_ONCE = 3;
let nextId = 1;

interface Shown extends Notice {
  id: number;
  /** It was there before the dialog that is open: it waits behind it. */
  behind?: true;
}

const notices = createStore<readonly Shown[]>([]);

function dismiss(id: number): void {
  notices.set((all) => all.filter((notice) => notice.id !== id));
}

/** Tells the researcher something at the foot of the window; said aloud by screen readers. */
export function notify(notice: Notice): void {
  const id = nextId++;
  notices.set((all) => {
    // The same sentence twice says nothing new.
    const others = all.filter(
      ({ text, topic }) =>
        text !== notice.text && (notice.topic === undefined || topic !== notice.topic),
    );
    return withRoom([...others, { ...notice, id }]);
  });
}

/** Has what is shown wait until the dialog that opens is closed, so that it covers no button of it. */
export function leaveNoticesBehind(): void {
  notices.set((all) => all.map((notice) => ({ ...notice, behind: true })));
}

function stays({ kind, lasting }: Notice): boolean {
  return kind === 'error' || lasting === true;
}

/** Drops the oldest that would go by themselves; what has to be closed waits for its turn. */
function withRoom<N extends Notice>(all: readonly N[]): readonly N[] {
  const surplus = all.length - SHOWN_AT_ONCE;
  const passing = all.slice(0, -1).filter((notice) => !stays(notice));
  const dropped = new Set(passing.slice(0, Math.max(0, surplus)));
  return all.filter((notice) => !dropped.has(notice));
}

function ToastItem({ notice }: { notice: Shown }) {
  const lasting = stays(notice);
  useEffect(() => {
    if (lasting) return undefined;
    const timer = setTimeout(() => dismiss(notice.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice.id, lasting]);
  const { action } = notice;
  return (
    <li className={styles.toast} data-kind={notice.kind} data-behind={notice.behind}>
      <span>{notice.text}</span>
      {action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            action.run();
            dismiss(notice.id);
          }}
        >
          {action.label}
        </button>
      )}
      <Button variant="icon" label="Close this message" onClick={() => dismiss(notice.id)}>
        <X size={14} />
      </Button>
    </li>
  );
}

/** Where notices appear; mounted once. */
export function Toasts() {
  const all = useStore(notices);
  return (
    <ol className={styles.region} aria-live="polite" aria-label="Messages">
      {all.slice(-SHOWN_AT_ONCE).map((notice) => (
        <ToastItem key={notice.id} notice={notice} />
      ))}
    </ol>
  );
}
