import { useRef } from 'react';

interface DialogFocus {
  onOpenAutoFocus: (event: Event) => void;
  onCloseAutoFocus: (event: Event) => void;
}

/**
 * Where the focus goes when a dialog opens and closes: first to what is marked `data-autofocus` in
 * it, then back to what had it before. Radix gives it back to a dialog's own trigger only, and ours
 * are opened by commands.
 */
export function useDialogFocus(): DialogFocus {
  const before = useRef<Element>(null);
  return {
    onOpenAutoFocus(event) {
      before.current = document.activeElement;
      const { currentTarget } = event;
      const first =
        currentTarget instanceof Element
          ? currentTarget.querySelector<HTMLElement>('[data-autofocus]')
          : null;
      if (first === null) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus(event) {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    },
  };
}
