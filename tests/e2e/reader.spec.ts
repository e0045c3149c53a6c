import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test, type Notebook } from './fixtures.ts';
import { selectWithMouse } from './select-text.ts';

const ARTICLE = 'North Korean Soldiers in Russia: A Troubling Deployment';

/** A text of several chapters, long enough that most of it is never on the screen. */
const BOOK = Array.from({ length: 12 }, (_, chapter) =>
  [
    `## Chapter ${chapter + 1}`,
    ...Array.from(
      { length: 40 },
      (_, at) =>
        `Paragraph ${at + 1} of chapter ${chapter + 1}. ${'The river rose and the bridges went. '.repeat(
          2 + ((at * 7) % 5),
        )}`,
    ),
    `The lighthouse of chapter ${chapter + 1} was **ca**fé-like, they said.`,
  ].join('\n\n'),
).join('\n\n');

/** Puts the book into the library as the window would, and opens it. */
async function addBook({ page }: Notebook): Promise<void> {
  await page.evaluate(async (markdown) => {
    const upload = await fetch('/api/uploads?name=river.md', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Blob([markdown]),
    });
    const { value } = (await upload.json()) as { value: { id: string } };
    await fetch('/api/calls/sources.import', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uploads: [value.id] }),
    });
  }, `# The river\n\n${BOOK}`);
  await openFromPalette(page, 'The river');
  await expect(page.getByRole('heading', { name: 'The river', level: 1 })).toBeVisible();
}

async function openFromPalette(page: Page, title: string, keys = 'Enter'): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(title);
  await expect(page.getByRole('option', { name: new RegExp(title) }).first()).toBeVisible();
  await page.keyboard.press(keys);
}

const text = (page: Page, title: string) => page.getByRole('article', { name: title });

test('what is found is marked, stepped through, and where one is when it closes', async ({
  notebook,
}) => {
  const { page } = notebook;
  await addBook(notebook);

  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find in the text' });
  await bar.getByRole('textbox', { name: 'Find' }).fill('CAFE-like');
  await expect(bar.getByText('1 of 12')).toBeVisible();
  await expect(page.getByText('The lighthouse of chapter 1 was')).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(bar.getByText('3 of 12')).toBeVisible();
  await expect(page.getByText('The lighthouse of chapter 3 was')).toBeInViewport();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('The lighthouse of chapter 2 was')).toBeInViewport();
  const painted = () =>
    page.evaluate(() =>
      ['found', 'found-current'].map((name) => CSS.highlights.get(name)?.size ?? 0),
    );
  await expect.poll(painted).toEqual([0, 1]);
  await bar.getByRole('textbox', { name: 'Find' }).fill('the river');
  await expect.poll(async () => (await painted())[0]).toBeGreaterThan(5);
  await expectAccessible(page);
  await bar.getByRole('textbox', { name: 'Find' }).fill('no such words');
  await expect(bar.getByText('Not found')).toBeVisible();
  await bar.getByRole('textbox', { name: 'Find' }).fill('lighthouse of chapter 7');
  await expect(bar.getByText('1 of 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe(
    'lighthouse of chapter 7',
  );
  await expect(page.locator(':focus')).toContainText('The lighthouse of chapter 7');
  expect(await painted()).toEqual([0, 0]);
});

test('the outline leads to a heading and knows where one is', async ({ notebook }) => {
  const { page } = notebook;
  await addBook(notebook);
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  const outline = page.getByRole('dialog', { name: 'Outline' });
  await expect(outline.getByRole('button')).toHaveCount(12);
  await expect(outline.getByRole('button', { name: 'Chapter 1', exact: true })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: 'Chapter 11' });
  await expect(heading).toBeInViewport();
  await expect(heading).toBeFocused();
  await page.keyboard.press('Control+Shift+O');
  await expect(outline.locator('[aria-current=location]')).toHaveText('Chapter 11');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  // A source without headings has none.
  await openFromPalette(page, ARTICLE);
  await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Outline', exact: true })).toBeHidden();
});

test('typography and the place that was read stay, also after a restart', async ({ notebook }) => {
  const { page } = notebook;
  await addBook(notebook);
  const book = text(page, 'Text of The river');
  await page.getByRole('button', { name: 'Typography' }).click();
  const panel = page.getByRole('dialog', { name: 'Typography' });
  await panel.getByRole('radio', { name: 'Sans' }).click();
  await panel.getByRole('button', { name: 'Larger text' }).click();
  await panel.getByRole('button', { name: 'Shorter lines' }).click();
  await panel.getByRole('button', { name: 'Looser lines' }).click();
  await expect(book).toHaveCSS('font-family', /Inter/);
  await expect(book).toHaveCSS('font-size', '20px');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Shift+O');
  await page.getByRole('dialog').getByRole('button', { name: 'Chapter 9' }).click();
  await expect(page.getByRole('heading', { name: 'Chapter 9' })).toBeInViewport();
  const placeOf = () =>
    page.evaluate(() => {
      const top = document.querySelector('[data-scroller]')?.getBoundingClientRect().top ?? 0;
      const leaves = [...document.querySelectorAll('[data-chunk] [data-start]')];
      const first = leaves.find((leaf) => leaf.getBoundingClientRect().bottom > top);
      return [
        first?.getAttribute('data-start'),
        Math.round((first?.getBoundingClientRect().top ?? 0) - top),
      ];
    });
  await page.mouse.move(500, 500);
  await page.mouse.wheel(0, 600);
  let before = await placeOf();
  await page.waitForResponse(async (response) => {
    if (!response.url().endsWith('/sources.keepPlace')) return false;
    before = await placeOf();
    return response.request().postData()?.includes(`"offset":${before[0]},`) === true;
  });
  expect(Number(before[0])).toBeGreaterThan(50_000);

  await notebook.restart();
  await page
    .getByRole('navigation', { name: 'Library', exact: true })
    .getByText('All sources')
    .click();
  await page.getByRole('main').getByText('The river').click();
  await expect(book).toHaveCSS('font-family', /Inter/);
  await expect(book).toHaveCSS('font-size', '20px');
  await expect.poll(placeOf).toEqual(before);

  // Another width of the column moves the lines, not the reader.
  await page.setViewportSize({ width: 1100, height: 900 });
  await expect.poll(async () => (await placeOf())[0]).toBe(before[0]);
});

test('two things side by side: from the palette and from a list, with back and forward', async ({
  notebook,
}) => {
  const { page } = notebook;
  await addBook(notebook);
  const river = text(page, 'Text of The river');
  const article = text(page, `Text of ${ARTICLE}`);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });

  await openFromPalette(page, ARTICLE, 'Control+Enter');
  await expect(article).toBeVisible();
  await expect(river).toBeVisible();
  await expect(page).toHaveURL(/beside=source:/);
  // The half that was opened last decides the inspector; a click in the other takes it over.
  await expect(inspector.getByRole('tab', { name: /Annotations \d/ })).toBeVisible();
  await river.getByText('Paragraph 1 of chapter 1.').click();
  await expect(inspector.getByText('Nothing highlighted yet')).toBeVisible();
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('search', { name: 'Find in the text' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Swap the two sides' }).first().click();
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText(ARTICLE);
  await page.reload();
  await expect(article).toBeVisible();
  await expect(river).toBeVisible();

  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(inspector).toBeHidden();
  await expect(article).toBeVisible();
  await expect(river).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Close The river' }).click();
  await expect(river).toBeHidden();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(river).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(river).toBeHidden();

  await page
    .getByRole('navigation', { name: 'Library', exact: true })
    .getByText('Notes')
    .first()
    .click();
  const row = page.getByRole('list', { name: 'Notes' }).getByRole('link').first();
  await row.focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeVisible();
  await expect(row).toBeVisible();
});

test('back and forward come to where one was', async ({ notebook }) => {
  const { page } = notebook;
  await addBook(notebook);
  await page.keyboard.press('Control+Shift+O');
  await page.getByRole('dialog').getByRole('button', { name: 'Chapter 6' }).click();
  const heading = page.getByRole('heading', { name: 'Chapter 6' });
  await expect(heading).toBeInViewport();
  await openFromPalette(page, ARTICLE);
  await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(heading).toBeInViewport();
  await page.getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Forward', exact: true })).toBeDisabled();
});

test('copying keeps the structure, and adds where it is from if asked', async ({ notebook }) => {
  const { page } = notebook;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: new URL(page.url()).origin,
  });
  await openFromPalette(page, ARTICLE);
  await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
  await selectWithMouse(page, 'over 1,000 North Korean soldiers');
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByText(/^Copied, with/)).toBeVisible();
  const clipboard = () =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string) => (await item?.getType(type))?.text();
      return { text: await read('text/plain'), html: await read('text/html') };
    });
  const cited = await clipboard();
  expect(cited.text).toMatch(
    /^over 1,000 North Korean soldiers\n\n\(North Korean Soldiers.*, n\.d\., para\. \d+\)\nNorth Korean Soldiers in Russia: .*\(n\.d\.\)\..*$/,
  );
  expect(cited.html).toContain('over 1,000 North Korean soldiers<p>');
  await page.keyboard.press('Control+c');
  await expect.poll(async () => (await clipboard()).text).toBe('over 1,000 North Korean soldiers');
});
