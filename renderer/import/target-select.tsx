import { useId } from 'react';
import { useCall } from '../api/use-call.ts';
import type { Target } from './batches.ts';
import styles from './target-select.module.css';

interface TargetSelectProps {
  value: Target;
  onChange: (target: Target) => void;
}

const INBOX = 'inbox';
const NEW = 'new';

/** Chooses where sources are put: a case file, a new one, or the inbox. */
export function TargetSelect({ value, onChange }: TargetSelectProps) {
  const id = useId();
  const cases = useCall('cases.list', {}).data ?? [];
  const choose = (chosen: string) => {
    if (chosen === INBOX) onChange({ kind: 'inbox' });
    else if (chosen === NEW) onChange({ kind: 'new', title: '' });
    else onChange({ kind: 'case', id: chosen });
  };
  return (
    <div className={styles.target}>
      <label htmlFor={id}>Put in</label>
      <select
        id={id}
        value={value.kind === 'case' ? value.id : value.kind}
        onChange={(event) => choose(event.target.value)}
      >
        <option value={INBOX}>Inbox (no case file yet)</option>
        {cases.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
        <option value={NEW}>New case file…</option>
      </select>
      {value.kind === 'new' && (
        <input
          aria-label="Title of the new case file"
          placeholder="What is it about?"
          autoFocus
          maxLength={500}
          value={value.title}
          onChange={(event) => onChange({ kind: 'new', title: event.target.value })}
        />
      )}
    </div>
  );
}
