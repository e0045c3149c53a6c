// @ts-check
/** A Chromium for the end-to-end tests, and the PDF tools that they read exports with. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { capture } from './process.mjs';
import { ROOT, say, tail } from './terminal.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'msedge',
];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The absolute path of a program on the PATH.
 * @param {string} name
 */
function onPath(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find((path) => existsSync(path));
}

/** Playwright's own Chromium, when it has been fetched. */
function playwrights() {
  /** @type {typeof import('@playwright/test')} */
  const { chromium } = createRequire(join(ROOT, 'package.json'))('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function findChromium() {
  const asked = process.env.CASEBOOK_CHROMIUM;
  if (asked !== undefined && existsSync(asked)) return asked;
  const onThePath = NAMES.map(onPath).find((path) => path !== undefined);
  return onThePath ?? ELSEWHERE.find((path) => existsSync(path)) ?? playwrights();
}

function canInstall() {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** @param {readonly string[]} packages */
async function aptInstall(packages) {
  say(`Installing ${packages.join(' and ')} for the tests…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update'], { env, seconds: 300 });
  const args = ['install', '-y', '--no-install-recommends', ...packages];
  const { code, output } = await capture('apt-get', args, { env, seconds: 900 });
  if (code !== 0) say(tail(output, 5));
}

/**
 * Makes sure of what the end-to-end tests need, as far as it can be had.
 * @param {string} node
 * @returns {Promise<{ chromium: string } | { missing: string }>} `missing` says why they can't run.
 */
export async function ensureTestTools(node) {
  const wanted = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(onPath('pdftotext') === undefined ? ['poppler-utils'] : []),
    // Looks at the structure of PDFs; tests say so when they have to do without.
    ...(onPath('qpdf') === undefined ? ['qpdf'] : []),
  ];
  if (wanted.length > 0 && canInstall()) await aptInstall(wanted);
  if (findChromium() === undefined) {
    say('Fetching a Chromium for the tests…');
    const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
    await capture(node, [cli, 'install', 'chromium'], { seconds: 300 });
  }
  if (onPath('pdftotext') === undefined) {
    return {
      missing: 'pdftotext (of poppler-utils), which reads the exported PDF, is not installed',
    };
  }
  const chromium = findChromium();
  if (chromium !== undefined) return { chromium };
  return {
    missing: 'no Chromium is installed and none could be fetched; CASEBOOK_CHROMIUM can name one',
  };
}
