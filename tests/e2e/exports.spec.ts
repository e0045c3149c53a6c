import { readFile } from 'node:fs/promises';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('a case file and chosen sources leave as files for other programs', async ({ notebook }) => {
  const { page } = notebook;

  await test.step('the highlights of the case file, as a table', async () => {
    await page.getByRole('button', { name: 'Export case' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the case file' });
    await dialog.getByLabel('Format').selectOption({ label: 'Table of highlights (CSV)' });
    await expect(dialog).toContainText('It leaves out');
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('North Korean soldiers in Russia.csv');
    const text = await readFile(await file.path(), 'utf8');
    expect(text.trimEnd().split('\r\n')).toHaveLength(6);
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('a chosen source, as a reference', async () => {
    await page
      .getByRole('link', { name: /^All sources/ })
      .first()
      .click();
    const row = page.getByRole('list', { name: 'Sources' }).getByRole('listitem').first();
    await row.getByRole('link').focus();
    await page.keyboard.press('Control+Space');
    await page
      .getByRole('group', { name: 'Selection' })
      .getByRole('button', { name: 'Export…' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Export 1 source' });
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toMatch(/^@article\{northkorean|^@\w+\{north,/);
    expect(text).toContain('title = {North {Korean} {Soldiers} in {Russia}');
  });
});
