import { notify } from '../../ui/toast.tsx';

/** A text with its structure, as programs take it from the clipboard. */
export interface Copied {
  text: string;
  html: string;
}

/** Puts a text on the clipboard the way the copy command of the browser does. */
function byCommand({ text, html }: Copied): boolean {
  let done = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener('copy', onCopy, { capture: true, once: true });
  // Old, and the only way that asks for no permission: the desktop's window has none to give.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, { capture: true });
  return done;
}

async function byApi({ text, html }: Copied): Promise<boolean> {
  const item = new ClipboardItem({
    'text/plain': new Blob([text], { type: 'text/plain' }),
    'text/html': new Blob([html], { type: 'text/html' }),
  });
  try {
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    // The caller says that it could not be done.
    return false;
  }
}

/** Puts a text on the clipboard, also when nothing is selected; says what happened. */
export async function toClipboard(copied: Copied, said: string): Promise<void> {
  if (byCommand(copied) || (await byApi(copied))) {
    notify({ kind: 'info', text: said });
    return;
  }
  notify({
    kind: 'error',
    text: 'The clipboard can’t be written to. Select the text and copy it with Ctrl or Cmd C.',
  });
}
