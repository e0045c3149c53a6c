import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import { useEffect, type ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { leaveNoticesBehind } from './toast.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence under the title. */
  description?: string;
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode;
  /** CSS width; 520px when absent. */
  width?: string;
  /** As high as the window allows; what is in it has its own margins and scrolls by itself. */
  fill?: boolean;
  children: ReactNode;
}

/**
 * A modal dialog: focus stays in it, Escape closes it, focus then goes back where it was. It starts
 * on what is marked `data-autofocus`.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, width = '520px', children } = props;
  const fill = props.fill === true || undefined;
  const focus = useDialogFocus();
  useEffect(() => {
    if (open) leaveNoticesBehind();
  }, [open]);
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.overlay} />
        <RadixDialog.Content
          className={styles.content}
          data-fill={fill}
          data-centred={fill === undefined || undefined}
          style={{ width }}
          {...focus}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className={styles.header}>
            <div>
              <RadixDialog.Title className={styles.title}>{title}</RadixDialog.Title>
              {description !== undefined && (
                <RadixDialog.Description className={styles.description}>
                  {description}
                </RadixDialog.Description>
              )}
            </div>
            <Button
              variant="icon"
              label="Close"
              onClick={() => onOpenChange(false)}
              onKeyDown={(event) => {
                // Otherwise the first Escape would only close the tooltip of this button.
                if (event.key === 'Escape') onOpenChange(false);
              }}
            >
              <X size={16} />
            </Button>
          </header>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
