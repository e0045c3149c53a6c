import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { selectWithMouse } from './select-text.ts';

const ARTICLE =
  'North Korean Soldiers in Russia: A Troubling Deployment Amidst Casualties and Secrecy';
const QUOTE = 'over 1,000 North Korean soldiers';

/** The text of each page of a PDF. */
function pagesOf(file: string): string[] {
  const run = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  if (run.error !== undefined) throw run.error;
  return run.stdout.split('\f').slice(0, -1);
}

test('one person, from the first start to the printed case file and back after a crash', async ({
  notebook,
}, testInfo) => {
  const { page } = notebook;

  await test.step('the preloaded case is waiting', async () => {
    await expect(
      page.getByRole('heading', { name: 'North Korean soldiers in Russia', level: 1 }),
    ).toBeVisible();
    await page.getByRole('main').getByText(ARTICLE).first().click();
    await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
    await expect(page.getByText('The world watches as the alliance')).toBeAttached();
  });

  const card = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('listitem')
    .filter({ hasText: QUOTE });

  await test.step('highlight a sentence', async () => {
    await selectWithMouse(page, QUOTE);
    await page
      .getByRole('toolbar', { name: 'Selected text' })
      .getByRole('button', { name: 'Comment' })
      .click();
    await expect(card).toBeVisible();
  });

  await test.step('comment on it, with a list', async () => {
    const editor = card.getByRole('textbox', { name: /comment/i });
    await editor.click();
    await page.keyboard.type('Killed or injured: keep apart.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- which period does it count');
    await page.keyboard.press('Enter');
    await page.keyboard.type('who was asked');
    await expect(editor.getByRole('listitem')).toHaveCount(2);
    await expect(page.getByText('All changes saved')).toBeVisible();
  });

  await test.step('write a note', async () => {
    await page
      .getByRole('navigation', { name: 'Library', exact: true })
      .getByRole('list', { name: 'Case files' })
      .getByRole('link', { name: /^Notes/ })
      .click();
    await page.getByRole('button', { name: 'New note' }).first().click();
    await page.getByRole('textbox', { name: 'Title of the note' }).fill('What the figures count');
    await page.keyboard.press('Enter');
    await page.keyboard.type('## Periods');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Only one of them states its **period**.');
    await expect(page.getByRole('main').getByRole('heading', { name: 'Periods' })).toBeVisible();
    await expect(page.getByText('All changes saved')).toBeVisible();
  });

  await test.step('find the note, and the passage by a name that is one letter short', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('what the figures');
    await expect(page.getByRole('option', { name: /What the figures count/ })).toBeVisible();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('zelensky');
    const hit = page.getByRole('option', { name: new RegExp(ARTICLE.slice(0, 30)) }).first();
    await expect(hit).toContainText('Zelenskyy');
    await hit.click();
    await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
    await expect(page.getByText('President Volodymyr Zelenskyy').first()).toBeInViewport();
  });

  const file = join(testInfo.outputPath(), 'case.pdf');
  await test.step('export the case file', async () => {
    await page.getByRole('button', { name: 'Export case' }).click();
    const downloading = page.waitForEvent('download');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Export/ })
      .click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('North Korean soldiers in Russia.pdf');
    await download.saveAs(file);
  });

  await test.step('the PDF holds it all, and its contents tell the true pages', () => {
    const pages = pagesOf(file);
    const words = (text: string) => text.replaceAll(/\s+/g, ' ');
    const all = words(pages.join(' '));
    expect(all).toContain('North Korean soldiers in Russia');
    expect(all).toContain('Killed or injured: keep apart.');
    expect(all).toContain('which period does it count');
    expect(all).toContain('Only one of them states its period.');
    const contents = pages.find((text) => /^\s*Contents\s*$/m.test(text)) ?? '';
    // A word joiner stands before each number, so that it never wraps alone.
    const entries = [...contents.matchAll(/^\s*(\S.*?)[ .]{4,}[\s\u2060]*(\d+)\s*$/gm)];
    expect(entries.length).toBeGreaterThanOrEqual(4);
    for (const [, title = '', number] of entries) {
      const heading = words(pages[Number(number) - 1] ?? '');
      expect(heading, `“${title}” on page ${number}`).toContain(words(title).slice(-30));
    }
  });

  await test.step('kill -9, start again: all is there', async () => {
    await notebook.kill('SIGKILL');
    await notebook.restart();
    await page
      .getByRole('navigation', { name: 'Library', exact: true })
      .getByRole('list', { name: 'Case files' })
      .getByRole('link', { name: /^Notes/ })
      .click();
    await page.getByRole('main').getByText('What the figures count').click();
    await expect(page.getByText('Only one of them states its period.')).toBeVisible();
    await page
      .getByRole('navigation', { name: 'Library', exact: true })
      .getByRole('list', { name: 'Case files' })
      .getByRole('link', { name: /^Sources/ })
      .click();
    await page.getByRole('main').getByText(ARTICLE).click();
    await expect(card).toContainText('Killed or injured: keep apart.');
    await expect(card).toContainText('who was asked');
  });
});
