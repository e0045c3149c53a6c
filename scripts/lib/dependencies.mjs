// @ts-check
/** The packages of package-lock.json, in node_modules. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { capture } from './process.mjs';
import { Problem, ROOT, say, tail } from './terminal.mjs';

const LOCKFILE = join(ROOT, 'package-lock.json');
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.casebook-lock');
/** npm's own record of what it put into node_modules. */
const INSTALLED = join(MODULES, '.package-lock.json');

/** The oldest Node that the tools which install and build run on. */
const OLDEST = { major: 20, minor: 19 };

/** Ends with a sentence on a Node that is too old to do even the setting up. */
export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  throw new Problem(
    `Casebook needs Node ${OLDEST.major}.${OLDEST.minor} or later to set itself up; this is Node ${process.versions.node}. Install a newer one, then try again.`,
  );
}

/** @param {string} file */
function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** @param {string} file */
function packagesOf(file) {
  /** @type {{ packages?: Record<string, { version?: string, optional?: boolean }> }} */
  const { packages = {} } = JSON.parse(readFileSync(file, 'utf8'));
  return packages;
}

/** Says whether npm has already put in place what the lockfile asks for. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const installed = packagesOf(INSTALLED);
  return Object.entries(packagesOf(LOCKFILE)).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const there = installed[path];
    // Packages for other systems are listed, but not installed.
    return there === undefined ? optional === true : there.version === version;
  });
}

/**
 * Runs npm, the one that runs this script when there is one.
 * @param {readonly string[]} args
 */
function npm(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return capture(process.execPath, [own, ...args]);
  return capture('npm', args, { shell: process.platform === 'win32' });
}

/**
 * What npm complains of: its errors come first, and its help on the command after them.
 * @param {string} output
 */
function complaintIn(output) {
  const errors = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line));
  return errors.length > 0 ? errors.slice(0, 15).join('\n') : tail(output);
}

/**
 * Why npm failed, as far as its output tells.
 * @param {string} output
 */
function adviceFor(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return 'The package registry could not be reached. The first start needs a network connection; later ones do not. Check it, then try again.';
  }
  if (/ENOSPC/.test(output)) return 'The disk is full. Make room, then try again.';
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `npm may not write in ${ROOT}. Change who owns that folder, or copy it to one of your own, then try again.`;
  }
  return 'What npm said is above.';
}

/** Installs the dependencies when they are missing or the lockfile has changed. */
export async function ensureDependencies() {
  const isDone = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOf(LOCKFILE);
  if (isDone()) return;
  await withLock('dependencies', async () => {
    if (isDone()) return;
    if (!isInstalled()) {
      say('Installing dependencies… (the first time this takes a minute or two)');
      const { code, output } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
      if (code !== 0) {
        say(complaintIn(output));
        throw new Problem(`The dependencies could not be installed. ${adviceFor(output)}`);
      }
    }
    mkdirSync(MODULES, { recursive: true });
    writeFileSync(STAMP, hashOf(LOCKFILE));
  });
}
