import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { textToRichText } from '../../shared/rich-text.ts';
import { bundleOf, openPeer, take, type Peer } from '../contract/bundle-libraries.ts';
import { expectAccessible } from './axe.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './fixtures.ts';

/** The bundle of the open case file, as the window saves it. */
async function exported(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export case' }).click();
  const dialog = page.getByRole('dialog', { name: /^Export the case file/ });
  await dialog.getByLabel('Format').selectOption({ label: 'Casebook bundle' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('North Korean soldiers in Russia.casebook');
  const bytes = await readFile(await file.path());
  await dialog.getByRole('button', { name: 'Done' }).click();
  return bytes;
}

/** What a colleague does with it. */
async function workOn(boris: Peer, bytes: Uint8Array): Promise<string> {
  const { caseId } = await take(boris, bytes);
  const [note] = await boris.call('notes.list', { caseId });
  const { id, title, version } = await boris.call('notes.get', { id: note?.id ?? '' });
  const body = textToRichText('Boris has read the article again and disagrees.');
  await boris.call('notes.save', { id, title, body, version });
  await boris.call('notes.create', {
    caseId,
    title: 'What Boris found',
    body: textToRichText('Two more figures, and who gave them.'),
  });
  const [source] = await boris.call('sources.list', { caseId });
  await boris.call('highlights.create', {
    sourceId: source?.id ?? '',
    label: 'red',
    passages: [{ quote: 'injured soldiers from North Korea' }],
    comment: textToRichText('Says who?'),
  });
  await boris.call('cases.update', { id: caseId, question: 'Who says so, and how do they know?' });
  return caseId;
}

test('a bundle goes to a colleague and comes back, is looked through, merged, and undone', async ({
  notebook,
}, info) => {
  const { page } = notebook;
  const boris = await openPeer('Boris');
  try {
    const sent = await exported(page);
    const caseId = await workOn(boris, sent);

    await page
      .getByRole('link', { name: /^Notes/ })
      .first()
      .click();
    await page
      .getByRole('link', { name: /^Start here/ })
      .first()
      .click();
    const editor = page.locator('[contenteditable="true"]').first();
    await editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Written here meanwhile.');
    await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();

    const back = info.outputPath('from-boris.casebook');
    await writeFile(back, await bundleOf(boris, caseId));
    await dropFiles(page, [back]);
    const screen = page.getByRole('dialog', { name: /^Bundle: North/ });
    await expect(screen.getByText(/^From Boris/)).toBeVisible();
    await expect(screen.getByText('Changed in both').first()).toBeVisible();
    await expectAccessible(page);

    await screen.getByLabel('What becomes of What Boris found').selectOption('Leave out');
    await screen.getByRole('button', { name: /Changed in both/ }).click();
    await screen.getByRole('radio', { name: /^Take theirs/ }).check();
    await screen.getByRole('button', { name: 'Import' }).click();
    const imported = page.getByText(/^Imported “North Korean.*1 other text kept/);
    await expect(imported).toBeVisible();
    await expect(page.getByText('Who says so, and how do they know?').first()).toBeVisible();
    await dropFiles(page, [back]);
    await expect(screen.getByText('What Boris found')).toBeVisible();
    // A new thing shows what is in it; what was said before waits until the dialog is closed.
    await screen.getByRole('button', { name: /^What Boris found/ }).click();
    await expect(screen.getByText('Two more figures, and who gave them.')).toBeVisible();
    await expect(imported).toBeHidden();
    await screen.getByRole('button', { name: 'Import' }).click();
    await dropFiles(page, [back, back]);
    await expect(page.getByText('Nothing new', { exact: false })).toBeVisible();
    await page.keyboard.press('Escape');
    const others = page.getByText('Bundles are looked through one at a time');
    await expect(others).toBeVisible();
    await expect(page.getByText(/^Imported “North Korean/)).toBeVisible();

    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Who says so, and how do they know?')).toBeHidden();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Start here');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Written here meanwhile.')).toBeVisible();
  } finally {
    await boris.dispose();
  }
});

/** Runs a command from the palette. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('combobox').fill(`>${name}`);
  await palette.getByRole('option', { name }).first().click();
}

test.describe('with a file that is no library among them', () => {
  test.use({ expectedErrors: [/4\d\d \(/] });

  test('a colleague’s highlights are found by their author, an import is undone, the library comes back from one file', async ({
    notebook,
  }, info) => {
    const { page } = notebook;
    const boris = await openPeer('Boris');
    const rows = page.getByRole('list', { name: 'Highlights' }).getByRole('listitem');
    const file = info.outputPath('from-boris.casebook');
    try {
      await writeFile(file, await bundleOf(boris, await workOn(boris, await exported(page))));
    } finally {
      await boris.dispose();
    }
    await dropFiles(page, [file]);
    const bundle = page.getByRole('dialog', { name: /^Bundle: North/ });
    await bundle.getByRole('button', { name: 'Import' }).click();
    await expect(page.getByText(/^Imported “North Korean/)).toBeVisible();

    await page
      .getByRole('link', { name: /^Highlights/ })
      .first()
      .click();
    const by = page.getByLabel('Only by');
    await by.selectOption('Boris');
    await expect(rows).toHaveCount(1);
    await expect(rows.getByText('Says who?')).toBeVisible();
    await expect(page.getByText(/^1 of \d+ highlights$/)).toBeVisible();
    await expectAccessible(page);

    const tar = info.outputPath('library.tar');
    const pack = page.getByRole('dialog', { name: 'Back up the library to one file' });
    await command(page, 'Back up the library to one file');
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await pack.getByRole('button', { name: 'Back up' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/\.tar$/);
    await saved.saveAs(tar);
    await pack.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('button', { name: /^Backed up/ })).toBeVisible();

    await page.keyboard.press('Control+z');
    await expect(rows).toHaveCount(0);
    await expect(by).toHaveValue('by:Boris');

    await command(page, 'Restore a library from a file');
    const restore = page.getByRole('dialog', { name: 'Restore a library from a file' });
    await restore.getByRole('button', { name: 'Restore' }).click();
    await expect(restore.getByRole('alert')).toHaveText(/^Choose the file/);
    await restore.getByRole('radio', { name: /^Into another folder/ }).check();
    await restore.getByLabel('Library in one file').setInputFiles(file);
    await restore.getByRole('radio', { name: /^In the place/ }).check();
    await restore.getByRole('button', { name: 'Restore' }).click();
    await expect(restore.getByRole('alert')).toBeVisible();
    await restore.getByLabel('Library in one file').setInputFiles(tar);
    await restore.getByRole('button', { name: 'Restore' }).click();
    await expect(restore.getByText('The library was restored, and is open:')).toBeVisible();
    await expectAccessible(page);
    await restore.getByRole('button', { name: 'Done' }).click();
    await expect(rows.getByText('Says who?')).toBeVisible();
  });

  test('the library is restored beside itself and moved, and refuses folders that are not empty', async ({
    notebook,
  }, info) => {
    const { page, folder } = notebook;
    const tar = info.outputPath('library.tar');
    const pack = page.getByRole('dialog', { name: 'Back up the library to one file' });
    await command(page, 'Back up the library to one file');
    const download = page.waitForEvent('download');
    await pack.getByRole('button', { name: 'Back up' }).click();
    await (await download).saveAs(tar);
    await pack.getByRole('button', { name: 'Done' }).click();

    const beside = info.outputPath('restored');
    await command(page, 'Restore a library from a file');
    const restore = page.getByRole('dialog', { name: 'Restore a library from a file' });
    await restore.getByLabel('Library in one file').setInputFiles(tar);
    await restore.getByRole('radio', { name: /^Into another folder/ }).check();
    await restore.getByLabel('Folder', { exact: true }).fill('not/a/whole/path');
    await restore.getByRole('button', { name: 'Restore' }).click();
    await expect(restore.getByRole('alert')).toHaveText(/the whole path/);
    await restore.getByLabel('Folder', { exact: true }).fill(beside);
    await restore.getByRole('button', { name: 'Restore' }).click();
    await expect(restore.getByText('The library was restored into')).toBeVisible();
    expect(await readdir(beside)).toContain('library.sqlite');
    await restore.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText(`Library: ${folder}`)).toBeVisible();

    await command(page, 'Move the library');
    const move = page.getByRole('dialog', { name: 'Move the library' });
    await move.getByLabel('New folder').fill(beside);
    await move.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(move.getByText(/is not empty/)).toBeVisible();
    await expectAccessible(page);
    const moved = info.outputPath('moved');
    await move.getByLabel('New folder').fill(moved);
    await move.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(move.getByText('The library was moved, and is open:')).toBeVisible();
    expect(await readdir(moved)).toContain('library.sqlite');
    await expectAccessible(page);
    await move.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText(`Library: ${moved}`)).toBeVisible();
    await page
      .getByRole('link', { name: /^Highlights/ })
      .first()
      .click();
    await expect(page.getByRole('list', { name: 'Highlights' }).getByRole('listitem')).toHaveCount(
      5,
    );
  });
});
