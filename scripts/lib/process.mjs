// @ts-check
/** Running other programs. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { npmWatch } from './npm-parent.mjs';
import { ROOT } from './terminal.mjs';

/**
 * @typedef {object} Captured
 * @property {number} code 0 when all went well; 1 when it was ended or could not be started.
 * @property {string} output Standard output and standard error as they came.
 * @property {boolean} timedOut
 */

/**
 * Runs a program without showing what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, seconds?: number, shell?: boolean }} [options]
 *   `seconds` is the time after which it is ended.
 * @returns {Promise<Captured>}
 */
export function capture(command, args, { cwd = ROOT, env = process.env, seconds, shell } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let timedOut = false;
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer =
      seconds === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, seconds * 1000);
    const collect = (/** @type {Buffer} */ data) => {
      output += data.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 1, output: `${output}${error.message}\n`, timedOut });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output, timedOut });
    });
  });
}

/** Looks for npm now: it may be killed while the set-up is still going on. */
const isNpmGone = npmWatch();

/** Milliseconds between two looks at whether npm is still there. */
const LOOK_EVERY = 1000;

/**
 * Runs a program in place of this one: its input and output are this one's, signals reach it, and
 * it is asked to end when the npm that started this script was killed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, linked?: boolean }} [options] `linked` opens a
 *   channel by whose end the program learns that this process was killed.
 * @returns {Promise<number>} Its exit code.
 */
export function become(command, args, { cwd = ROOT, env = process.env, linked = false } = {}) {
  return new Promise((resolve, reject) => {
    if (isNpmGone()) process.exit(1);
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (
      linked ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
    );
    const child = spawn(command, args, { cwd, env, stdio });
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM']);
    let asked = false;
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      asked = true;
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, forward);
    const watch = setInterval(() => {
      if (isNpmGone()) forward('SIGTERM');
    }, LOOK_EVERY);
    watch.unref();
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(watch);
      for (const one of signals) process.off(one, forward);
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      // Whoever asked the program to end meant this script too, not the next thing it would do.
      if (asked) process.exit(exitCode);
      resolve(exitCode);
    });
  });
}
