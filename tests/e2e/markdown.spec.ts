import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';

const MARKDOWN = `# From a file

A **bold** word, $x^2$ and a note.[^1]

| Day | People |
| - | - |
| Monday | 12 |

[^1]: Counted twice.
`;

test('a note comes in from Markdown, and goes out to a file and to the clipboard', async ({
  notebook,
}) => {
  const { page } = notebook;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page
    .getByRole('navigation', { name: 'Library', exact: true })
    .getByRole('list', { name: 'Case files' })
    .getByRole('link', { name: /^Notes/ })
    .click();
  await page.getByRole('button', { name: 'New note' }).first().click();

  const openMenu = () => page.getByRole('button', { name: 'More about this note' }).click();
  await openMenu();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import Markdown as note…' }).click();
  await (
    await choosing
  ).setFiles({ name: 'file.md', mimeType: 'text/markdown', buffer: Buffer.from(MARKDOWN) });

  await expect(page.getByRole('textbox', { name: 'Title of the note' })).toHaveValue('From a file');
  const text = page.getByRole('textbox', { name: 'Text of the note' });
  await expect(text.getByRole('cell', { name: 'Monday' })).toBeVisible();

  await openMenu();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as Markdown…' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('From a file.md');
  expect(await readFile(await download.path(), 'utf8')).toBe(MARKDOWN);

  await openMenu();
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
  await expect(page.getByText('The note is on the clipboard as Markdown.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replace(/\r\n/g, '\n')).toBe(MARKDOWN);
});
