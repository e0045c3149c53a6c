import { useState } from 'react';
import { messageOf } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question. */
  title: string;
  /** What happens, and whether it can be undone. */
  text: string;
  /** What the button that does it says: "Delete for good", never "OK". */
  confirmLabel: string;
  /** The button is shown as one that destroys something. */
  danger?: boolean;
  /** The dialog closes when it succeeds, and shows what it throws. */
  onConfirm: () => unknown;
}

/** Asks before something that can't be undone. The focus starts on Cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, text, confirmLabel, danger = false, onConfirm } = props;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const change = (next: boolean) => {
    setFailure(undefined);
    onOpenChange(next);
  };
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      change(false);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      width="440px"
      footer={
        <>
          <Button data-autofocus onClick={() => change(false)}>
            Cancel
          </Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            disabled={busy}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {failure !== undefined && <p role="alert">{failure}</p>}
    </Dialog>
  );
}
