import { useId, type ReactNode } from 'react';
import styles from './choices.module.css';

interface OneOfProps<T extends string> {
  legend: string;
  options: ReadonlyArray<{ value: T; label: string; explanation?: string }>;
  value: T;
  onChange: (value: T) => void;
  disabled?: boolean;
  /** Side by side, for options of one word. */
  inline?: boolean;
}

/** A group of radio buttons, each with a short explanation. */
export function OneOf<T extends string>(props: OneOfProps<T>) {
  const { legend, options, value, onChange, disabled = false, inline = false } = props;
  const name = useId();
  return (
    <fieldset className={styles.group} data-inline={inline || undefined} disabled={disabled}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <Words {...option} />
        </label>
      ))}
    </fieldset>
  );
}

/** Checkboxes that belong together, under a heading. */
export function AnyOf({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

interface YesOrNoProps {
  label: string;
  explanation?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** A checkbox with a short explanation. */
export function YesOrNo({ checked, onChange, disabled = false, ...words }: YesOrNoProps) {
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <Words {...words} />
    </label>
  );
}

function Words({ label, explanation }: { label: string; explanation?: string }) {
  return (
    <span>
      {label}
      {explanation !== undefined && <span className={styles.explanation}>{explanation}</span>}
    </span>
  );
}
