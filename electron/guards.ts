/** What a page in the window may not do, whatever it holds. */
import { join } from 'node:path';
import { shell, type Session, type WebContents } from 'electron';
import { isAllowedHref } from '../shared/links.ts';
import { isOwnAddress } from './protocol.ts';

/** Milliseconds after a click or a key in which a link may open outside. */
const GESTURE_LASTS = 1000;
const GESTURES = new Set(['mouseDown', 'mouseUp', 'keyDown', 'rawKeyDown', 'gestureTap']);

/** What the window itself loads beside its own addresses. */
const INTERNAL = new Set(['blob:', 'data:', 'devtools:']);

/** Denies leaving the notebook, and new windows; links open outside when a person clicked them. */
export function guardNavigation(contents: WebContents, now: () => number): void {
  let gestureAt = -Infinity;
  contents.on('input-event', (_event, input) => {
    if (GESTURES.has(input.type)) gestureAt = now();
  });

  const openOutside = (url: string) => {
    const clicked = now() - gestureAt <= GESTURE_LASTS;
    if (!clicked || !isAllowedHref(url)) return;
    // One click opens one page.
    gestureAt = -Infinity;
    void shell.openExternal(url);
  };

  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isOwnAddress(event.url)) return;
    event.preventDefault();
    if (event.isMainFrame) openOutside(event.url);
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The one thing that is permitted: copying a citation or a report, after a click. */
const PERMITTED = 'clipboard-sanitized-write';

/** Denies other permissions, every device, and every request that is not to the notebook itself. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    decide(permission === PERMITTED);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === PERMITTED);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const known = isOwnAddress(url) || (URL.canParse(url) && INTERNAL.has(new URL(url).protocol));
    decide({ cancel: !known });
  });
}

/** Saves what the notebook hands out, an export say, where the system's save dialog says. */
export function saveDownloads(session: Session, folder: string): void {
  session.on('will-download', (event, item) => {
    if (!isOwnAddress(item.getURL()) && !item.getURL().startsWith('blob:')) {
      event.preventDefault();
      return;
    }
    item.setSaveDialogOptions({ defaultPath: join(folder, item.getFilename()) });
  });
}
