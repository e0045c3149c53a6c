/** One note with everything in it, on screen, on paper, and as Markdown there and back. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openArchive } from '../../core/import/archive.ts';
import { tidyBlocks } from '../../core/import/tidy.ts';
import type { Block } from '../../shared/document.ts';
import { richTextToBlocks, type RichText } from '../../shared/rich-text.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { selectWithMouse } from './select-text.ts';

const ARTICLE =
  'North Korean Soldiers in Russia: A Troubling Deployment Amidst Casualties and Secrecy';
const LABEL = 'North Korean Soldiers in Russia';
const QUOTE = 'over 1,000 North Korean soldiers';

/** A map of 60 by 40 pixels, drawn for this test. */
const MAP =
  'iVBORw0KGgoAAAANSUhEUgAAADwAAAAoCAIAAAAt2Q6oAAAAh0lEQVR42u3XwQmAQBQD0XRiX1ZglZZhAVuJB4+Cl01WCAP/HB6C4mhc5+Rt+/G++dmPUwgddcuy0oPOueUa6kGH3DJu9aATbnnnetB2t+yPoQftdSvxdvegjW7Qq9zK/Yvl3KBXfUZ+QM+7NWhEGpFGpBFpRBqRRqQRaURyi0Ykt2hEGvG5G03HMowa3QcaAAAAAElFTkSuQmCC';

test.use({ actionTimeout: 10_000 });

const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const saved = (page: Page) => expect(page.getByText('All changes saved')).toBeVisible();

async function openNotes(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Library', exact: true })
    .getByRole('list', { name: 'Case files' })
    .getByRole('link', { name: /^Notes/ })
    .click();
}

async function newNote(page: Page, title: string): Promise<void> {
  await openNotes(page);
  await page.getByRole('button', { name: 'New note' }).first().click();
  await page.getByRole('textbox', { name: 'Title of the note' }).fill(title);
  await page.keyboard.press('Enter');
  await expect(textOf(page)).toBeFocused();
}

/** Types a sign and what to look for, and takes the suggestion. */
async function suggest(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.keyboard.type(typed);
  await expect(page.getByRole('option', { name: option })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

/** Pastes or drops a picture, as another program would hand it over. */
async function bringPicture(page: Page, kind: 'paste' | 'drop'): Promise<void> {
  await textOf(page).evaluate(
    (element, [way, base64 = '']) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], 'map.png', { type: 'image/png' }));
      const options = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        way === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data }),
      );
    },
    [kind, MAP],
  );
}

/** The text of the open note as it is stored, without empty lines. */
async function storedBlocks(page: Page): Promise<Block[]> {
  const id = /note\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
  const body = await page.evaluate(async (noteId) => {
    const response = await fetch('/api/calls/notes.get', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: noteId }),
    });
    const reply = (await response.json()) as { value: { body: RichText } };
    return reply.value.body;
  }, id);
  return tidyBlocks(richTextToBlocks(body));
}

/** Waits until the editor has heard where the browser put the caret. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

/** Types lines, with Enter after each. */
async function lines(page: Page, ...all: string[]): Promise<void> {
  for (const line of all) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
}

test('a note with everything in it is kept, printed, and comes back from Markdown', async ({
  notebook,
}, testInfo) => {
  test.setTimeout(240_000);
  const { page } = notebook;
  const text = textOf(page);
  await newNote(page, 'What the figures count');
  await page.keyboard.type('The target.');
  await saved(page);
  await newNote(page, 'Every feature');

  await test.step('headings and marks', async () => {
    await lines(page, '# First heading', '## Second heading', '### Third heading');
    await page.keyboard.type('Marks: **bold**, *italic*, ~~struck~~, `code`, ');
    for (const [keys, word] of [
      ['Control+u', 'underlined'],
      ['Control+,', 'low'],
      ['Control+.', 'high'],
    ] as const) {
      await page.keyboard.press(keys);
      await page.keyboard.type(word);
      await page.keyboard.press(keys);
      await page.keyboard.type(' ');
    }
    await lines(page, 'and [a link](https://example.org/path).');
    await expect(text.locator('sup')).toHaveText('high');
  });

  await test.step('lists of three kinds, in each other', async () => {
    await page.keyboard.type('- bulleted');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await lines(page, 'nested');
    await page.keyboard.press('Tab');
    await lines(page, 'deeper', '', '', '');
    await page.keyboard.type('1. numbered');
    await page.keyboard.press('Enter');
    await lines(page, 'second', '');
    await page.keyboard.type('- [x] done');
    await page.keyboard.press('Enter');
    await lines(page, 'to do', '');
    await expect(text.getByRole('checkbox')).toHaveCount(2);
  });

  await test.step('an item that holds a paragraph of its own', async () => {
    await page.keyboard.type('1. An item');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('with a second paragraph');
    await expect(text.locator('[data-item-blocks]')).toHaveText('An itemwith a second paragraph');
    await lines(page, '', '');
    // The next item is empty, and Enter on it leaves the list.
    await page.keyboard.press('Enter');
  });

  await test.step('a quotation with a list and code in it', async () => {
    await page.keyboard.type('> Quoted words');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- an item in it');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await suggest(page, '/code bl', /Code block/);
    await page.keyboard.type('quoted = code');
    await expect(text.locator('blockquote li')).toHaveText('an item in it');
    await expect(text.locator('blockquote code, blockquote pre')).toHaveText('quoted = code');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowDown');
    await settled(page);
    await page.keyboard.press('Enter');
  });

  await test.step('a table with heads', async () => {
    await suggest(page, '/table', /Table/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    for (const [index, word] of ['Period', 'Killed', 'November', '120'].entries()) {
      if (index > 0) await page.keyboard.press('Tab');
      await page.keyboard.type(word);
    }
    await page.getByRole('button', { name: 'Table actions' }).click();
    await expectAccessible(page);
    await page.getByRole('menuitemcheckbox', { name: 'Header column' }).click();
    await expect(text.locator('th')).toHaveCount(3);
    await page.keyboard.press('Escape');
  });

  await test.step('pictures, with caption, description and width', async () => {
    await bringPicture(page, 'paste');
    await expect(text.getByRole('figure')).toHaveCount(1);
    await bringPicture(page, 'drop');
    await expect(text.getByRole('figure')).toHaveCount(2);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const popover = page.getByRole('dialog', { name: 'Picture' });
    await popover.getByLabel('Caption').fill('The front in January');
    await popover.getByLabel('What it shows').fill('A map of the front');
    await popover.getByRole('slider').focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowLeft');
    await popover.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('code, formulas, a footnote and a rule', async () => {
    await page.keyboard.type('``` ');
    await page.keyboard.type('const answer = 42;');
    await page.getByRole('combobox', { name: 'Language of the code' }).fill('typescript');
    await page.keyboard.press('Enter');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Enter');
    await page.keyboard.type('Within a line, $e^{i\\pi}$ and a note');
    await page.keyboard.press('Control+Alt+f');
    await lines(page, 'First block of the note.');
    await page.keyboard.type('Second block of the note.');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.keyboard.type('.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('$$\\sum_{i=1}^{n} x_i$$ ');
    await page.keyboard.type('---');
    await page.keyboard.press('Enter');
    await expect(text.locator('.katex-display')).toBeVisible();
    await expect(text.locator('hr')).toHaveCount(1);
  });

  await test.step('a paragraph from right to left', async () => {
    await page.keyboard.type('12 שלום');
    await text.getByText('12 שלום').hover();
    await page.getByRole('button', { name: 'Move or change this block' }).click();
    await page.getByRole('menuitem', { name: 'Text direction' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Right to left' }).click();
    await expect(text.locator('p[dir=rtl]')).toHaveText('12 שלום');
    await text.getByText('12 שלום').click();
    await page.keyboard.press('End');
    await settled(page);
    await page.keyboard.press('Enter');
  });

  await test.step('a citation with its place, and links to a note and a source', async () => {
    await suggest(page, '@north', new RegExp(LABEL));
    await page.getByRole('link', { name: `(${LABEL})` }).click();
    const popover = page.getByRole('dialog', { name: 'Citation' });
    await popover.getByRole('textbox', { name: 'Place in the source' }).fill('4');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+End');
    await settled(page);
    await page.keyboard.type(' see ');
    await suggest(page, '[[what the fig', /What the figures count/);
    await suggest(page, '[[north korean soldiers in russia: a', new RegExp(ARTICLE.slice(0, 40)));
    await saved(page);
  });

  await test.step('a passage of a source', async () => {
    await text.getByRole('link', { name: ARTICLE, exact: true }).click();
    await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
    await selectWithMouse(page, QUOTE);
    await page
      .getByRole('toolbar', { name: 'Selected text' })
      .getByRole('button', { name: /Quote/ })
      .click();
    await page.getByRole('menuitem', { name: 'Every feature' }).click();
    await page.getByRole('button', { name: 'Open note' }).click();
    await expect(text.locator('figure').filter({ hasText: QUOTE })).toBeVisible();
    await saved(page);
  });

  const before = await storedBlocks(page);
  expect(JSON.stringify(before)).not.toContain('"text":"@');

  await test.step('all of it survives a reload, and undo and redo', async () => {
    await page.reload();
    await expect(text.locator('figure').filter({ hasText: QUOTE })).toBeVisible();
    await text.getByText('First heading').click();
    await page.keyboard.press('Control+Alt+4');
    await expect(text.locator('blockquote h1')).toHaveText('First heading');
    await page.keyboard.press('Control+z');
    await expect(text.locator('blockquote h1')).toHaveCount(0);
    await page.keyboard.press('Control+Shift+z');
    await expect(text.locator('blockquote h1')).toHaveText('First heading');
    await page.keyboard.press('Control+z');
    await saved(page);
    expect(await storedBlocks(page)).toEqual(before);
  });

  await test.step('it is accessible, and fits a small window', async () => {
    await expectAccessible(page);
    await page.setViewportSize({ width: 1024, height: 700 });
    const overflow = await text.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('it is printed, all of it', async () => {
    await page.getByRole('button', { name: 'Export case' }).click();
    const downloading = page.waitForEvent('download');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Export/ })
      .click();
    const file = join(testInfo.outputPath(), 'case.pdf');
    await (await downloading).saveAs(file);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const run = spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    if (run.error !== undefined) throw run.error;
    const printed = run.stdout.replaceAll(/\s+/g, ' ');
    for (const words of [
      'First heading',
      'Second heading',
      'Third heading',
      'Marks: bold, italic, struck, code, underlined',
      'a link',
      'deeper',
      'numbered',
      'done',
      'to do',
      'with a second paragraph',
      'Quoted words',
      'an item in it',
      'quoted = code',
      'November',
      'The front in January',
      'const answer = 42;',
      'First block of the note.',
      'Second block of the note.',
      'שלום',
      'What the figures count',
      QUOTE,
    ]) {
      expect(printed, words).toContain(words);
    }
  });

  await test.step('it goes out as Markdown with its picture, and comes in the same', async () => {
    await page.getByRole('button', { name: 'More about this note' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save as Markdown…' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe('Every feature.zip');
    const bytes = await readFile(await download.path());
    const archive = openArchive(new Uint8Array(bytes), 'Every feature.zip');
    expect(archive.entries.map(({ path }) => path)).toEqual([
      'Every feature.md',
      expect.stringMatching(/^files\/[0-9a-f]{64}\.png$/),
    ]);
    await openNotes(page);
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import Markdown…' }).click();
    const file = { name: 'Every feature.zip', mimeType: 'application/zip', buffer: bytes };
    await (await choosing).setFiles(file);
    await expect(page.getByRole('textbox', { name: 'Title of the note' })).toHaveValue(
      'Every feature',
    );
    await expect(text.locator('figure').filter({ hasText: QUOTE })).toBeVisible();
    expect(await storedBlocks(page)).toEqual(before);
  });
});
