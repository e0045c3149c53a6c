// @ts-check
/** Keeps two starts at the same moment from installing or building into each other. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './terminal.mjs';

const FOLDER = join(ROOT, '.cache');

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user can't be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner > 0 && !isRunning(owner)) rmSync(file, { force: true });
  } catch {
    // It was given back between the two looks: the next try takes it.
  }
  return false;
}

/**
 * Does something that no other start does at the same time; waits for the other to finish.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}.lock`);
  while (!take(file)) await wait(100);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
