import { spawn } from 'node:child_process';

type Opener = readonly [command: string, ...args: string[]];

/** What opens an address in the person's browser; undefined where there is no screen. */
export function openerFor(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  url: string,
): Opener | undefined {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  const hasScreen = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  return hasScreen ? ['xdg-open', url] : undefined;
}

/** Opens an address in the person's browser, if one is to be had. */
export function openInBrowser(opener: Opener, onFailure: () => void): void {
  const [command, ...args] = opener;
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', onFailure);
  child.unref();
}
