import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { besideFor } from '../shell/split/beside.ts';
import { useBesideActions } from '../shell/split/use-beside.ts';
import { useDialogFocus } from '../ui/use-dialog-focus.ts';
import { PaletteBody } from './palette-body.tsx';
import styles from './palette.module.css';

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The case file that is open: what "This case" means. */
  caseId?: string | undefined;
  /** What is chosen opens beside the screen. */
  beside?: boolean;
}

/** The one search box: finds everything in the library as you type, and runs commands. */
export function Palette({ open, onOpenChange, caseId, beside = false }: PaletteProps) {
  const navigate = useNavigate();
  const besideActions = useBesideActions();
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
            beside={beside}
            onGo={(address, asBeside) =>
              leaveAndThen(() => {
                const target = asBeside ? besideFor(address) : undefined;
                if (target === undefined) void navigate(address);
                else besideActions.open(target);
              })
            }
            onRun={leaveAndThen}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
