import { chromium, type Browser, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { hostFlags } from '../../scripts/lib/node.mjs';
import { openDoor, temporaryFolder } from '../contract/open.ts';
import { compete } from './measure.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const [TITLE = '', ...PARAGRAPHS] = readFileSync(
  resolve(ROOT, 'resources/preloaded/article.txt'),
  'utf8',
)
  .trimEnd()
  .split('\n');
const LAST_WORDS = PARAGRAPHS.at(-1)?.slice(-40) ?? '';

/** The article as a page without any program in it. */
export const BARE_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${TITLE}</title>
<body style="font: 19px/1.6 serif; max-width: 36em; margin: auto"><h1>${TITLE}</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</body></html>`;

/** The built program as a process of its own, once it has printed its address. */
export async function startCasebook(folder: string) {
  const child = spawn(
    process.execPath,
    [...hostFlags(), resolve(ROOT, 'out/main/browser.js'), '--no-open', '--library', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const end = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return { url: line.replace(/^.* at /, ''), end };
}

/** A program that serves the bare page, started as a process of its own like the other. */
async function startBareServer() {
  const server = `require('node:http').createServer((q, r) => {
    r.setHeader('content-type', 'text/html'); r.end(process.env.PAGE);
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;
  const child = spawn(process.execPath, ['-e', server], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PAGE: BARE_PAGE },
  });
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${port}/`, end: () => void child.kill() };
}

async function inFreshWindow(browser: Browser, work: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await work(await context.newPage());
  await context.close();
}

/** From starting the program to its first content in a window that is open already. */
export async function benchStart(browser: Browser): Promise<void> {
  const folder = await temporaryFolder();
  await (await openDoor(folder.path)).library.close();
  await compete({
    name: 'cold start to first content',
    casebook: async () => {
      const start = performance.now();
      let took = 0;
      const program = await startCasebook(folder.path);
      await inFreshWindow(browser, async (page) => {
        await page.goto(program.url, { waitUntil: 'commit' });
        await page.getByText('How many were sent').first().waitFor();
        took = performance.now() - start;
      });
      await program.end();
      return took;
    },
    baseline: {
      name: 'a bare Node server and a bare page of the article',
      run: async () => {
        const start = performance.now();
        let took = 0;
        const program = await startBareServer();
        await inFreshWindow(browser, async (page) => {
          await page.goto(program.url, { waitUntil: 'commit' });
          await page.getByText(LAST_WORDS).waitFor();
          took = performance.now() - start;
        });
        program.end();
        return took;
      },
    },
    runs: 7,
  });
  await folder.dispose();
}

/** From asking for a source in an open window to its last paragraph being laid out. */
export async function benchOpening(browser: Browser): Promise<void> {
  const folder = await temporaryFolder();
  const door = await openDoor(folder.path);
  const [source] = await door.call('sources.list', {});
  await door.library.close();
  const program = await startCasebook(folder.path);
  const bare = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(BARE_PAGE);
  }).listen(0, '127.0.0.1');
  await once(bare, 'listening');
  const address = bare.address();
  const bareUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  const page = await browser.newPage();
  const other = await browser.newPage();
  await page.goto(program.url);
  await page.getByText('How many were sent').first().waitFor();
  await compete({
    name: 'opening a source, to its last paragraph',
    casebook: async () => {
      await page.evaluate(() => (location.hash = '#/trash'));
      await page.getByText(LAST_WORDS).waitFor({ state: 'detached' });
      const start = performance.now();
      await page.evaluate((id) => (location.hash = `#/source/${id}`), source?.id);
      await page.getByText(LAST_WORDS).waitFor({ state: 'attached' });
      return performance.now() - start;
    },
    baseline: {
      name: 'Chromium loading a bare page of the article',
      run: async () => {
        await other.goto('about:blank');
        const start = performance.now();
        await other.goto(bareUrl, { waitUntil: 'commit' });
        await other.getByText(LAST_WORDS).waitFor({ state: 'attached' });
        return performance.now() - start;
      },
    },
    runs: 20,
  });
  await page.close();
  await other.close();
  bare.close();
  await program.end();
  await folder.dispose();
}

/** The Chromium of the machine, as the end-to-end tests use it. */
/** The browser that is measured against. */
export const CHROMIUM = process.env['CASEBOOK_CHROMIUM'] ?? '/usr/bin/chromium';

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
