import { useId } from 'react';
import { useCall, useWrite } from '../api/use-call.ts';
import styles from './time-limit.module.css';

const LIMITS = [
  { seconds: 30, label: '30 seconds' },
  { seconds: 60, label: '1 minute' },
  { seconds: 300, label: '5 minutes' },
  { seconds: 1200, label: '20 minutes' },
  { seconds: 3600, label: '1 hour' },
] as const;

/** Chooses how long one file may take to be read before it is given up; kept for later imports. */
export function TimeLimit() {
  const id = useId();
  const seconds = useCall('settings.get', {}).data?.importSeconds;
  const update = useWrite('settings.update');
  if (seconds === undefined) return null;
  const own = LIMITS.every((limit) => limit.seconds !== seconds);
  return (
    <p className={styles.limit}>
      <label htmlFor={id}>Give a file up after</label>
      <select
        id={id}
        value={seconds}
        onChange={({ target }) => update.mutate({ importSeconds: Number(target.value) })}
      >
        {own && <option value={seconds}>{seconds} seconds</option>}
        {LIMITS.map((limit) => (
          <option key={limit.seconds} value={limit.seconds}>
            {limit.label}
          </option>
        ))}
      </select>
    </p>
  );
}
