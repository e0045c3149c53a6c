import { readFile } from 'node:fs/promises';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('a case file is printed: seen before, chosen, cancelled, made', async ({ notebook }) => {
  const { page } = notebook;
  const open = async () => {
    await page.getByRole('button', { name: 'Export case' }).click();
    return page.getByRole('dialog', { name: 'Export the case file to PDF' });
  };

  await test.step('a note becomes the summary', async () => {
    await page.getByTestId('middle').getByRole('link', { name: 'Outline' }).click();
    const row = page.getByRole('list', { name: 'Outline' }).getByRole('listitem').first();
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Use as the summary' }).click();
    await expect(row).toContainText('Summary');
  });

  const dialog = await open();
  const preview = dialog.getByRole('region', { name: 'Preview' });

  await test.step('the real pages stand beside the options', async () => {
    await expect(preview.getByRole('status')).toHaveText(/^\d+ pages$/);
    const sheet = preview.getByRole('listitem', { name: /^Page 1 of/ });
    await expect(sheet.locator('canvas[data-drawn]')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('they follow what is chosen', async () => {
    const all = await preview.getByRole('status').textContent();
    await dialog.getByLabel('Preset').selectOption({ label: 'Notes only' });
    await expect(preview.getByRole('status')).toHaveText(/^\d+ pages$/);
    await expect(preview.getByRole('status')).not.toHaveText(all ?? '');
    await dialog.getByLabel('Export record').uncheck();
    await expect(dialog.getByLabel('Preset')).toHaveValue('own');
    await dialog.getByLabel('Letter').check();
    await dialog.getByLabel('Attach the case file as a bundle').check();
    await dialog.getByLabel('Standard').selectOption({ label: 'For the archive (PDF/A-3a)' });
  });

  await test.step('what is made is what was chosen', async () => {
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export PDF' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('North Korean soldiers in Russia.pdf');
    const text = await readFile(await file.path(), 'latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toContain('/MediaBox [0 0 612 792]');
    expect(text).toContain('/EmbeddedFile');
    await expect(dialog).toContainText('Your browser has saved it where it keeps downloads.');
    await dialog.getByText('not in it as in the library').click();
    await expect(dialog).toContainText('sources were not asked for');
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('the choice is kept with the case file, and an export can be stopped', async () => {
    await page.reload();
    const again = await open();
    await expect(again.getByLabel('Letter')).toBeChecked();
    await expect(again.getByLabel('Export record')).not.toBeChecked();
    await again.getByLabel('Preset').selectOption({ label: 'Full case file' });
    const paragraph = 'The ferry left the harbour before anybody had counted the people. '.repeat(
      7,
    );
    await page.evaluate(
      async ({ text, caseId }) => {
        const body = JSON.stringify({ text, caseId });
        await fetch('/api/calls/sources.paste', { method: 'POST', body });
      },
      {
        text: Array.from({ length: 1500 }, () => paragraph).join('\n\n'),
        caseId: /\/case\/([^/?]+)/.exec(page.url())?.[1],
      },
    );
    await again.getByRole('button', { name: 'Export PDF' }).click();
    await expect(again.getByText(/^Setting about \d+ pages…$/)).toBeVisible();
    await again.getByRole('button', { name: 'Cancel the export' }).click();
    await expect(again.getByText('The export was cancelled; no file was made.')).toBeVisible();
    await expect(again.getByRole('button', { name: 'Export PDF' })).toBeEnabled();
  });
});
