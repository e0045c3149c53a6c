import { useEffect, useRef } from 'react';
import styles from './inline-edit.module.css';

interface InlineEditProps {
  /** The accessible name. */
  label: string;
  initial: string;
  /** Called once, with trimmed text that is not the initial one. */
  onCommit: (text: string) => void;
  /** Called once at the end, whether something was committed or not. */
  onDone: (how: 'keyboard' | 'elsewhere') => void;
  maxLength?: number;
  className?: string | undefined;
}

/** A title being edited where it stands: Enter or leaving it keeps the text, Escape does not. */
export function InlineEdit(props: InlineEditProps) {
  const { label, initial, onCommit, onDone, maxLength = 500, className } = props;
  const input = useRef<HTMLInputElement>(null);
  const finished = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  function finish(keep: boolean, how: 'keyboard' | 'elsewhere'): void {
    if (finished.current) return;
    finished.current = true;
    const text = input.current?.value.trim() ?? '';
    if (keep && text !== '' && text !== initial) onCommit(text);
    onDone(how);
  }

  return (
    <input
      ref={input}
      className={[styles.input, className].filter(Boolean).join(' ')}
      aria-label={label}
      defaultValue={initial}
      maxLength={maxLength}
      spellCheck={false}
      onBlur={() => finish(true, 'elsewhere')}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(true, 'keyboard');
        else if (event.key === 'Escape') finish(false, 'keyboard');
        else return;
        event.preventDefault();
      }}
    />
  );
}
