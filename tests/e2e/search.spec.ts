import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const ARTICLE = /^North Korean Soldiers in Russia: A Troubling/;

const rail = (page: Page) => page.getByRole('navigation', { name: 'Library', exact: true });
const saved = (page: Page) => rail(page).getByRole('list', { name: 'Saved searches' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Search for' });
const results = (page: Page) => page.getByRole('list', { name: 'Results' }).getByRole('listitem');

test('the palette groups, completes, corrects, says what is wrong, saves, and leads on', async ({
  notebook,
}) => {
  const { page } = notebook;
  // Keys mean nothing before the window is there.
  await expect(rail(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const input = palette.getByRole('combobox');

  await test.step('groups with counts, marks, and the word that was mended', async () => {
    await input.fill('zelensky casualt');
    await expect(palette.getByRole('group', { name: 'Sources 1' })).toBeVisible();
    const hit = palette.getByRole('option', { name: ARTICLE });
    await expect(hit.locator('mark').first()).toHaveText('Casualties');
    await expect(
      palette.getByText('“zelensky” also matched Zelenskyy', { exact: true }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('keys and values are completed by Tab', async () => {
    await input.fill('soldiers ta');
    await input.press('End');
    await input.press('Tab');
    await expect(input).toHaveValue('soldiers tag:');
    await input.pressSequentially('iden');
    await input.press('Tab');
    await expect(input).toHaveValue('soldiers tag:"identity papers" ');
    await expect(input).toBeFocused();
  });

  await test.step('what is wrong is marked where it stands, and said', async () => {
    await input.fill('on:2024-13 soldiers');
    await expect(palette.locator('[data-problem]')).toHaveText('on:2024-13');
    await expect(palette.getByText('on:2024-13: “2024-13” is no date')).toBeVisible();
    await expect(palette.getByRole('option', { name: ARTICLE }).first()).toBeVisible();
  });

  await test.step('a search is saved, and shown in full', async () => {
    await input.fill('soldiers');
    await expect(palette.getByRole('option', { name: /^All \d+ results/ })).toBeVisible();
    await input.press('Control+s');
    await expect(page.getByText('Saved the search “soldiers”')).toBeVisible();
    await input.press('Shift+Enter');
    await expect(palette).toBeHidden();
    await expect(field(page)).toHaveValue('soldiers');
    await expect(saved(page).getByRole('link', { name: /^soldiers \d+$/ })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  await test.step('what was searched for and opened is there at the next start, at another port', async () => {
    await page.keyboard.press('Control+k');
    await input.fill('zelenskyy type:source');
    await expect(palette.getByRole('option', { name: ARTICLE }).first()).toBeVisible();
    await input.press('Enter');
    await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
    await notebook.restart();
    await expect(rail(page)).toBeVisible();
    await page.keyboard.press('Control+k');
    const group = (name: string) => palette.getByRole('group', { name });
    await expect(group('Recently opened').getByRole('option', { name: ARTICLE })).toBeVisible();
    await expect(group('Recent searches').getByText('zelenskyy type:source')).toBeVisible();
    await expect(group('Saved searches').getByText('soldiers')).toBeVisible();
  });
});

test('the Search screen is gone through by keys, and gathers what it finds', async ({
  notebook,
}) => {
  const { page } = notebook;
  await rail(page).getByRole('link', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'What can be asked' })).toBeVisible();
  await test.step('the keys go down the list, and Enter opens the passage', async () => {
    await field(page).fill('hospital type:source');
    await expect(results(page)).toHaveCount(1);
    await field(page).press('ArrowDown');
    await expect(results(page).getByRole('link', { name: ARTICLE })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/at=\d+-\d+/);
    await page.goBack();
    await expect(field(page)).toHaveValue('hospital type:source');
  });

  await test.step('all that was found goes under a tag, and the counts follow', async () => {
    await field(page).fill('tag:gathered');
    await page.keyboard.press('Control+s');
    await expect(saved(page).getByRole('link', { name: 'tag:gathered 0' })).toBeVisible();
    await field(page).fill('soldiers');
    await expect(results(page)).not.toHaveCount(0);
    await field(page).press('ArrowDown');
    await page.keyboard.press('Control+a');
    await expect(page.getByText(/^\d+ results selected$/)).toBeVisible();
    await page.getByRole('button', { name: 'Tag…' }).click();
    await page.getByRole('textbox', { name: 'Tag' }).fill('gathered');
    await page.keyboard.press('Enter');
    await expect(saved(page).getByRole('link', { name: /^tag:gathered [1-9]\d*$/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Select nothing' }).click();
  });

  await test.step('one is chosen by its box, and added to a case file', async () => {
    await field(page).fill('hospital type:source');
    await expect(results(page)).toHaveCount(1);
    await results(page).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Add to a case file' }).click();
    await page.getByRole('menuitem', { name: 'North Korean soldiers in Russia' }).click();
    await expect(page.getByText('has them already')).toBeVisible();
  });
});

test('results leave as a table and a note, and saved searches are looked after', async ({
  notebook,
}) => {
  const { page } = notebook;
  await rail(page).getByRole('link', { name: 'Search', exact: true }).click();
  await field(page).fill('hospital type:source');
  await expect(results(page)).toHaveCount(1);

  await test.step('as a table and as a note with its quotations', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
    const table = await readFile(await (await download).path(), 'utf8');
    expect(table).toMatch(/^\u{feff}Kind,Title,Paragraph,Text,Changed,Address\r\nSources?,/u);
    expect(table).toContain('hospital');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'As a note' }).press('ArrowRight');
    await page.getByRole('menuitem', { name: 'North Korean soldiers in Russia' }).press('Enter');
    await page.getByRole('button', { name: 'Open note' }).click();
    const main = page.getByRole('main');
    await expect(main.getByRole('textbox', { name: 'Title of the note' })).toHaveValue(
      'Search: hospital type:source',
    );
    await expect(main.getByRole('blockquote').first()).toContainText('hospital');
  });

  await test.step('a saved search is renamed, deleted, and brought back', async () => {
    await page.keyboard.press('Control+Shift+f');
    await field(page).fill('tag:casualties');
    await page.keyboard.press('Control+s');
    const row = saved(page).getByRole('link', { name: /^tag:casualties [1-9]/ });
    await row.focus();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Name of the saved search' }).fill('Losses');
    await page.keyboard.press('Enter');
    const link = saved(page).getByRole('link', { name: /^Losses/ });
    await expect(link).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(saved(page)).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await link.click();
    await expect(field(page)).toHaveValue('tag:casualties');
  });

  await test.step('nothing found says so, and what is wrong leads to its place', async () => {
    await field(page).fill('xylophonist -  soldiers');
    await expect(page.getByText('Nothing matches “xylophonist - soldiers”')).toBeVisible();
    await page.getByRole('button', { name: '-', exact: true }).click();
    expect(
      await field(page).evaluate((input: HTMLInputElement) => [
        input.selectionStart,
        input.selectionEnd,
      ]),
    ).toEqual([12, 13]);
  });
});
