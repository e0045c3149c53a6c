import { readFile, writeFile } from 'node:fs/promises';
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
    if (process.env['SHOTS']) {
      for (const theme of ['light', 'dark'] as const) {
        for (const [width, height] of [
          [1440, 900],
          [1024, 700],
        ] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await page.setViewportSize({ width, height });
          await screen
            .getByRole('button', { name: /Changed in both/ })
            .first()
            .click();
          await page.screenshot({ path: `${process.env['SHOTS']}/bundle-${theme}-${width}.png` });
        }
      }
    }
    await expectAccessible(page);

    await screen.getByLabel('What becomes of What Boris found').selectOption('Leave out');
    await screen.getByRole('button', { name: /Changed in both/ }).click();
    await screen.getByRole('radio', { name: /^Take theirs/ }).check();
    await screen.getByRole('button', { name: 'Import' }).click();
    await expect(page.getByText(/^Imported “North Korean.*1 other text kept/)).toBeVisible();
    await expect(page.getByText('Who says so, and how do they know?').first()).toBeVisible();
    await dropFiles(page, [back]);
    await expect(screen.getByText('What Boris found')).toBeVisible();
    await screen.getByRole('button', { name: 'Import' }).click();
    await dropFiles(page, [back]);
    await expect(page.getByText('Nothing new', { exact: false })).toBeVisible();
    await page.keyboard.press('Escape');

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
