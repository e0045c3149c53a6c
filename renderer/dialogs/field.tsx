import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

/** What ties a control to its label, its hint and its error for screen readers. */
export interface FieldProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface Props {
  label: string;
  hint?: ReactNode;
  /** A sentence on what is wrong and what to do; absent when nothing is. */
  error?: string | undefined;
  className?: string | undefined;
  children: (control: FieldProps) => ReactNode;
}

/** A labelled control of a dialog, with its hint or what is wrong with it underneath. */
export function Field({ label, hint, error, className, children }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== undefined || (hint !== undefined && hint !== null);
  return (
    <div className={[styles.field, className].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hasNote && (
        <p id={noteId} className={error === undefined ? styles.hint : styles.error}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
