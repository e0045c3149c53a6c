import { useRef } from 'react';

interface DialogFocus {
  onOpenAutoFocus: (event: Event) => void;
  onCloseAutoFocus: (event: Event) => void;
}

/**
 * Where the focus goes when a dialog opens and closes: first to what is marked `data-autofocus` in
 * it, else to its first field, else to the dialog itself: its first button would close it. Then back to what had it before. Radix gives it back to a dialog's own trigger only, and ours
 * are opened by commands.
 */
export function useDialogFocus(): DialogFocus {
  const before = useRef<Element>(null);
  return {
    onOpenAutoFocus(event) {
      before.current = document.activeElement;
      const { currentTarget } = event;
      if (!(currentTarget instanceof HTMLElement)) return;
      event.preventDefault();
      const first =
        currentTarget.querySelector<HTMLElement>('[data-autofocus]') ??
        currentTarget.querySelector<HTMLElement>('input, textarea, select');
      (first ?? currentTarget).focus();
    },
    onCloseAutoFocus(event) {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    },
  };
}
