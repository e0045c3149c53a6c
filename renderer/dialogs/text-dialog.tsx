import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { messageOf } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from './field.tsx';
import styles from './form.module.css';

interface TextDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** The name of the field. */
  label: string;
  initial: string;
  /** What the main button says, as "Rename". */
  confirmLabel: string;
  /** Takes the trimmed text. The dialog closes when it succeeds, and shows what it throws. */
  onConfirm: (text: string) => unknown;
  multiline?: boolean;
}

/** Asks for one text: the title of a new case file, a new name. */
export function TextDialog({ open, onOpenChange, title, ...form }: TextDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} width="460px">
      <TextForm {...form} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type TextFormProps = Omit<TextDialogProps, 'open' | 'onOpenChange' | 'title'> & {
  close: () => void;
};

function TextForm(props: TextFormProps) {
  const { label, initial, confirmLabel, onConfirm, multiline = false, close } = props;
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const confirm = async () => {
    if (busy) return;
    const trimmed = text.trim();
    if (trimmed === '' && !multiline) {
      setError('This can’t be empty. Write something, or press Escape to leave it as it is.');
      return;
    }
    setBusy(true);
    try {
      await onConfirm(trimmed);
      close();
    } catch (failure) {
      setError(messageOf(failure));
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void confirm();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void confirm();
  };
  const change = (value: string) => {
    setText(value);
    setError(undefined);
  };

  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <Field label={label} error={error}>
        {(control) =>
          multiline ? (
            <textarea
              {...control}
              data-autofocus
              rows={5}
              value={text}
              onChange={(event) => change(event.target.value)}
              onKeyDown={onKeyDown}
            />
          ) : (
            <input
              {...control}
              data-autofocus
              value={text}
              maxLength={500}
              onFocus={(event) => event.target.select()}
              onChange={(event) => change(event.target.value)}
            />
          )
        }
      </Field>
      <div className={styles.buttons}>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={busy}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
