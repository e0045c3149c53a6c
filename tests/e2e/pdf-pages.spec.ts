import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test, type Notebook } from './fixtures.ts';
import { selectWithMouse } from './select-text.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/import/pdf/', import.meta.url));
const TITLE = 'Ferry Tolls and the Price of Grain';

/** Puts a PDF into the library as the window would, and opens it as pages. */
async function openPages({ page }: Notebook, file: string): Promise<void> {
  const bytes = readFileSync(`${FIXTURES}${file}.pdf`).toString('base64');
  await page.evaluate(
    async ({ name, data }) => {
      const upload = await fetch(`/api/uploads?name=${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)),
      });
      const { value } = (await upload.json()) as { value: { id: string } };
      const answer = await fetch('/api/calls/sources.import', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ uploads: [value.id] }),
      });
      const report = (await answer.json()) as { value: { imported: Array<{ id: string }> } };
      location.hash = `#/source/${report.value.imported[0]?.id}`;
    },
    { name: `${file}.pdf`, data: bytes },
  );
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Pages' }).click();
  await expect(sheet(page, 0).locator('canvas[data-drawn]')).toBeVisible();
}

const sheet = (page: Page, index: number) => page.locator(`section[data-page="${index}"]`);

/** Selects on the pages from the first letters of one line to the last of another. */
async function selectOnPage(page: Page, from: string, to: string): Promise<void> {
  const ends = await page.evaluate(
    ([first, last]) => {
      const spans = [...document.querySelectorAll('[data-item]')];
      const boxOf = (words: string): DOMRect => {
        const span = spans.find((one) => one.textContent.includes(words));
        const node = span?.firstChild;
        if (!(node instanceof Text)) throw new Error(`"${words}" is not on the page.`);
        const range = document.createRange();
        range.setStart(node, node.data.indexOf(words));
        range.setEnd(node, node.data.indexOf(words) + words.length);
        return range.getBoundingClientRect();
      };
      const [start, end] = [boxOf(first ?? ''), boxOf(last ?? '')];
      // Lines that run upwards begin at their foot.
      if (start.height > start.width) {
        return {
          from: { x: start.left + start.width / 2, y: start.bottom - 1 },
          to: { x: end.left + end.width / 2, y: end.top },
        };
      }
      return {
        from: { x: start.left, y: start.top + start.height / 2 },
        to: { x: end.right, y: end.top + end.height / 2 },
      };
    },
    [from, to],
  );
  await page.mouse.move(ends.from.x + 0.5, ends.from.y);
  await page.mouse.down();
  await page.mouse.move(ends.to.x - 0.5, ends.to.y, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByRole('toolbar', { name: 'Selected text' })).toBeVisible();
}

test('what is highlighted on the page shows in the text, and the other way round', async ({
  notebook,
}) => {
  const { page } = notebook;
  await openPages(notebook, 'latex-two-columns');

  // Over a line that ends with a divided word.
  await selectOnPage(page, 'Between the harvests', 'is remarkably close');
  await page.keyboard.press('2');
  const onPage = sheet(page, 0).locator('[data-highlight][data-label="green"]');
  await expect(onPage.first()).toBeVisible();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  const text = page.getByRole('article', { name: `Text of ${TITLE}` });
  await expect(text.locator('[data-highlight][data-label="green"]').first()).toContainText(
    'Between the harvests of 1871 and 1889 the correspondence between tolls and prices is re',
  );

  const words = 'It would be misleading to describe the companies as profiteers.';
  await selectWithMouse(page, words);
  await page.keyboard.press('4');
  await expect(text.locator('[data-highlight][data-label="red"]').first()).toContainText(words);
  await page.getByRole('button', { name: 'Pages', exact: true }).click();
  const cards = page.locator('[data-highlights]');
  await expect(cards.getByText('p. 1, ¶ 3')).toBeVisible();
  await cards.getByText('Between the harvests').first().click();
  await expect(onPage.first()).toBeInViewport();
  await cards.getByText(words).first().click();
  const red = page.locator('section[data-page] [data-highlight][data-label="red"]');
  await expect(red.first()).toBeInViewport();

  // It is where its words stand on the paper.
  const covered = await red.first().evaluate((mark) => {
    const box = mark.getBoundingClientRect();
    const page = mark.closest('[data-page]');
    return [...(page?.querySelectorAll('[data-item]') ?? [])].some((span) => {
      const other = span.getBoundingClientRect();
      return (
        span.textContent.includes('It would be misleading') &&
        Math.abs(other.top - box.top) < 6 &&
        other.left < box.right
      );
    });
  });
  expect(covered).toBe(true);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Pages', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(red.first()).toBeAttached();

  // A click on the paper chooses the card.
  await red.first().scrollIntoViewIfNeeded();
  await red.first().click({ force: true });
  await expect(page.getByRole('toolbar', { name: 'Highlight' })).toBeVisible();
  await expectAccessible(page);

  // Lists over many sources say the page as well.
  await page.evaluate(() => (location.hash = '#/highlights'));
  const row = page.getByRole('list', { name: 'Highlights' }).getByRole('listitem');
  await expect(row.filter({ hasText: 'Between the harvests' })).toContainText('p. 1, ¶ 3');
});

test('words are found on the pages, and several passages make one highlight', async ({
  notebook,
}) => {
  const { page } = notebook;
  await openPages(notebook, 'latex-two-columns');
  await page.keyboard.press('ControlOrMeta+f');
  const input = page.getByRole('textbox', { name: 'Find' });
  await expect(input).toBeFocused();
  await page.keyboard.type('tolls');
  const count = page.getByRole('search').getByRole('status');
  await expect(count).toHaveText(/^1 of \d+$/);
  const current = page.locator('[data-look="current"]');
  await expect(current.first()).toBeInViewport();
  await expect(page.locator('[data-look="found"]').first()).toBeAttached();
  const total = Number(/of (\d+)/.exec((await count.textContent()) ?? '')?.[1]);
  expect(total).toBeGreaterThan(2);
  // Back from the first is the last, on the last page that has one.
  await page.keyboard.press('Shift+Enter');
  await expect(count).toHaveText(`${total} of ${total}`);
  await expect(current.first()).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(`1 of ${total}`);
  await expect(current.first()).toBeInViewport();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-look]')).toHaveCount(0);

  await selectOnPage(page, 'Between the harvests', 'Between the harvests');
  await page.keyboard.down('ControlOrMeta');
  await selectOnPage(page, 'remarkably close', 'remarkably close');
  await page.keyboard.up('ControlOrMeta');
  await expect(page.locator('[data-look="piece"]').first()).toBeVisible();
  await page.keyboard.press('3');
  await expect(page.locator('[data-look="piece"]')).toHaveCount(0);
  await expect(page.locator('[data-highlights]').getByText('…').first()).toContainText(
    /Between the harvests\s*…\s*remarkably close/,
  );
  await expect(sheet(page, 0).locator('[data-highlight][data-label="blue"]')).toHaveCount(2);
});

test('pages are gone to by number, made larger, and kept', async ({ notebook }) => {
  const { page } = notebook;
  await openPages(notebook, 'latex-labels');
  const number = page.getByRole('textbox', { name: 'Page' });
  await expect(number).toHaveValue('i');
  const kept = () => page.waitForResponse(/sources\.keepPlace/);
  const second = kept();
  await number.fill('2');
  await number.press('Enter');
  await second;
  await expect(number).toHaveValue('2');
  await expect(sheet(page, 2).locator('canvas[data-drawn]')).toBeInViewport();

  const width = async () => (await sheet(page, 2).boundingBox())?.width ?? 0;
  const fitted = await width();
  await page.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(width).toBeGreaterThan(fitted);
  await expect(number).toHaveValue('2');
  await page.getByRole('button', { name: 'Fit the width' }).click();
  await expect.poll(width).toBe(fitted);

  const stored = kept();
  await page.getByRole('article', { name: `Pages of ${TITLE}` }).press('ArrowLeft');
  await expect(number).toHaveValue('1');
  await stored;
  await page.reload();
  await expect(number).toHaveValue('1');

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('>Text or pages');
  await page.getByRole('option', { name: /Text or pages/ }).click();
  await expect(page.getByRole('article', { name: `Text of ${TITLE}` })).toBeVisible();
});

test('characters that the file has no fonts for are drawn with the program’s own', async ({
  notebook,
}) => {
  const { page } = notebook;
  await openPages(notebook, 'sideways');
  // Lines that run upwards are selected too.
  await selectOnPage(page, 'moved with', 'the price of');
  await page.keyboard.press('1');
  await expect(sheet(page, 0).locator('[data-highlight]').first()).toBeVisible();
});
