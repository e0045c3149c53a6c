import { useRef, useState } from 'react';
import styles from './plain-text-field.module.css';

interface PlainTextFieldProps {
  /** The accessible name. */
  label: string;
  value: string;
  placeholder?: string;
  /** An emptied field takes its text back. */
  required?: boolean;
  maxLength: number;
  className?: string | undefined;
  /** Called when the text was changed and the field is left or Enter pressed. */
  onSave: (text: string) => void;
}

/** A text that looks printed and can be written in; it grows with what it holds. */
export function PlainTextField(props: PlainTextFieldProps) {
  const { label, value, placeholder, required = false, maxLength, className, onSave } = props;
  const [draft, setDraft] = useState<string>();
  const cancelled = useRef(false);

  function save(): void {
    const text = draft?.replace(/\s+/g, ' ').trim();
    setDraft(undefined);
    if (cancelled.current || text === undefined || text === value) return;
    if (required && text === '') return;
    onSave(text);
  }

  return (
    <textarea
      className={[styles.field, className].filter(Boolean).join(' ')}
      aria-label={label}
      rows={1}
      spellCheck={false}
      placeholder={placeholder}
      maxLength={maxLength}
      value={draft ?? value}
      onFocus={() => {
        cancelled.current = false;
      }}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') cancelled.current = true;
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
