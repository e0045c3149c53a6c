import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { selectWithMouse } from './select-text.ts';

const ARTICLE = 'North Korean Soldiers in Russia: A Troubling Deployment';
const QUOTE = 'over 1,000 North Korean soldiers';

const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name });

const STYLE = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Angles</title><id>https://example.org/styles/angles</id>
  <updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="‹" suffix="›"><text variable="title" form="short"/></layout></citation>
  <bibliography><layout><text variable="title" prefix="Work: "/></layout></bibliography>
</style>`;

// A wrong file is refused, which the browser tells as an error.
test.use({ expectedErrors: [/status of 400/] });

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(`>${name}`);
  await page.getByRole('option', { name }).first().click();
}

/** Cites the article where the caret is. */
async function typeCitation(page: Page): Promise<void> {
  await page.keyboard.type('As it says @north');
  await expect(page.getByRole('option', { name: /North Korean/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

async function citeInNote(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Library', exact: true })
    .getByRole('list', { name: 'Case files' })
    .getByRole('link', { name: /^Notes/ })
    .click();
  await page.getByRole('button', { name: 'New note' }).first().click();
  await page.getByRole('textbox', { name: 'Title of the note' }).fill('On numbers');
  await page.keyboard.press('Enter');
  await typeCitation(page);
  await page.keyboard.type('and more.');
}

test('the style of a case file is that of its notes and its bibliography', async ({
  notebook: { page },
}) => {
  const note = textOf(page);
  await citeInNote(page);
  await test.step('a citation is set in APA, with its place and words around it', async () => {
    await expect(note).toContainText(/As it says \(.*North Korean Soldiers.*n\.d\.\)/);
    await note.getByRole('link', { name: /North Korean/ }).click();
    const popover = dialogOf(page, 'Citation');
    await popover.getByRole('textbox', { name: 'Place in the source' }).fill('4');
    await popover.getByRole('textbox', { name: 'Words before' }).fill('see');
    await page.keyboard.press('Enter');
    await expect(note).toContainText(/\(see .*n\.d\., para\. 4\)/);
  });

  const dialog = dialogOf(page, 'Bibliography');
  await test.step('IEEE numbers it, in the list and in the note', async () => {
    await command(page, 'Bibliography of the case file');
    await expect(dialog.getByRole('listitem')).toContainText('North Korean');
    await dialog.getByRole('searchbox').fill('iee');
    await dialog.getByRole('listbox', { name: 'Style' }).selectOption('IEEE');
    await expect(dialog.getByRole('listitem')).toContainText('[1]');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(note).toContainText('As it says see [1, Para. 4]');
  });

  await test.step('Chicago makes a note of it, which has its number', async () => {
    await command(page, 'Bibliography of the case file');
    await dialog.getByRole('listbox', { name: 'Style' }).selectOption('Chicago, notes');
    await page.keyboard.press('Escape');
    await expect(note.locator('[data-cite-note]')).toHaveText('1');
  });

  await test.step('a style of the researcher’s counts everywhere, and a wrong file is refused', async () => {
    await command(page, 'Bibliography of the case file');
    const file = dialog.getByLabel('A citation style, as a file');
    await file.setInputFiles({
      name: 'wrong.csl',
      mimeType: 'text/xml',
      buffer: Buffer.from('<p>Not a style</p>'),
    });
    await expect(page.getByText(/“wrong.csl” is no citation style/)).toBeVisible();
    await file.setInputFiles({
      name: 'angles.csl',
      mimeType: 'text/xml',
      buffer: Buffer.from(STYLE),
    });
    await expect(dialog.getByRole('listitem')).toContainText('Work: North Korean');
    await page.keyboard.press('Escape');
    await expect(note).toContainText(/As it says ‹.*North Korean.*›/);
  });

  await test.step('the bibliography is copied, with what it says', async () => {
    await page.evaluate(() => {
      document.addEventListener('copy', (event) => {
        document.title = event.clipboardData?.getData('text/plain') ?? '';
      });
    });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await command(page, 'Copy the bibliography of the case file');
    await expect(page.getByText('The citation is copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Work: North');
  });
});

test('comments that are read cite in the style, and a highlight’s citation is copied', async ({
  notebook: { page },
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('main').getByText(ARTICLE).first().click();
  await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
  await selectWithMouse(page, QUOTE);
  const bar = page.getByRole('toolbar', { name: 'Selected text' });
  await bar.getByRole('button', { name: 'Comment' }).click();
  const card = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('listitem')
    .filter({ hasText: QUOTE });
  await card.getByRole('textbox', { name: /comment/i }).click();
  await typeCitation(page);
  await expect(page.getByText('All changes saved')).toBeVisible();

  await test.step('the citation of the passage has its ¶', async () => {
    await card.getByRole('button', { name: 'Copy citation' }).click();
    await expect(page.getByText('The citation is copied.')).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^\(North Korean Soldiers.*n\.d\., para\. \d+\)$/);
  });

  await test.step('the card that is not open shows APA, then IEEE', async () => {
    await page.getByRole('heading', { name: ARTICLE, level: 1 }).click();
    await expect(card.getByRole('textbox')).toHaveCount(0);
    await expect(card).toContainText(/As it says \(.*North Korean Soldiers.*n\.d\.\)/);
    await command(page, 'Bibliography of the case file');
    const dialog = dialogOf(page, 'Bibliography');
    await dialog.getByRole('listbox', { name: 'Style' }).selectOption('IEEE');
    await page.keyboard.press('Escape');
    await expect(card).toContainText('As it says [1]');
    await expect(card.getByRole('link', { name: '[1]' })).toBeVisible();
  });
});

test('in a line from right to left a citation reads as it does elsewhere', async ({
  notebook: { page },
}) => {
  const note = textOf(page);
  await page.evaluate(async () => {
    const call = async <T>(name: string, args: unknown): Promise<T> => {
      const reply = await fetch(`/api/calls/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
      return ((await reply.json()) as { value: T }).value;
    };
    const [source] = await call<Array<{ id: string }>>('sources.list', {});
    const words = (text: string) => ({
      type: 'text',
      version: 1,
      text,
      format: 0,
      detail: 0,
      mode: 'normal',
      style: '',
    });
    const cited = {
      type: 'citation',
      version: 1,
      sourceId: source?.id ?? '',
      label: 'X',
      locatorKind: 'page',
      locator: '7',
      suppressAuthor: true,
    };
    const paragraph = {
      type: 'paragraph',
      version: 1,
      direction: null,
      format: '',
      indent: 0,
      children: [words('לפי המקור '), cited, words(' היא חזרה.')],
    };
    const root = { ...paragraph, type: 'root', children: [paragraph] };
    const { id } = await call<{ id: string }>('notes.create', { title: 'RTL', body: { root } });
    location.hash = `#/note/${id}`;
  });
  const citation = note.getByRole('link');
  await expect(citation).toContainText('n.d., p. 7');
  // From left to right: the opening bracket, the date, the page, the closing bracket.
  const places = await citation.evaluate((element) => {
    const text = element.firstChild as Text;
    const leftOf = (sign: string) => {
      const range = document.createRange();
      const at = text.data.indexOf(sign);
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().left;
    };
    return ['(', 'n', '7', ')'].map(leftOf);
  });
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
