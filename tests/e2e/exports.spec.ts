import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { openArchive } from '../../core/import/archive.ts';
import { readSource } from '../../core/import/index.ts';
import { layoutDocument } from '../../shared/document.ts';
import {
  EXPORT_FORMAT_IDS,
  exportFormat,
  type ExportFormatId,
} from '../../shared/export-formats.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

/** Of the preloaded article, within a highlight that has a comment. */
const QUOTATION = 'two dozen injured soldiers from North Korea arrived at a local hospital';
const TITLE = 'North Korean Soldiers in Russia';

const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The text of a document as our own reader of its kind sees it, on one line. */
async function documentText(bytes: Uint8Array, ending: string): Promise<string> {
  const { document } = await readSource({ name: `case.${ending}`, bytes });
  return layoutDocument(document).text.replace(/\s+/g, ' ');
}

/** The files of a zip, one after the other, each behind its path. */
function archiveText(bytes: Uint8Array): string {
  const archive = openArchive(bytes, 'case.zip');
  expect(archive.warnings).toEqual([]);
  return archive.entries
    .map(({ path }) => `${path}\n${asText(archive.read(path) ?? new Uint8Array())}`)
    .join('\n');
}

/** How each kind of file is opened, and what has to be found in it. */
const LOOKS: Readonly<
  Record<
    ExportFormatId,
    { open: (bytes: Uint8Array) => string | Promise<string>; holds: (string | RegExp)[] }
  >
> = {
  pdf: { open: (bytes) => documentText(bytes, 'pdf'), holds: [QUOTATION] },
  bundle: { open: archiveText, holds: [QUOTATION, 'manifest'] },
  docx: { open: (bytes) => documentText(bytes, 'docx'), holds: [QUOTATION] },
  html: { open: (bytes) => documentText(bytes, 'html'), holds: [QUOTATION] },
  markdown: {
    open: archiveText,
    holds: [/^Sources\/North Korean Soldiers in Russia.*\.md$/m, /^Annotations\//m, QUOTATION],
  },
  annotations: {
    open: (bytes) => JSON.stringify(JSON.parse(asText(bytes))),
    holds: [QUOTATION, 'http://www.w3.org/ns/anno.jsonld'],
  },
  csv: { open: asText, holds: [/^\uFEFF?Quotation,Comment,Label,/, QUOTATION] },
  anki: { open: asText, holds: [/^#separator:tab\n/, QUOTATION] },
  bibtex: {
    open: asText,
    holds: [/^@\w+\{\w+,/, 'title = {North {Korean} {Soldiers} in {Russia}'],
  },
  ris: { open: asText, holds: [/^TY {2}- /, `TI  - ${TITLE}`, /ER {2}- \s*$/] },
  'csl-json': { open: (bytes) => JSON.stringify(JSON.parse(asText(bytes))), holds: [TITLE] },
};

/** Exports from the open dialog in a format, and looks into the file. */
async function exportAs(page: Page, dialog: Locator, format: ExportFormatId): Promise<string> {
  await dialog.getByLabel('Format').selectOption(format);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Export( PDF)?$/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${exportFormat(format).ending}$`));
  const { open, holds } = LOOKS[format];
  const text = await open(new Uint8Array(await readFile(await file.path())));
  for (const part of holds) expect(text, format).toMatch(part);
  await dialog.getByRole('button', { name: 'Done' }).click();
  return text;
}

test('a case file leaves in every format', async ({ notebook }) => {
  test.slow(); // Eleven files, each opened by a reader.
  const { page } = notebook;
  for (const format of EXPORT_FORMAT_IDS) {
    await test.step(format, async () => {
      await page.getByRole('button', { name: 'Export case' }).click();
      const dialog = page.getByRole('dialog', { name: 'Export the case file' });
      await exportAs(page, dialog, format);
    });
  }

  await test.step('each document offers what counts for it', async () => {
    await page.getByRole('button', { name: 'Export case' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the case file' });
    await dialog.getByLabel('Format').selectOption('docx');
    await expect(dialog.getByText('It leaves out')).toBeVisible();
    await expect(dialog.getByLabel('Letter')).toBeVisible();
    await expect(dialog.getByLabel('Index')).toBeVisible();
    await expect(dialog.getByLabel('Standard')).toBeHidden();
    await expectAccessible(page);
    await dialog.getByLabel('Format').selectOption('markdown');
    await expect(dialog.getByLabel('Letter')).toBeHidden();
    await expect(dialog.getByLabel('Index')).toBeHidden();
    await dialog.getByLabel('Notes', { exact: true }).uncheck();
    expect(await exportAs(page, dialog, 'markdown')).not.toMatch(/^Notes\//m);
  });
});

test('chosen sources leave in every format that can be made of them', async ({ notebook }) => {
  test.slow();
  const { page } = notebook;
  await page
    .getByRole('link', { name: /^All sources/ })
    .first()
    .click();
  const row = page.getByRole('list', { name: 'Sources' }).getByRole('listitem').first();
  await row.getByRole('link').focus();
  await page.keyboard.press('Control+Space');
  const open = async () => {
    await page
      .getByRole('group', { name: 'Selection' })
      .getByRole('button', { name: 'Export…' })
      .click();
    return page.getByRole('dialog', { name: 'Export 1 source' });
  };
  for (const format of EXPORT_FORMAT_IDS.filter((one) => exportFormat(one).ofSources)) {
    await test.step(format, async () => {
      await exportAs(page, await open(), format);
    });
  }

  await test.step('with the options that are chosen, in the time zone of the window', async () => {
    const dialog = await open();
    await dialog.getByLabel('Format').selectOption('html');
    await dialog.getByLabel('Quotations only').check();
    await dialog.getByRole('checkbox', { name: 'Green' }).uncheck();
    await expectAccessible(page);
    const sent = page.waitForRequest(/exports\.create/);
    const text = await exportAs(page, dialog, 'html');
    expect((await sent).postDataJSON()).toMatchObject({
      options: { extent: 'quotations', labels: ['yellow', 'blue', 'red', 'purple'] },
      timeZone: await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    });
    expect(text).not.toContain('identification documents');
  });
});
