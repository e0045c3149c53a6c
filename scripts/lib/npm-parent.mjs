// @ts-check
/** Learning that npm, which runs a script in a shell of its own, was killed. */
import { readFileSync } from 'node:fs';

/**
 * The parent of another process, where the system shows it as a file (Linux); otherwise undefined.
 * @param {number} pid
 */
function parentOf(pid) {
  try {
    // "PID (name) state PPID ...": the name may hold anything, also parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isShellOfNpm(pid) {
  try {
    return /(^|\/)(sh|dash|bash|ash)\0-c\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * A function that says whether the npm that started this script is gone; never, when
 * there was none. A killed npm takes neither its shell nor what runs in it along.
 * @returns {() => boolean}
 */
export function npmWatch() {
  if (process.env.npm_lifecycle_event === undefined) return () => false;
  const parent = process.ppid;
  const npm = isShellOfNpm(parent) ? parentOf(parent) : undefined;
  return () => process.ppid !== parent || (npm !== undefined && parentOf(parent) !== npm);
}
