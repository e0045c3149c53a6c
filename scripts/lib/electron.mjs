// @ts-check
/** Whether the desktop host can run here, and its binary. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './process.mjs';
import { ROOT, say } from './terminal.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const FETCH_SECONDS = 120;
/** Tells when fetching failed, so that not every start waits for it again. */
const FAILED = join(ROOT, '.cache', 'electron-failed');
const RETRY_AFTER_HOURS = 24;

/**
 * Why a window can't be shown here, as the end of a sentence; undefined when it can.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {number | undefined} userId
 */
export function whyNoWindow(platform, env, userId) {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display to show a window on';
  // Chromium's sandbox refuses to run for root, and it is not given up here.
  if (userId === 0) return 'a desktop window does not run as root';
  return undefined;
}

/** The absolute path of the binary that is already there. */
function binary() {
  const note = join(PACKAGE, 'path.txt');
  if (!existsSync(note)) return undefined;
  const path = join(PACKAGE, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

function failedLately() {
  if (!existsSync(FAILED)) return false;
  const hours = (Date.now() - statSync(FAILED).mtimeMs) / 3_600_000;
  return hours >= 0 && hours < RETRY_AFTER_HOURS;
}

/**
 * The binary, fetched when it is not there yet; undefined when it can't be had.
 * @param {string} node
 * @param {boolean} again Try also when it failed a short while ago.
 * @returns {Promise<string | undefined>}
 */
export async function ensureElectron(node, again) {
  const there = binary();
  if (there !== undefined || !existsSync(PACKAGE)) return there;
  if (failedLately() && !again) return undefined;
  say('Fetching Electron, about 120 MB, for the desktop window…');
  const { code, timedOut } = await capture(node, [join(PACKAGE, 'install.js')], {
    seconds: FETCH_SECONDS,
  });
  const fetched = code === 0 ? binary() : undefined;
  if (fetched === undefined) {
    // A download that was cut off may have left half of it behind.
    if (timedOut) rmSync(join(PACKAGE, 'path.txt'), { force: true });
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    writeFileSync(FAILED, '');
  } else rmSync(FAILED, { force: true });
  return fetched;
}
