import { useId } from 'react';
import { useCall, useWrite } from '../api/use-call.ts';
import styles from './reading-limits.module.css';

/** Values to choose from, and what they are called. */
type Choices = ReadonlyArray<readonly [value: number, label: string]>;

const SECONDS: Choices = [
  [30, '30 seconds'],
  [60, '1 minute'],
  [300, '5 minutes'],
  [1200, '20 minutes'],
  [3600, '1 hour'],
];

const MEGABYTES: Choices = [
  [1536, '1.5 GB'],
  [3072, '3 GB'],
  [6144, '6 GB'],
  [12_288, '12 GB'],
];

interface LimitProps {
  label: string;
  value: number;
  unit: string;
  choices: Choices;
  onChange: (value: number) => void;
}

function Limit({ label, value, unit, choices, onChange }: LimitProps) {
  const id = useId();
  const own = choices.every(([choice]) => choice !== value);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(Number(target.value))}>
        {own && (
          <option value={value}>
            {value} {unit}
          </option>
        )}
        {choices.map(([choice, name]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}

/** Chooses what reading one file may take before it is given up; kept for later imports. */
export function ReadingLimits() {
  const settings = useCall('settings.get', {}).data;
  const update = useWrite('settings.update');
  if (settings === undefined) return null;
  return (
    <p className={styles.limits}>
      <Limit
        label="Give a file up after"
        value={settings.importSeconds}
        unit="seconds"
        choices={SECONDS}
        onChange={(importSeconds) => update.mutate({ importSeconds })}
      />
      <Limit
        label="or past this much memory"
        value={settings.importMegabytes}
        unit="MB"
        choices={MEGABYTES}
        onChange={(importMegabytes) => update.mutate({ importMegabytes })}
      />
    </p>
  );
}
