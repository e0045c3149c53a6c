import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const CLI = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));
const REPORTS = 150;
const FIRST_YEAR = 2001;
const YEARS = 10;

/** A report for each number, a year after another, by two authors in turn. */
async function writeReports(folder: string): Promise<string> {
  const reports = join(folder, 'reports');
  await mkdir(reports);
  for (let number = 0; number < REPORTS; number += 1) {
    const year = FIRST_YEAR + (number % YEARS);
    const day = 10 + Math.floor(number / YEARS);
    const author = number % 2 === 0 ? 'Anna Ivanova' : 'Bela Nagy';
    await writeFile(
      join(reports, `report-${number}.md`),
      `---\ntitle: Report ${number}\nauthor: ${author}\ndate: ${year}-03-${day}\n---\n\nThe glaciology of station ${number}.\n`,
    );
  }
  return reports;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Search for' });
const results = (page: Page) => page.getByRole('list', { name: 'Results' }).getByRole('listitem');
const facets = (page: Page) => page.getByRole('complementary', { name: 'Narrow down' });
const total = (page: Page, count: number) =>
  page.getByRole('strong').filter({ hasText: new RegExp(`^${count} results?$`) });

test('many results are narrowed, put in order, and gone through to the last', async ({
  notebook,
}) => {
  const { page, folder } = notebook;
  await notebook.kill('SIGTERM');
  const reports = await writeReports(folder);
  await promisify(execFile)(process.execPath, [CLI, 'import', reports, '--library', folder]);
  await notebook.restart();
  await page.keyboard.press('Control+Shift+f');
  await field(page).fill('glaciology');
  await expect(total(page, REPORTS)).toBeVisible();

  await test.step('a facet goes into the query, and out of it again', async () => {
    const author = facets(page).getByRole('checkbox', { name: /^Ivanova, Anna|^Anna Ivanova/ });
    const year = facets(page).getByRole('checkbox', { name: /^2003/ });
    await author.check();
    await expect(total(page, REPORTS / 2)).toBeVisible();
    await expect(field(page)).toHaveValue(/^glaciology by:/);
    await year.check();
    await expect(total(page, REPORTS / YEARS)).toBeVisible();
    await expect(field(page)).toHaveValue(/ on:2003$/);
    await expectAccessible(page);
    await author.uncheck();
    await year.uncheck();
    await expect(field(page)).toHaveValue('glaciology');
    await expect(total(page, REPORTS)).toBeVisible();
  });

  await test.step('the order is that of the dates, either way', async () => {
    await page.getByRole('button', { name: 'Newest' }).click();
    await expect(results(page).first()).toContainText(`Report ${REPORTS - 1}`);
    await page.getByRole('button', { name: 'Oldest' }).click();
    await expect(results(page).first()).toContainText('Report 0');
  });

  await test.step('keys lead down to the last, which was not there at first', async () => {
    await field(page).press('ArrowDown');
    const last = results(page).filter({ hasText: `Report ${REPORTS - 1}` });
    await expect(last).toHaveCount(0);
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(last).toBeVisible({ timeout: 1000 });
    }).toPass();
  });
});
