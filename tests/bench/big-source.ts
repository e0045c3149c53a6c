import type { Browser, Page } from '@playwright/test';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { openDoor, temporaryFolder } from '../contract/open.ts';
import { makeCorpus } from './corpus.ts';
import { compete, median, quantile } from './measure.ts';
import { startCasebook } from './window.ts';

const WORDS = 300_000;
const LAST_WORDS = 'These are the last words of a very long text.';

/** Paragraphs of 300,000 words together, with a heading before every fortieth. */
function bigText(): string[] {
  const paragraphs: string[] = [];
  let words = 0;
  for (const article of makeCorpus(WORDS / 300)) {
    for (const paragraph of article.paragraphs) {
      if (words >= WORDS) break;
      if (paragraphs.length % 40 === 0) paragraphs.push(`## Part ${paragraphs.length / 40 + 1}`);
      // What Markdown would take for more than words stays out.
      const plain = paragraph.replaceAll(/[^\p{L}\p{N}\p{P}\s]|[*_`<>[\]#\\]/gu, '');
      paragraphs.push(plain);
      words += plain.split(' ').length;
    }
  }
  return [...paragraphs, LAST_WORDS];
}

/** The milliseconds between frames while the wheel turns over the page for some seconds. */
async function scrollFrames(page: Page): Promise<number[]> {
  await page.mouse.move(650, 450);
  await page.evaluate(() => {
    const state = { on: true, frames: [] as number[] };
    Object.assign(window, { benchFrames: state });
    let last = performance.now();
    const step = (now: number) => {
      state.frames.push(now - last);
      last = now;
      if (state.on) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  for (let turn = 0; turn < 180; turn += 1) {
    await page.mouse.wheel(0, turn % 60 < 50 ? 160 : 1600);
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  const frames = await page.evaluate(() => {
    const { benchFrames } = window as unknown as { benchFrames: { on: boolean; frames: number[] } };
    benchFrames.on = false;
    return benchFrames.frames;
  });
  return frames.slice(1);
}

function sayFrames(name: string, frames: readonly number[]): void {
  const perSecond = 1000 / (frames.reduce((sum, ms) => sum + ms, 0) / frames.length);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `  ${name}: ${perSecond.toFixed(0)} frames a second, median ${ms(median(frames))}, ` +
      `95 % within ${ms(quantile(frames, 0.95))}`,
  );
}

/** In the window: goes to an address; milliseconds until its last words are there and painted. */
function openAndPaint({ hash, words }: { hash: string; words: string }): Promise<number> {
  const start = performance.now();
  location.hash = hash;
  return new Promise((tell) => {
    const look = () => {
      const isThere = document.body.textContent.includes(words);
      if (isThere) requestAnimationFrame(() => setTimeout(() => tell(performance.now() - start)));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * A source of 300,000 words: from asking for it in an open window to its last paragraph being there,
 * against Chromium loading a bare page of the same text; and the frames while both are scrolled.
 */
export async function benchBigSource(browser: Browser): Promise<void> {
  const paragraphs = bigText();
  const folder = await temporaryFolder();
  const door = await openDoor(folder.path);
  const upload = await door.upload('long.md', `# A long text\n\n${paragraphs.join('\n\n')}`);
  const report = await door.call('sources.import', { uploads: [upload] });
  const id = report.imported[0]?.id;
  await door.library.close();
  const program = await startCasebook(folder.path);
  const html = paragraphs.map((text) => `<p>${text.replaceAll('&', '&amp;')}</p>`).join('');
  const bare = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><body style="font: 19px/1.6 serif; max-width: 36em; margin: auto">${html}
      <script>painted = new Promise((tell) =>
        requestAnimationFrame(() => setTimeout(() => tell(performance.now()))))</script>`,
    );
  }).listen(0, '127.0.0.1');
  await once(bare, 'listening');
  const address = bare.address();
  const bareUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const other = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(program.url);
  await page.getByText('How many were sent').first().waitFor();
  await compete({
    name: 'opening a source of 300,000 words, painted',
    casebook: async () => {
      await page.evaluate(() => (location.hash = '#/trash'));
      await page.getByText(LAST_WORDS).waitFor({ state: 'detached' });
      return page.evaluate(openAndPaint, { hash: `#/source/${id}`, words: LAST_WORDS });
    },
    baseline: {
      name: 'Chromium loading a bare page of the same text',
      run: async () => {
        await other.goto('about:blank');
        await other.goto(bareUrl);
        return other.evaluate(() => (window as unknown as { painted: Promise<number> }).painted);
      },
    },
    runs: 7,
  });
  await page.bringToFront();
  sayFrames('scrolling it', await scrollFrames(page));
  await other.bringToFront();
  sayFrames('scrolling the bare page', await scrollFrames(other));
  await page.close();
  await other.close();
  bare.close();
  await program.end();
  await folder.dispose();
}
