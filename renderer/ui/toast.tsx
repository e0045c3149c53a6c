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
}

const SHOWN_MS = 6000;
let nextId = 1;
const notices = createStore<ReadonlyArray<Notice & { id: number }>>([]);

function dismiss(id: number): void {
  notices.set((all) => all.filter((notice) => notice.id !== id));
}

/** Tells the researcher something at the foot of the window; said aloud by screen readers. */
export function notify(notice: Notice): void {
  const id = nextId++;
  // The same sentence twice says nothing new.
  notices.set((all) => [...all.filter((other) => other.text !== notice.text), { ...notice, id }]);
}

function ToastItem({ notice }: { notice: Notice & { id: number } }) {
  const stays = notice.kind === 'error' || notice.lasting === true;
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => dismiss(notice.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice.id, stays]);
  const { action } = notice;
  return (
    <li className={styles.toast} data-kind={notice.kind}>
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
      {all.map((notice) => (
        <ToastItem key={notice.id} notice={notice} />
      ))}
    </ol>
  );
}
