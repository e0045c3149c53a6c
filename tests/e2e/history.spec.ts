import { expectAccessible } from './axe.ts';
import { expect, test, type Notebook } from './fixtures.ts';

type Page = Notebook['page'];

const rail = (page: Page) => page.getByRole('navigation', { name: 'Library', exact: true });
const messages = (page: Page) => page.getByRole('list', { name: 'Messages' });
const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const saved = (page: Page) => expect(page.getByText('All changes saved')).toBeVisible();

async function openVersions(page: Page) {
  await page.getByRole('button', { name: 'More about this note' }).click();
  await page.getByRole('menuitem', { name: 'Versions…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Versions of/ });
  await expect(dialog.getByRole('list', { name: 'Versions' })).toBeVisible();
  return dialog;
}

test('three highlights are deleted, undone, and after a restart done again', async ({
  notebook,
}) => {
  const { page } = notebook;
  const rows = page.getByRole('list', { name: 'Highlights' }).getByRole('listitem');
  const goToHighlights = () =>
    rail(page)
      .getByRole('link', { name: /^Highlights/ })
      .click();

  await test.step('selected with the keys and deleted as one step', async () => {
    await goToHighlights();
    await expect(rows).toHaveCount(5);
    await rows.first().getByRole('button').focus();
    await page.keyboard.press('Control+Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('3 highlights selected')).toBeVisible();
    await expect(rows.getByRole('checkbox', { checked: true })).toHaveCount(3);
    await expectAccessible(page);
    await page.keyboard.press('Delete');
    await expect(rows).toHaveCount(2);
    await expect(messages(page)).toContainText('Moved 3 highlights to the trash');
  });

  await test.step('the message stands above the bar of what is selected next', async () => {
    const bar = page.getByRole('group', { name: 'Selection' });
    const message = messages(page).getByRole('listitem');
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 620 },
      { width: 1024, height: 420 },
    ]) {
      await page.setViewportSize(size);
      await rows.getByRole('checkbox').first().check();
      await expect(bar.getByRole('button', { name: 'Send to a note' })).toBeVisible();
      // Both move to their places after the window has changed.
      await expect(async () => {
        const [above, below] = [await message.boundingBox(), await bar.boundingBox()];
        if (above === null || below === null) throw new Error('One of them is not there.');
        expect(above.y + above.height).toBeLessThanOrEqual(below.y);
      }).toPass();
      await rows.getByRole('checkbox').first().uncheck();
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('undone by the keys, in words', async () => {
    await page.keyboard.press('Control+z');
    await expect(rows).toHaveCount(5);
    await expect(messages(page)).toContainText('Undone: Moved 3 highlights to the trash');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('>redo');
    await expect(
      page.getByRole('option', { name: 'Redo: Moved 3 highlights to the trash' }),
    ).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('done again after a restart, from the list of what was done', async () => {
    await notebook.restart();
    await rail(page).getByRole('link', { name: 'History' }).click();
    const step = page
      .getByRole('list', { name: /What was done/ })
      .getByRole('listitem')
      .filter({ hasText: 'Moved 3 highlights to the trash' });
    await expect(step).toContainText('Undone');
    await expectAccessible(page);
    await step.getByRole('button', { name: 'Redo to here' }).click();
    await expect(step.getByRole('button', { name: 'Undo to here' })).toBeVisible();
    await goToHighlights();
    await expect(rows).toHaveCount(2);
  });
});

test('in a field the keys undo what was typed, and nothing in the library', async ({
  notebook,
}) => {
  const { page } = notebook;
  await rail(page)
    .getByRole('link', { name: /^Notes/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'New note' }).first().click();
  await editor(page).click();
  await page.keyboard.type('Typed here.');
  await page.keyboard.press('Control+z');
  await expect(editor(page)).not.toContainText('Typed here.');
  await expect(editor(page)).toBeFocused();
  await expect(messages(page).getByRole('listitem')).toHaveCount(0);
});

test('an earlier text of a note is compared and restored, and that is undone', async ({
  notebook,
}) => {
  const { page } = notebook;
  await rail(page)
    .getByRole('link', { name: /^Notes/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'New note' }).first().click();
  await editor(page).click();
  // At once, as a paste does: typing could be saved in two parts, and the first be the version.
  await page.keyboard.insertText('Only one source states its period.');
  await expect(editor(page)).toHaveText('Only one source states its period.');
  await saved(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('Only two sources state their period.');
  await expect(editor(page)).toHaveText('Only two sources state their period.');
  await saved(page);

  const dialog = await openVersions(page);
  const changed = dialog.getByRole('row').filter({ hasText: 'Only two sources' });
  await expect(changed.getByRole('deletion').first()).toHaveText('one source states its');
  await expect(changed.getByRole('insertion').first()).toHaveText('two sources state their');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await expect(editor(page)).toHaveText('Only one source states its period.');
  await messages(page).getByRole('button', { name: 'Undo' }).click();
  await expect(editor(page)).toHaveText('Only two sources state their period.');
});

test.describe('one note in two windows', () => {
  // The save that comes too late is refused with 409, which Chromium mentions in its console.
  test.use({ expectedErrors: [/status of 409/] });

  for (const [choice, stays, kept] of [
    ['Keep mine', 'mine', 'theirs'],
    ['Take theirs', 'theirs', 'mine'],
  ] as const) {
    test(`${choice}: the other text is kept as a version`, async ({ notebook }) => {
      const { page } = notebook;
      await rail(page)
        .getByRole('link', { name: /^Notes/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'New note' }).first().click();
      await editor(page).click();
      await page.keyboard.type('Before.');
      await saved(page);
      const other = await page.context().newPage();
      await other.goto(page.url());
      await expect(editor(other)).toHaveText('Before.');

      // This window's save is held up until the other one has saved.
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/api/calls/notes.save', async (route) => {
        await held;
        await route.continue();
      });
      const asking = page.waitForRequest('**/api/calls/notes.save');
      await editor(page).click();
      await page.keyboard.press('End');
      await page.keyboard.type(' These words are mine.');
      await asking;
      await editor(other).click();
      await other.keyboard.press('End');
      await other.keyboard.type(' These words are theirs.');
      await saved(other);
      release();

      const bar = page.getByRole('alert').filter({ hasText: 'This note was changed elsewhere' });
      await expect(bar).toBeVisible();
      if (choice === 'Keep mine') await expectAccessible(page);
      await bar.getByRole('button', { name: 'Compare…' }).click();
      const comparison = page.getByRole('dialog', { name: 'Theirs and yours' });
      await expect(comparison.getByRole('insertion')).toHaveText('mine');
      await comparison.getByRole('button', { name: 'Close' }).last().click();
      await bar.getByRole('button', { name: choice }).click();

      await expect(bar).toBeHidden();
      await expect(editor(page)).toHaveText(`Before. These words are ${stays}.`);
      await saved(page);
      await expect(editor(other)).toHaveText(`Before. These words are ${stays}.`);
      const dialog = await openVersions(page);
      await dialog.getByRole('button', { name: /Set aside when two windows wrote/ }).click();
      await expect(dialog.getByRole('deletion')).toHaveText(kept);
    });
  }
});

test.describe('one comment in two windows', () => {
  // The save that comes too late is refused with 409, which Chromium mentions in its console.
  test.use({ expectedErrors: [/status of 409/] });

  for (const [choice, stays, kept] of [
    ['Keep mine', 'mine', 'theirs'],
    ['Take theirs', 'theirs', 'mine'],
  ] as const) {
    test(`${choice}: the other text is kept as a note`, async ({ notebook }) => {
      const { page } = notebook;
      const comment = (on: Page) => on.getByRole('textbox', { name: 'Comment' });
      const cardOf = (on: Page) =>
        on
          .getByRole('complementary', { name: 'Inspector' })
          .getByRole('listitem')
          .filter({ hasText: 'the number might have exceeded 3,000' });
      await page.getByRole('main').getByText('A Troubling Deployment').first().click();
      await cardOf(page).getByText('Three times the other').click();
      await comment(page).fill('Before.');
      await saved(page);
      const other = await page.context().newPage();
      await other.goto(page.url());
      await cardOf(other).getByText('Before.').click();
      await expect(comment(other)).toHaveText('Before.');

      // This window's save is held up until the other one has saved.
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/api/calls/annotations.save', async (route) => {
        await held;
        await route.continue();
      });
      const asking = page.waitForRequest('**/api/calls/annotations.save');
      await comment(page).fill('These words are mine.');
      await asking;
      const saving = other.waitForResponse('**/api/calls/annotations.save');
      await comment(other).fill('These words are theirs.');
      await saving;
      release();

      const ask = page.getByRole('alert').filter({ hasText: 'This comment was changed elsewhere' });
      await expect(ask).toBeVisible();
      if (choice === 'Keep mine') await expectAccessible(page);
      await ask.getByRole('button', { name: choice }).click();
      await expect(ask).toBeHidden();
      await expect(comment(page)).toHaveText(`These words are ${stays}.`);
      await saved(page);
      await expect(comment(other)).toHaveText(`These words are ${stays}.`);
      await expect(messages(page)).toContainText('The other comment is kept as a note');
      await rail(page)
        .getByRole('link', { name: /^Notes/ })
        .first()
        .click();
      await page.getByRole('main').getByText('Other comment on “the number').click();
      await expect(editor(page)).toHaveText(`These words are ${kept}.`);
    });
  }
});
