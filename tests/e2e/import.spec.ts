import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { redRectangle } from '../fixtures/export/pictures.ts';
import { expectAccessible } from './axe.ts';
import { chooseFolder, dropFiles, dropFolder, writeFiles } from './drop-files.ts';
import { expect, test } from './fixtures.ts';

const screenOf = (page: Page): Locator => page.getByRole('dialog', { name: /^Add sources/ });
const row = (page: Page, title: string | RegExp): Locator =>
  screenOf(page)
    .getByRole('list', { name: 'Items' })
    .getByRole('listitem')
    .filter({ hasText: title });
const rail = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Library', exact: true });

/** How many sources the library has, as the rail says. */
async function expectSources(page: Page, count: number): Promise<void> {
  await expect(rail(page).getByRole('link', { name: /^All sources/ })).toHaveText(
    new RegExp(`All sources\\s*${count}$`),
  );
}

/** For what takes hundreds of files, on a machine that does other things too. */
const LONG = { timeout: 60_000 };

const DISPATCH = [
  'The water rose by two metres overnight, and by the morning the lower quay was gone.',
  'Nobody in the village had seen anything like it since 1931, when the ice broke late and took the old bridge with it.',
  'The ferry company said that it would run no boats before the weekend, and that tickets stay valid until the end of the month.',
  'Three families have been brought to the school on the hill, where the mayor expects them to stay for several weeks at least.',
].join('\n\n');

const MINUTES =
  '# Minutes of the council\n\nThe council met in the school.\n\nIt voted for a new quay, by nine to two.';

/** Ten files as they come: several kinds, one of them broken, one there twice. */
const MIXED: Readonly<Record<string, string | Buffer>> = {
  'broken.txt': Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
  'dispatch-corrected.txt': DISPATCH.replace('Three families', 'Four families'),
  'ferries.html':
    '<title>Ferries stand still</title><meta name="author" content="Olena Kovalenko"><article><h1>Ferries stand still</h1><p>No boat will run before the weekend, the company said on Monday.</p></article>',
  'interview.md': '# Interview with the mayor\n\nShe expects *several weeks*.',
  'letter.txt': 'Dear editor,\n\nthe quay was old, and everyone knew it.',
  'map.png': Buffer.from(redRectangle('png')),
  'minutes-copy.md': MINUTES,
  'minutes.md': MINUTES,
  'references.bib':
    '@article{quay, title={On quays}, author={Kovalenko, Olena and Tkach, Ivan}, journal={Harbour Review}, year={2021}}',
  'russian.txt': Buffer.from(
    'cff0e8e2e5f22c20ece8f02120c2eee4e020efeee4edffebe0f1fc20ede020e4e2e020ece5f2f0e02e',
    'hex',
  ),
};

test('ten mixed files: looked through, mended, added, told of, and undone with one key', async ({
  notebook,
}) => {
  test.slow();
  const { page } = notebook;
  const screen = screenOf(page);
  const folder = await writeFiles('drop', { ...MIXED, 'dispatch.txt': DISPATCH });
  const at = (name: string) => join(folder, name);

  await test.step('one file alone needs no list, and opens when it is added', async () => {
    await dropFiles(page, [at('dispatch.txt')]);
    await expect(screen.getByText('the lower quay was gone').first()).toBeVisible();
    await expect(screen.getByRole('list', { name: 'Items' })).toHaveCount(0);
    await expect(screen.getByRole('button', { name: 'Add source' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Nobody in the village had seen').first()).toBeVisible();
    await expectSources(page, 2);
  });

  await test.step('ten are shown with what looks wrong', async () => {
    await dropFiles(page, Object.keys(MIXED).map(at));
    await expect(screen.getByRole('heading', { name: 'Add sources: 10 files' })).toBeVisible();
    await expect(row(page, 'broken.txt')).toContainText('Can’t be added');
    await expect(row(page, /Same file as “Minutes of the council”/)).toContainText('Skipped');
    await expect(row(page, /the same text as/)).toContainText(/9\d % the same text as “/);
    await expect(row(page, 'Ferries stand still')).toContainText('Web page · Olena Kovalenko');
    await expect(row(page, 'On quays')).toContainText('A reference only');
    await expectAccessible(page);
  });

  await test.step('metadata is mended, a copy becomes a revision', async () => {
    await row(page, 'letter').getByRole('button').click();
    const title = screen.getByRole('textbox', { name: 'Title', exact: true });
    await title.fill('A letter to the editor');
    await title.blur();
    await expect(row(page, 'A letter to the editor')).toBeVisible();
    await row(page, /the same text as/)
      .getByRole('combobox', { name: /^What to do with/ })
      .selectOption({ label: 'New revision' });
  });

  await test.step('the report says what became of each', async () => {
    await screen.getByRole('button', { name: /^Add 8 sources/ }).click();
    await expect(
      screen.getByText('7 added, 1 new revision, 1 skipped, 1 could not be added.'),
    ).toBeVisible();
    await expect(screen.getByText(/“broken\.txt”.*not text/)).toBeVisible();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await screen.getByRole('button', { name: 'Copy report' }).click();
    await expect(page.getByText('The report is on the clipboard.')).toBeVisible();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain('broken.txt: “broken.txt”');
    expect(report).toContain('A letter to the editor');
  });

  await test.step('one key undoes all of it', async () => {
    await page.keyboard.press('Control+z');
    await expect(screen).toHaveCount(0);
    await expect(page.getByText(/^Undone: Imported/)).toBeVisible();
    await expectSources(page, 2);
    await page.keyboard.press('Control+Shift+z');
    await expectSources(page, 9);
  });
});

test('a folder is taken with all in it, dropped or chosen', async ({ notebook }) => {
  const { page } = notebook;
  const screen = screenOf(page);
  const folder = await writeFiles('Letters', {
    '1920/may.txt': 'It rained all of May, and nobody went out.',
    '1921/june.txt': 'June was dry. The river could be crossed on foot.',
    'about.md': '# About these letters\n\nThey were found in a trunk.',
    '.DS_Store': 'litter',
  });
  await dropFolder(page, folder);
  await expect(screen.getByRole('heading', { name: 'Add sources: Letters' })).toBeVisible();
  await expect(row(page, 'Letters/1920')).toContainText('may');
  await expect(screen.getByText('3 sources to add')).toBeVisible();
  await expect(screen.getByText(/^1 file that is no source/)).toBeVisible();
  await screen.getByRole('button', { name: 'Cancel' }).click();
  await expect(screen).toHaveCount(0);
  await expectSources(page, 1);

  await page.keyboard.press('Control+Shift+A');
  await expect(screen.getByText('Choose a folder…')).toBeVisible();
  await expectAccessible(page);
  await screen.getByLabel('Folder to add').setInputFiles(folder);
  await expect(row(page, 'Letters/1921')).toContainText('june');
  await screen.getByRole('combobox', { name: 'Put in' }).selectOption('New case file…');
  await screen.getByRole('textbox', { name: 'Title of the new case file' }).fill('The trunk');
  await screen.getByRole('button', { name: 'Tags for all: add a tag' }).click();
  await page.keyboard.type('letters');
  await page.keyboard.press('Enter');
  await screen.getByRole('button', { name: 'Add 3 sources' }).click();
  await expect(screen.getByText('3 added.')).toBeVisible();
  await screen.getByRole('button', { name: 'About these letters' }).click();
  await expect(page.getByRole('heading', { name: 'About these letters' }).first()).toBeVisible();
  await expect(rail(page).getByRole('link', { name: /The trunk/ })).toBeVisible();
  await rail(page)
    .getByRole('link', { name: /letters/ })
    .click();
  await expect(page.getByRole('main').getByRole('link', { name: /may/ }).first()).toBeVisible();
});

/** Pastes what another program would put on the clipboard, outside of every field. */
async function paste(page: Page, brought: { html?: string; picture?: Buffer }): Promise<void> {
  await page.evaluate(
    ({ html, base64 }) => {
      const data = new DataTransfer();
      if (html !== undefined) {
        data.setData('text/html', html);
        data.setData(
          'text/plain',
          new DOMParser().parseFromString(html, 'text/html').body.innerText,
        );
      }
      if (base64 !== undefined) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
      }
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
      );
    },
    { html: brought.html, base64: brought.picture?.toString('base64') },
  );
}

test('a picture and a piece of a page become sources by pasting them', async ({ notebook }) => {
  const { page } = notebook;
  const screen = screenOf(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await paste(page, { picture: Buffer.from(redRectangle('png')) });
  await expect(screen.getByText('1 picture')).toBeVisible();
  await screen.getByRole('textbox', { name: 'Title', exact: true }).fill('A red field');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'A red field', level: 1 })).toBeVisible();
  await expect(page.getByRole('main').locator('figure img')).toBeVisible();

  await paste(page, {
    html: '<h1>Ferries stand still</h1><p>No boat will <b>run</b>.</p><script>window.ran = 1</script>',
  });
  await expect(screen.getByRole('heading', { name: 'Ferries stand still' }).last()).toBeVisible();
  await screen.getByRole('button', { name: 'Add source' }).click();
  await expect(page.getByRole('main').locator('strong, b').getByText('run')).toBeVisible();
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);

  await test.step('what is pasted into a field stays there', async () => {
    await page.keyboard.press('Control+k');
    await paste(page, { html: '<p>Not a <b>source</b></p>' });
    await expect(screen).toHaveCount(0);
  });
});

test('an import is given up on its way, and what was added stays', async ({ notebook }) => {
  test.slow();
  const { page } = notebook;
  const screen = screenOf(page);
  const folder = await writeFiles(
    'Many',
    Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `note-${index}.txt`,
        `Note number ${index}.\n\nIt speaks of the quay in ${1900 + index}.`,
      ]),
    ),
  );
  await test.step('while files are still taken in', async () => {
    let let20 = 20;
    await page.route('**/api/uploads*', async (route) => {
      if (let20-- > 0) await route.continue();
    });
    await chooseFolder(page, folder);
    await expect(screen.getByText('Taken in 20 of 60 files')).toBeVisible();
    await screen.getByRole('button', { name: 'Cancel' }).click();
    await expect(screen).toHaveCount(0);
    await expect(page.getByRole('contentinfo')).not.toContainText('Import');
    await expectSources(page, 1);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  await test.step('a second one beside it, and a window that comes back', async () => {
    const other = await writeFiles('Other', {
      'a.md': '# Alpha\n\nThe first of two.',
      'b.md': '# Beta\n\nNothing comes after this.',
    });
    await chooseFolder(page, folder);
    await expect(row(page, 'note-7')).toContainText('Ready', LONG);
    await dropFiles(page, [join(other, 'a.md'), join(other, 'b.md')]);
    await expect(row(page, 'Beta')).toContainText('Ready');
    const imports = screen.getByRole('navigation', { name: 'Imports' });
    await imports.getByRole('button', { name: 'Many' }).click();
    await expect(row(page, 'note-7')).toBeVisible();
    await imports.getByRole('button', { name: '2 files' }).click();
    await screen.getByRole('button', { name: 'Cancel' }).click();
    await page.reload();
    await page.getByRole('button', { name: /^Import: 60 items/ }).click();
  });

  await test.step('after one was taken out to be read', async () => {
    await row(page, 'note-7').getByRole('button').click();
    await screen.getByRole('button', { name: 'Read it now' }).click();
    await expect(page.getByText('It speaks of the quay in 1907.')).toBeVisible();
    await expectSources(page, 2);
    await page.getByRole('button', { name: /^Import: 60 items/ }).click();
    await expect(row(page, 'note-7')).toContainText('Added');
    await screen.getByRole('button', { name: 'Cancel' }).click();
    await expect(screen.getByText('You stopped the import. 1 added.')).toBeVisible();
    await screen.getByRole('button', { name: 'Done' }).click();
    await expectSources(page, 2);
  });
});

test('three hundred files go in behind, while the notebook is used', async ({ notebook }) => {
  test.slow();
  const { page } = notebook;
  const screen = screenOf(page);
  const folder = await writeFiles(
    'Archive',
    Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `${1700 + index}.md`,
        `# The year ${1700 + index}\n\nThere were ${index} ferries on the river in ${1700 + index}.`,
      ]),
    ),
  );
  await chooseFolder(page, folder);
  await expect(screen.getByText('300 sources to add')).toBeVisible(LONG);

  await test.step('by keyboard: down, leave out, on to the detail', async () => {
    await expect(row(page, 'The year 1700').getByRole('button')).toBeFocused(LONG);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(row(page, 'The year 1701')).toContainText('Skipped');
    await expect(screen.getByText('299 sources to add')).toBeVisible();
    await page.keyboard.press('End');
    await expect(row(page, 'The year 1999').getByRole('button')).toBeFocused();
    await expect(screen.getByText('There were 299 ferries')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(screen.getByRole('region', { name: /^About The year 1999/ })).toBeFocused();
    await screen.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'Skipped (1)' });
    await expect(screen.getByRole('list', { name: 'Items' }).getByRole('listitem')).toHaveCount(1);
  });

  await test.step('the screen goes, the import goes on, the notebook is there', async () => {
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Escape');
    await expect(screen).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('soldiers');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Import: 299 sources added' })).toBeVisible(LONG);
    await expectSources(page, 300);
  });

  await page.getByRole('button', { name: 'Import: 299 sources added' }).click();
  await expect(screen.getByText('299 added, 1 skipped.')).toBeVisible();
  await screen.getByRole('button', { name: 'Undo' }).click();
  await expectSources(page, 1);
});

test('a file can be saved again as it came, from the details of its source', async ({
  notebook,
}) => {
  const { page } = notebook;
  const folder = await writeFiles('One', { 'minutes.md': MINUTES });
  await dropFiles(page, [join(folder, 'minutes.md')]);
  await screenOf(page).getByRole('button', { name: 'Add source' }).click();
  await expect(page.getByText('It voted for a new quay').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Details' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: /minutes\.md/ }).click();
  expect(await readFile(await (await saved).path(), 'utf8')).toBe(MINUTES);
});

test('when nothing can be added, that is said, and can be copied', async ({ notebook }) => {
  const { page } = notebook;
  const screen = screenOf(page);
  const folder = await writeFiles('Bad', { 'a.txt': '', 'b.txt': Buffer.alloc(200) });
  await chooseFolder(page, folder);
  await expect(row(page, 'a.txt')).toContainText(/is empty/);
  await expect(row(page, 'b.txt')).toContainText('Can’t be added');
  await expect(screen.getByRole('button', { name: 'Add 0 sources' })).toBeDisabled();
  await expect(screen.getByRole('button', { name: 'Copy report' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(screen.getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 });
  await screen.getByRole('button', { name: 'Cancel' }).click();
  await expectSources(page, 1);
});
