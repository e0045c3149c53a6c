import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const ARTICLE = 'North Korean Soldiers in Russia: A Troubling Deployment';

test.describe('adding sources', () => {
  test('sources come in by paste and by file, and what can not be read is told', async ({
    notebook,
  }) => {
    const { page } = notebook;
    const dialog = page.getByRole('dialog', { name: /^Add sources/ });

    await test.step('an empty paste is met with a sentence', async () => {
      await page.getByRole('button', { name: 'Add source' }).first().click();
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await expect(dialog.getByText(/nothing to add yet/i)).toBeVisible();
    });

    await test.step('a pasted text becomes a source in this case file', async () => {
      await dialog
        .getByRole('textbox', { name: 'Paste an article or a text' })
        .fill('A dispatch from the river.\n\nThe water rose by two metres overnight.');
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('River dispatch');
      await dialog.getByRole('button', { name: 'Add source' }).click();
      await expect(page.getByRole('heading', { name: 'River dispatch', level: 1 })).toBeVisible();
      await expect(page.getByText('The water rose by two metres')).toBeVisible();
    });

    await test.step('of four files two come in, one is there already, one is no text', async () => {
      await page.getByRole('button', { name: 'Add source' }).first().click();
      const chooser = page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: /choose files/i }).click();
      const file = (name: string, content: string | Buffer) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(content),
      });
      const markdown = '# Ferry log\n\nThe *ferry* ran twice.';
      await (
        await chooser
      ).setFiles([
        file('ferry.md', markdown),
        file(
          'page.html',
          '<title>Saved page</title><p>Some words <script>alert(1)</script>kept.</p>',
        ),
        file('again.md', markdown),
        file('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])),
      ]);
      await expect(dialog.getByText(/picture\.txt.*not text|is not text/i).first()).toBeVisible();
      await expect(dialog.getByText(/^Same file as/).first()).toBeVisible();
      await dialog.getByRole('button', { name: 'Add 2 sources' }).click();
      await expect(dialog.getByText('2 added, 1 skipped, 1 could not be added.')).toBeVisible();
      await expect(dialog.getByText(/picture\.txt.*not text|is not text/i).first()).toBeVisible();
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Done' }).click();
    });

    await page
      .getByRole('navigation', { name: 'Library', exact: true })
      .getByText('All sources')
      .click();
    for (const title of ['Ferry log', 'Saved page', 'River dispatch', ARTICLE]) {
      await expect(page.getByRole('main').getByText(title).first()).toBeVisible();
    }
  });
});

test('who goes elsewhere before the first case file is there is not led back to it', async ({
  notebook: { page },
}) => {
  const addresses = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const seen: string[] = [];
    // The list of case files is read again at home; at some delay it comes just after the click.
    for (let delay = 0; delay < 40; delay += 1) {
      location.hash = '#/';
      const until = performance.now() + delay;
      while (performance.now() < until) await new Promise((resolve) => setTimeout(resolve));
      location.hash = '#/trash';
      while (document.querySelector('main h2, main h1') === null) await frame();
      await frame();
      seen.push(location.hash);
    }
    return seen;
  });
  expect(new Set(addresses)).toEqual(new Set(['#/trash']));
});

test('what is thrown away can be brought back, by mouse and by keyboard', async ({ notebook }) => {
  const { page } = notebook;
  const rail = page.getByRole('navigation', { name: 'Library', exact: true });
  await rail.getByRole('link', { name: /^Sources/ }).click();
  await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: ARTICLE }).focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText(/Moved to the trash/)).toBeVisible();
  await expect(page.getByRole('main').getByText(ARTICLE)).toHaveCount(0);
  await rail.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await rail.getByRole('link', { name: 'All sources' }).click();
  await expect(page.getByRole('heading', { name: 'All sources', level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: ARTICLE })).toContainText('5');
});

test('case files are added, renamed and reordered by keyboard', async ({ notebook }) => {
  const { page } = notebook;
  const rail = page.getByRole('navigation', { name: 'Library', exact: true });
  await rail.getByRole('button', { name: /New case file/ }).click();
  await page.getByRole('textbox', { name: 'What is it about?' }).fill('Kakhovka dam');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Kakhovka dam', level: 1 })).toBeVisible();
  const cases = rail.getByRole('link', { name: /Kakhovka dam|North Korean soldiers/ });
  await expect(cases).toHaveText([/North Korean/, /Kakhovka dam/]);
  await rail.getByRole('link', { name: 'Kakhovka dam' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(cases).toHaveText([/Kakhovka dam/, /North Korean/]);
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Kakhovka');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Kakhovka', level: 1 })).toBeVisible();
});

test('a note is tagged by keyboard, in the spelling that is there, and its tags lead on', async ({
  notebook,
}) => {
  const { page } = notebook;
  await page
    .getByRole('link', { name: /^Notes/ })
    .first()
    .click();
  await page
    .getByRole('link', { name: /Two figures, one paragraph/ })
    .first()
    .click();
  const note = page.getByRole('article', { name: 'Two figures, one paragraph' });
  const tags = note.getByRole('list', { name: 'Tags' }).getByRole('link');
  await note.getByRole('button', { name: 'Tags: add a tag' }).press('Enter');
  await page.keyboard.type(' #Dating,');
  await expect(tags).toHaveText(['casualties', 'dating']);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Casualties');
  await page.keyboard.press('Enter');
  await expect(note.getByRole('button', { name: 'Tags: add a tag' })).toBeFocused();
  await expect(tags).toHaveText(['casualties', 'dating']);
  await note.getByRole('button', { name: 'Take off the tag casualties' }).click();
  await expect(tags).toHaveText(['dating']);
  await tags.click();
  await expect(page.getByRole('heading', { name: 'dating', level: 1 })).toBeVisible();
});

test('nothing stands in the way of assistive technology on the main screens', async ({
  notebook,
}) => {
  // Six looks by axe, each over a whole screen.
  test.slow();
  const { page } = notebook;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByText(ARTICLE).first().click();
  await expect(page.getByText('The world watches as the alliance')).toBeAttached();
  await expectAccessible(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('casualt');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page);
});
