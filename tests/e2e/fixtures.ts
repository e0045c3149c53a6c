/** Starts the built program, as a person would have it, on a library folder of the test's own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';

const ENTRY = fileURLToPath(new URL('../../out/main/browser.js', import.meta.url));
const ADDRESS = /^Casebook is at (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)$/;

/** The program while it runs. */
interface Running {
  process: ChildProcess;
  /** As it was printed, with the token. */
  url: string;
}

export interface Notebook {
  /** On the notebook, past the token. */
  page: Page;
  /** The library's folder. */
  folder: string;
  /** The address that the program printed last; its token is used up. */
  url: string;
  /** Ends the program with a signal and waits until it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts the program again, if need be after asking it to end, and opens it in the page. */
  restart(): Promise<void>;
}

export interface NotebookOptions {
  /** Sentences of console errors and requests that a test means to cause. */
  expectedErrors: RegExp[];
}

async function startProgram(folder: string): Promise<Running> {
  const child = spawn(process.execPath, [ENTRY, '--no-open', '--library', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const lines = createInterface({ input: child.stdout });
  const address = new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => {
      const url = ADDRESS.exec(line)?.[1];
      if (url === undefined) reject(new Error(`The program printed "${line}", not its address.`));
      else resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}: ${said}`)));
  });
  return { process: child, url: await address };
}

async function end({ process: child }: Running, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** Collects what must not happen in the page: errors, and requests to anyone but the program. */
function watch(page: Page, origin: () => string): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`Page error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`Console error: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === origin() || url.protocol === 'blob:' || url.protocol === 'data:';
    if (!isOwn) problems.push(`Request to another origin: ${request.url()}`);
  });
  return problems;
}

export const test = base.extend<{ notebook: Notebook } & NotebookOptions>({
  expectedErrors: [[], { option: true }],
  notebook: async ({ page, expectedErrors }, use) => {
    const around = await mkdtemp(join(tmpdir(), 'casebook-e2e-'));
    // A library that is moved or replaced is kept beside its place.
    const folder = join(around, 'library');
    let running = await startProgram(folder);
    /** While the program is down, requests of the open page fail, as they should. */
    let isDown = false;
    const problems = watch(page, () => new URL(running.url).origin);
    const open = async () => {
      await page.goto(running.url);
      // Keys are heard once the window stands, and it asks for this only then.
      await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Library: ');
    };
    const kill = async (signal: NodeJS.Signals) => {
      isDown = true;
      await end(running, signal);
    };
    try {
      await open();
      await use({
        page,
        folder,
        get url() {
          return running.url;
        },
        kill,
        async restart() {
          await kill('SIGTERM');
          // The old window would keep asking for a program that is gone.
          await page.goto('about:blank');
          running = await startProgram(folder);
          await open();
        },
      });
    } finally {
      await page.close();
      await end(running, 'SIGTERM');
      await rm(around, { recursive: true, force: true });
    }
    const isExpected = (problem: string) =>
      expectedErrors.some((pattern) => pattern.test(problem)) ||
      (isDown && /ERR_CONNECTION|ERR_INCOMPLETE|Failed to (fetch|load)/.test(problem));
    expect(problems.filter((problem) => !isExpected(problem))).toEqual([]);
  },
});

export { expect };
