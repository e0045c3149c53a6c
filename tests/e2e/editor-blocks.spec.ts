import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

/** A picture of one pixel, made with ImageMagick. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';

/** Makes a note and puts the caret into its text. */
async function startNote(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Library', exact: true })
    .getByRole('list', { name: 'Case files' })
    .getByRole('link', { name: /^Notes/ })
    .click();
  await page.getByRole('button', { name: 'New note' }).first().click();
  await page.getByRole('textbox', { name: 'Title of the note' }).fill(title);
  await page.keyboard.press('Enter');
}

function textOf(page: Page) {
  return page.getByRole('textbox', { name: 'Text of the note' });
}

async function insert(page: Page, what: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Insert' }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText('All changes saved')).toBeVisible();
}

/** Pastes what another program would put on the clipboard, or drops it on the text. */
async function bring(
  page: Page,
  way: 'paste' | 'drop',
  { html, picture }: { html?: string; picture?: string },
): Promise<void> {
  await textOf(page).evaluate(
    (element, { kind, markup, base64 }) => {
      const data = new DataTransfer();
      if (markup !== undefined) data.setData('text/html', markup);
      if (base64 !== undefined) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], 'map.png', { type: 'image/png' }));
      }
      const options = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data }),
      );
    },
    { kind: way, markup: html, base64: picture },
  );
}

test('a table made, filled, changed and undone by the keyboard', async ({ notebook }) => {
  const { page } = notebook;
  await startNote(page, 'Losses by period');
  await page.keyboard.type('Before');
  await page.keyboard.press('Control+Alt+6');
  await expect(page.getByRole('button', { name: '3 rows, 3 columns' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: '2 rows, 2 columns' })).toBeFocused();
  await page.keyboard.press('Enter');

  const table = textOf(page).getByRole('table');
  for (const [index, word] of ['Period', 'Killed', 'November', '120', 'December'].entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(word);
  }
  await expect(table.getByRole('row')).toHaveCount(3);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('+');
  await expect(table.getByRole('row').nth(1)).toContainText('120+');

  await page.keyboard.press('Control+Alt+6');
  await page.getByRole('menuitem', { name: 'Add column right' }).click();
  await page.keyboard.type('counted');
  await expect(table.getByRole('row').nth(1).getByRole('cell')).toHaveCount(3);
  await expect(table.getByRole('columnheader')).toHaveCount(3);

  await page.getByRole('button', { name: 'Table actions' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Header column' }).click();
  await expect(table.locator('th')).toHaveCount(5);

  await page.keyboard.press('Escape');
  await page.keyboard.type('After');
  await expect(textOf(page).getByRole('paragraph').last()).toHaveText('After');
  await expectSaved(page);

  await page.reload();
  await expect(table.locator('th')).toHaveCount(5);
  await expect(table.getByRole('row').nth(1)).toContainText('counted');

  await table.getByText('counted').click();
  await page.keyboard.press('Control+Alt+6');
  await page.getByRole('menuitem', { name: 'Delete table' }).click();
  await expect(table).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(table).toContainText('counted');
  await expectSaved(page);
});

test('a table chosen with the mouse has the caret, and its words are whole where it is narrow', async ({
  notebook,
}) => {
  const { page } = notebook;
  await startNote(page, 'Narrow');
  await insert(page, 'Table');
  await page.getByRole('button', { name: '2 rows, 5 columns' }).click();
  const words = ['Period', 'September', 'October', 'November', 'December'];
  for (const [index, word] of words.entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(word);
  }
  const heads = textOf(page).getByRole('columnheader');
  await expect(heads).toHaveText(words);
  await page.setViewportSize({ width: 640, height: 700 });
  for (const head of await heads.locator('span').all()) {
    expect(await head.evaluate((element) => element.getClientRects().length)).toBe(1);
  }
  const room = await textOf(page).evaluate((text) => text.scrollWidth - text.clientWidth);
  expect(room).toBeLessThanOrEqual(0);
});

test('tables come in from other programs with their headers', async ({ notebook }) => {
  const { page } = notebook;
  await startNote(page, 'Pasted');
  await bring(page, 'paste', {
    html: `<table style="width:400px"><thead><tr><th scope="col">Who</th><th scope="col">Said</th></tr></thead>
      <tbody><tr><td colspan="2" style="background:red"><p>both</p></td></tr>
      <tr><td><b>Kyiv</b></td><td><ul><li>one</li><li>two</li></ul></td></tr></tbody></table>`,
  });
  const table = textOf(page).getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Who', 'Said']);
  await expect(table.getByRole('row').nth(1).getByRole('cell')).toHaveText(['both', '']);
  await expect(table.getByRole('row').nth(2).getByRole('cell').last()).toHaveText('onetwo');
  await expect(table.getByRole('list')).toHaveCount(0);
  await expectSaved(page);
});

test('pictures are pasted, dropped and chosen, and keep what is said of them', async ({
  notebook,
}) => {
  const { page } = notebook;
  await startNote(page, 'With pictures');
  const figures = textOf(page).getByRole('figure');
  const isShown = (index: number) =>
    expect
      .poll(() =>
        figures
          .nth(index)
          .locator('img')
          .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0),
      )
      .toBe(true);

  await bring(page, 'paste', { picture: PIXEL, html: '<img src="https://example.org/map.png">' });
  await expect(figures).toHaveCount(1);
  await isShown(0);
  await bring(page, 'drop', { picture: PIXEL });
  await expect(figures).toHaveCount(2);
  await expect(page.getByRole('dialog', { name: /Add/ })).toHaveCount(0);
  const choosing = page.waitForEvent('filechooser');
  await insert(page, 'Picture');
  await (
    await choosing
  ).setFiles({
    name: 'map.png',
    mimeType: 'image/png',
    buffer: Buffer.from(PIXEL, 'base64'),
  });
  await expect(figures).toHaveCount(3);

  // The caret is on the line after it; going back selects it, and Enter opens it.
  await expect(textOf(page)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const popover = page.getByRole('dialog', { name: 'Picture' });
  await expect(popover.getByLabel('Caption')).toBeFocused();
  await page.keyboard.type('The front in January');
  await popover.getByLabel('What it shows').fill('A map of the front');
  await popover.getByRole('slider').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await popover.getByRole('button', { name: 'Done' }).click();
  await expect(popover).toHaveCount(0);
  await expectSaved(page);

  await page.reload();
  const named = figures.filter({ hasText: 'The front in January' });
  await expect(named.getByRole('img', { name: 'A map of the front' })).toBeVisible();
  await expect(named.locator('div').first()).toHaveAttribute('style', 'width: 90%;');

  await named.hover();
  await named.locator('figcaption').scrollIntoViewIfNeeded();
  const before = await named.locator('img').boundingBox();
  if (before === null) throw new Error('The picture is not on the screen.');
  const corner = { x: before.x + before.width, y: before.y + before.height };
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move(corner.x - before.width / 4, corner.y, { steps: 4 });
  await page.mouse.up();
  await expect(named.locator('div').first()).toHaveAttribute('style', 'width: 45%;');
  await page.keyboard.press('Control+z');
  await expect(named.locator('div').first()).toHaveAttribute('style', 'width: 90%;');
});

test('pictures in pasted text are kept, those of the web are not fetched', async ({ notebook }) => {
  const { page } = notebook;
  await startNote(page, 'Pasted with pictures');
  await bring(page, 'paste', {
    html: `<p>Before <img alt="Own" src="data:image/png;base64,${PIXEL}"> between</p>
      <p><img src="https://example.org/far.png" alt="Far"> after</p>`,
  });
  const figures = textOf(page).getByRole('figure');
  await expect(figures).toHaveCount(1);
  await expect(figures.getByRole('img', { name: 'Own' })).toBeVisible();
  await expect(textOf(page).getByRole('paragraph')).toContainText(['Before', 'between', 'after']);
  await bring(page, 'paste', { html: '<p><img src="file:///map.png"> beside</p>', picture: PIXEL });
  await expect(figures).toHaveCount(2);
  await expectSaved(page);
  await page.keyboard.press('Control+z');
  await expect(figures).toHaveCount(1);
});

test.describe('what is no picture', () => {
  test.use({ expectedErrors: [/400 \(Bad Request\)|404 \(Not Found\)/] });

  test('is refused with a sentence, and one whose file is gone says so', async ({ notebook }) => {
    const { page } = notebook;
    await startNote(page, 'Refused');
    const choosing = page.waitForEvent('filechooser');
    await insert(page, 'Picture');
    await (
      await choosing
    ).setFiles({
      name: 'drawing.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    });
    await expect(
      page.getByText(/“drawing.svg” is no picture that Casebook can show/),
    ).toBeVisible();
    await expect(textOf(page).getByRole('figure')).toHaveCount(0);

    await page.route('**/files/*', (route) => route.fulfill({ status: 404 }));
    await bring(page, 'paste', { picture: PIXEL });
    await expect(page.getByText(/can’t be shown: its file is missing/)).toBeVisible();
  });
});

test('formulas are written, corrected, kept and taken away', async ({ notebook }) => {
  const { page } = notebook;
  await startNote(page, 'Formulas');
  await page.keyboard.type('Losses grow as $\\frac{dN}{dt}$ in the period, from $5/$6.');
  const inline = textOf(page)
    .locator('span')
    .filter({ has: page.locator('.katex') })
    .first();
  await expect(inline.locator('.mfrac').first()).toBeVisible();
  await expect(textOf(page)).toContainText('from $5/$6.');

  await insert(page, 'Formula on its own line');
  const source = page.getByRole('textbox', { name: 'Formula in TeX' });
  await expect(source).toBeFocused();
  await page.keyboard.type('\\sum_{i=1}^{n} x_');
  await expect(page.getByRole('dialog', { name: 'Formula' }).getByRole('alert')).toContainText(
    'This can’t be set',
  );
  await page.keyboard.type('i');
  await expect(page.getByRole('dialog', { name: 'Formula' }).getByRole('alert')).toHaveCount(0);
  const display = textOf(page).locator('.katex-display');
  await expect(display).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(source).toHaveCount(0);
  await page.keyboard.type('After');
  await expectSaved(page);

  await page.reload();
  await expect(display).toBeVisible();
  // Drawn by its own fonts, under the page's policy.
  await expect.poll(() => page.evaluate(() => document.fonts.check('16px KaTeX_Math'))).toBe(true);
  await expect(textOf(page).getByRole('paragraph').last()).toHaveText('After');

  await display.click();
  await source.fill('E = mc^2');
  await page.keyboard.press('Escape');
  await expect(display.locator('annotation')).toHaveText('E = mc^2');
  await page.keyboard.press('Control+z');
  await expect(display.locator('annotation')).toContainText('sum');

  await display.click();
  await page.getByRole('button', { name: 'Remove the formula' }).click();
  await expect(display).toHaveCount(0);

  // Two signs and a space ask for one; left empty, it goes away.
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('$$ ');
  await expect(source).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(source).toHaveCount(0);
  await expect(textOf(page)).not.toContainText('$$');
  await expectSaved(page);
});

test('footnotes are numbered in order and listed at the foot', async ({ notebook }) => {
  const { page } = notebook;
  await startNote(page, 'Footnotes');
  await page.keyboard.type('First claim');
  await page.keyboard.press('Control+Alt+f');
  const footnote = page.getByRole('textbox', { name: 'Text of the footnote' });
  await expect(footnote).toBeFocused();
  await page.keyboard.type('So says the **ministry**.');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.type(', and more.');
  const notes = page.getByRole('region', { name: 'Footnotes' }).getByRole('listitem');
  await expect(notes).toHaveText(['1So says the ministry.']);
  await expect(notes.locator('strong')).toHaveText('ministry');

  // One before it takes the number 1.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+Alt+f');
  await page.keyboard.type('Earlier.');
  await page.keyboard.press('Escape');
  await expect(notes).toHaveText(['1Earlier.', '2So says the ministry.']);
  await expect(textOf(page).locator('sup')).toHaveText(['1', '2']);
  await expectSaved(page);

  await page.reload();
  await expect(notes).toHaveText(['1Earlier.', '2So says the ministry.']);
  await page.getByRole('button', { name: 'Change footnote 2' }).click();
  await expect(footnote).toContainText('So says the ministry.');
  await page.keyboard.press('End');
  await page.keyboard.type(' Twice.');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(notes.last()).toContainText('Twice.');
  await page.keyboard.press('Control+z');
  await expect(notes.last()).not.toContainText('Twice.');

  await textOf(page).getByRole('button', { name: 'Footnote 1' }).click();
  await page.getByRole('button', { name: 'Remove the footnote' }).click();
  await expect(notes).toHaveText(['1So says the ministry.']);
  await expectSaved(page);
});

test('everything together is accessible in both themes', async ({ notebook }) => {
  const { page } = notebook;
  await startNote(page, 'All of it');
  await page.keyboard.type('H');
  await page.getByRole('button', { name: 'Subscript' }).click();
  await page.keyboard.type('2');
  await expect(textOf(page).locator('sub')).toHaveText('2');
  await page.getByRole('button', { name: 'Subscript' }).click();
  await page.keyboard.type('O and $x^2$, with');
  await page.keyboard.press('Control+Alt+f');
  await page.keyboard.type('A note.');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('Control+Alt+6');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Period');
  await expect(page.getByRole('button', { name: 'Table actions' })).toBeVisible();
  await bring(page, 'paste', { picture: PIXEL });
  await expect(textOf(page).getByRole('figure')).toHaveCount(1);
  await textOf(page).getByRole('cell').last().click();
  await expectAccessible(page);
});
