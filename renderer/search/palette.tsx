import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { useDialogFocus } from '../ui/use-dialog-focus.ts';
import { PaletteBody } from './palette-body.tsx';
import styles from './palette.module.css';

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The case file that is open: what "This case" means. */
  caseId?: string | undefined;
}

/** The one search box: finds everything in the library as you type, and runs commands. */
export function Palette({ open, onOpenChange, caseId }: PaletteProps) {
  const navigate = useNavigate();
  const focus = useDialogFocus();
  const afterwards = useRef<(() => void) | undefined>(undefined);

  /** Closes, and does the rest once the focus is back where it was, which commands may rely on. */
  const leaveAndThen = (action: () => void) => {
    afterwards.current = action;
    onOpenChange(false);
  };

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          className={styles.palette}
          aria-describedby={undefined}
          onOpenAutoFocus={focus.onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            focus.onCloseAutoFocus(event);
            const action = afterwards.current;
            afterwards.current = undefined;
            action?.();
          }}
        >
          <Dialog.Title className="visually-hidden">Search and commands</Dialog.Title>
          <PaletteBody
            caseId={caseId}
            onGo={(address) => leaveAndThen(() => void navigate(address))}
            onRun={leaveAndThen}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
