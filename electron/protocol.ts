import { protocol } from 'electron';

const SCHEME = 'casebook';

/** The address of the window; everything under it is answered by the notebook's fetch handler. */
export const APP_ORIGIN = `${SCHEME}://app`;

/** Has to happen before Electron is ready: tells Chromium to treat the scheme like https. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}

/** Says whether an address is one of the notebook's own. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol: scheme, host } = new URL(address);
  return scheme === `${SCHEME}:` && host === new URL(APP_ORIGIN).host;
}

/** Answers the scheme with the notebook's fetch handler. */
export function serveApp(app: (request: Request) => Promise<Response>): void {
  protocol.handle(SCHEME, (request) => {
    if (isOwnAddress(request.url)) return app(request);
    return new Response('There is nothing at this address.', { status: 404 });
  });
}
