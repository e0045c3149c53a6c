import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { selectWithMouse } from './select-text.ts';

const ARTICLE = 'North Korean Soldiers in Russia: A Troubling Deployment';
const CLAIM = 'the number might have exceeded 3,000';

async function openArticle(page: Page): Promise<void> {
  await page.getByRole('main').getByText(ARTICLE).first().click();
  await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
}

/** Chooses an entry of the menu of the open source. */
async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More about this source' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

const inspectorOf = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });

/** Corrects the paragraph with the claim, so that its words are quite others. */
async function reword(page: Page): Promise<void> {
  await page.getByText('Ukrainian President Volodymyr Zelenskyy').first().click();
  await choose(page, 'Edit paragraph…');
  const dialog = page.getByRole('dialog', { name: /Edit the paragraph ¶ \d+/ });
  const field = dialog.getByRole('textbox', { name: 'Text' });
  const before = await field.inputValue();
  expect(before).toContain(CLAIM);
  await field.fill(before.replace(CLAIM, 'no figure was ever confirmed by anyone'));
  await dialog.getByRole('button', { name: 'Save as a new revision' }).click();
  await expect(dialog).toBeHidden();
}

test('a revised text: what is not found for sure is reviewed, placed, and undone', async ({
  notebook,
}) => {
  const { page } = notebook;
  await openArticle(page);
  const card = inspectorOf(page).getByRole('listitem').filter({ hasText: CLAIM });
  await expect(card).toBeVisible();

  await test.step('a correction elsewhere leaves every highlight where it was', async () => {
    await page.getByText('Graphic videos').first().click();
    await choose(page, 'Edit paragraph…');
    const dialog = page.getByRole('dialog');
    const field = dialog.getByRole('textbox', { name: 'Text' });
    await field.fill((await field.inputValue()).replace('Graphic videos', 'Explicit videos'));
    await dialog.getByRole('button', { name: 'Save as a new revision' }).click();
    await expect(page.getByText(/highlighted passages? stayed/)).toBeVisible();
    await expect(page.getByText('Explicit videos').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Review' })).toHaveCount(0);
  });

  await test.step('words that were replaced need review', async () => {
    await reword(page);
    await expect(page.getByRole('region', { name: 'Review' })).toContainText(
      '1 highlight needs review',
    );
    await expect(page.locator('mark', { hasText: CLAIM })).toHaveCount(0);
    await expect(card).toContainText('Three times');
    await expectAccessible(page);
  });

  const dialog = page.getByRole('dialog', { name: 'Review highlights' });
  await test.step('a place is chosen by selecting', async () => {
    await page
      .getByRole('region', { name: 'Review' })
      .getByRole('button', { name: 'Review…' })
      .click();
    await expect(dialog).toContainText(CLAIM);
    await dialog.getByRole('button', { name: 'Choose by selecting' }).click();
    await selectWithMouse(page, 'no figure was ever confirmed');
    await page.getByRole('button', { name: 'Put it here' }).click();
    await expect(page.locator('mark', { hasText: 'no figure was ever confirmed' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Review' })).toHaveCount(0);
    const placed = inspectorOf(page)
      .getByRole('listitem')
      .filter({ hasText: 'no figure was ever confirmed' });
    await placed.getByRole('button', { name: 'Words changed' }).click();
    await expect(placed.locator('del').first()).toBeVisible();
  });

  await test.step('undone, and kept without a place: words and comment stay', async () => {
    await page.getByRole('heading', { name: ARTICLE, level: 1 }).click();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('region', { name: 'Review' })).toBeVisible();
    await choose(page, 'Review highlights…');
    await dialog.getByRole('button', { name: 'Keep without a place' }).click();
    await expect(dialog).toBeHidden();
    const unplaced = inspectorOf(page).getByRole('list', { name: 'Annotations without a place' });
    await expect(unplaced).toContainText(CLAIM);
    await expect(unplaced).toContainText('Three times');
  });

  await test.step('the first text is still readable', async () => {
    await choose(page, 'Revisions…');
    const list = page.getByRole('dialog', { name: 'Revisions' });
    await expect(list.getByRole('listitem')).toHaveCount(3);
    await list.getByRole('button', { name: 'Read revision 1' }).click();
    await expect(page.getByRole('region', { name: 'Older revision' })).toContainText(
      'Revision 1 of 3',
    );
    await expect(page.getByText('Graphic videos').first()).toBeAttached();
    await page.getByRole('button', { name: 'Back to the current one' }).click();
    await expect(page.getByText('Explicit videos').first()).toBeAttached();
  });
});

test('a text that is replaced: the best place is accepted', async ({ notebook }) => {
  const { page } = notebook;
  await openArticle(page);
  await choose(page, 'Replace the text…');
  const replace = page.getByRole('dialog', { name: 'Replace the text' });
  await replace
    .getByRole('textbox', { name: 'Paste the new text' })
    .fill(
      [
        'A short account.',
        'In December, one officer claimed that the number may have exceeded 3,000 by then.',
        'A week later another claimed that the number must have exceeded 3,000 long ago.',
      ].join('\n\n'),
    );
  await replace.getByRole('button', { name: 'Replace the text' }).click();
  const summary = page.getByRole('dialog', { name: 'The text was replaced' });
  await expect(summary).toContainText(/need review|needs review/);
  await summary.getByRole('button', { name: 'Review' }).click();
  const dialog = page.getByRole('dialog', { name: 'Review highlights' });
  await expect(dialog).toContainText('1 of 5');
  const next = dialog.getByRole('button', { name: 'Next' });
  for (const number of ['2', '3', '4']) {
    await next.click();
    await expect(dialog).toContainText(`${number} of 5`);
  }
  await expect(dialog.locator('blockquote')).toContainText(CLAIM);
  const best = dialog
    .getByRole('list', { name: 'Places it may belong to' })
    .getByRole('listitem')
    .first();
  await expect(best.locator('ins').first()).toBeVisible();
  await expectAccessible(page);
  await best.getByRole('button', { name: /^Accept/ }).click();
  await expect(dialog.locator('blockquote')).not.toContainText(CLAIM);
  await page.keyboard.press('Escape');
  await expect(page.locator('mark', { hasText: 'have exceeded 3,000' })).toBeVisible();
});

test('a click where several highlights lie lists them, and the cards follow the text', async ({
  notebook,
}) => {
  const { page } = notebook;
  await page.setViewportSize({ width: 1280, height: 560 });
  await openArticle(page);
  // The words may run over a line end, where the middle of their box is beside them.
  const { x, y } = await page
    .locator('mark mark', { hasText: 'have been deployed' })
    .evaluate((mark) => {
      mark.scrollIntoView({ block: 'center' });
      const [line] = [...mark.getClientRects()].filter(({ width }) => width > 20);
      if (line === undefined) throw new Error('The words take no room.');
      return { x: line.left + line.width / 2, y: line.top + line.height / 2 };
    });
  await page.mouse.click(x, y);
  const menu = page.getByRole('menu');
  await expect(menu.getByText('2 highlights here')).toBeVisible();
  await menu.getByRole('menuitem', { name: 'have been deployed to assist Russia' }).click();
  const cards = inspectorOf(page).getByRole('listitem');
  await expect(cards.filter({ hasText: 'Deployed to assist' })).toHaveAttribute(
    'aria-current',
    'true',
  );

  const last = cards.filter({ hasText: 'uniforms and fake identification' });
  await page.getByRole('heading', { name: ARTICLE, level: 1 }).click();
  await page.mouse.wheel(0, -5000);
  await expect(last).not.toBeInViewport();
  await page.mouse.wheel(0, 1000);
  await expect(last).toBeInViewport();
});

test('the cards stand by place, or the newest first', async ({ notebook }) => {
  const { page } = notebook;
  await openArticle(page);
  const quote = 'over 1,000 North Korean soldiers';
  await selectWithMouse(page, quote);
  await page.keyboard.press('1');
  const inspector = inspectorOf(page);
  const other = 'two dozen injured soldiers';
  const first = () =>
    inspector.innerText().then((text) => text.indexOf(quote) < text.indexOf(other));
  await expect(inspector.getByText(quote)).toBeVisible();
  expect(await first()).toBe(false);
  const order = inspector.getByRole('combobox', { name: 'Order of the cards' });
  await order.selectOption('Newest first');
  await expect.poll(first).toBe(true);
  await order.selectOption('By place');
  await expect.poll(first).toBe(false);
});

test('a highlight of several passages', async ({ notebook }) => {
  const { page } = notebook;
  await openArticle(page);

  await test.step('Ctrl adds a passage', async () => {
    await selectWithMouse(page, 'Graphic videos');
    const first = page.getByRole('toolbar', { name: 'Selected text' });
    await expect(first).toBeVisible();
    await page.keyboard.down('Control');
    // Words under the bar can be taken too.
    await expect(first).toHaveCSS('pointer-events', 'none');
    await selectWithMouse(page, 'over 1,000 North Korean soldiers');
    await page.keyboard.up('Control');
    const bar = page.getByRole('toolbar', { name: 'Selected text' });
    await expect(bar).toContainText('2 passages');
    await page.keyboard.press('3');
    const card = inspectorOf(page)
      .getByRole('listitem')
      .filter({ hasText: 'over 1,000 North Korean soldiers … Graphic videos' });
    await expect(card).toBeVisible();
    await expect(page.locator('mark[data-chosen]')).toHaveCount(2);
    for (const word of ['begins', 'ends']) {
      const said = new RegExp(`highlight \\d+, Blue ${word}`);
      await expect(page.locator('mark[data-chosen]').getByText(said)).toHaveCount(2);
    }
  });

  await test.step('undone and done again', async () => {
    const heading = page.getByRole('heading', { name: ARTICLE, level: 1 });
    await heading.click();
    await page.keyboard.press('Control+z');
    await expect(page.locator('mark', { hasText: 'Graphic videos' })).toHaveCount(0);
    await page.keyboard.press('Control+Shift+z');
    await expect(page.locator('mark', { hasText: 'Graphic videos' })).toBeVisible();
  });

  await test.step('Escape lets go of the passages', async () => {
    await selectWithMouse(page, 'The world watches');
    await page
      .getByRole('toolbar', { name: 'Selected text' })
      .getByRole('button', { name: 'Add another passage' })
      .click();
    await expect(page.getByRole('toolbar', { name: 'Selected text' })).toContainText('1 passage');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('toolbar', { name: 'Selected text' })).toHaveCount(0);
  });
});

test('labels with names of one’s own, and many highlights quoted at once', async ({ notebook }) => {
  const { page } = notebook;
  await openArticle(page);
  await test.step('a label gets a name', async () => {
    await choose(page, 'Name the labels…');
    const dialog = page.getByRole('dialog', { name: 'Labels' });
    await dialog.getByRole('textbox', { name: 'Name of the blue label' }).fill('Evidence');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('highlight 1, Evidence begins')).toBeAttached();
  });

  await test.step('several highlights go into a new note', async () => {
    await page
      .getByRole('navigation', { name: 'Library', exact: true })
      .getByText('Highlights')
      .click();
    const boxes = page.getByRole('list', { name: 'Highlights' }).getByRole('checkbox');
    await boxes.nth(0).check();
    await page.getByRole('checkbox', { name: /as many as 12,000/ }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send to a note' }).click();
    await page.getByRole('menuitem', { name: 'New note' }).click();
    await page.getByRole('button', { name: 'Open note' }).click();
    await expect(page.getByRole('textbox', { name: 'Title of the note' })).toHaveValue(/^On “/);
    const note = page.getByRole('main');
    await expect(note).toContainText('two dozen injured soldiers');
    await expect(note).toContainText('as many as 12,000 North Korean troops');
  });
});
