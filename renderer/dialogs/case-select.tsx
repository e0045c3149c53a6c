import { useId } from 'react';
import { useCall } from '../api/use-call.ts';
import styles from './case-select.module.css';

interface CaseSelectProps {
  /** Undefined is the inbox. */
  value: string | undefined;
  onChange: (caseId: string | undefined) => void;
}

/** Chooses the case file that new sources are put in, or the inbox. */
export function CaseSelect({ value, onChange }: CaseSelectProps) {
  const id = useId();
  const cases = useCall('cases.list', {});
  return (
    <div className={styles.select}>
      <label htmlFor={id}>Put in</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value="">Inbox (no case file yet)</option>
        {cases.data?.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
    </div>
  );
}
