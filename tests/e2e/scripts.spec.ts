/** Highlights over paragraphs, lists and tables, and in scripts where letters are not one unit each. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { selectWithMouse } from './select-text.ts';

const HTML = `
<p>The quay stood empty for nine years.</p>
<ul><li>one ship was sold</li><li>two ships were broken up</li></ul>
<table><tr><th>Year</th><th>Passengers</th></tr><tr><td>2015</td><td>48 thousand</td></tr></table>
<p>After the table the text goes on.</p>
<p>وصل العشرات من الجنود إلى المستشفى المحلي، كما قال الطبيب.</p>
<p>据报道，北韩士兵抵达了当地医院，人数尚未得到证实。</p>
<p>북한군 병사 수십 명이 현지 병원에 도착했다고 한다.</p>
<p>They wrote 👩‍👩‍👧‍👦 and 🇰🇵 and then cafe\u0301 in the margin.</p>`;

/** Makes a source of the page and opens it. */
async function openSource(page: Page): Promise<string> {
  const id = await page.evaluate(async (html) => {
    const reply = await fetch('/api/calls/sources.paste', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: '', html, title: 'Many scripts' }),
    });
    const { value } = (await reply.json()) as { value: { imported: Array<{ id: string }> } };
    return value.imported[0]?.id ?? '';
  }, HTML);
  await page.evaluate((sourceId) => (location.hash = `#/source/${sourceId}`), id);
  await expect(page.getByText('The quay stood empty')).toBeVisible();
  return id;
}

/** The words of the passages of every highlight of the source, as they are stored. */
async function storedWords(page: Page, sourceId: string): Promise<string[]> {
  return page.evaluate(async (id) => {
    const reply = await fetch('/api/calls/highlights.list', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sourceId: id }),
    });
    const { value } = (await reply.json()) as {
      value: Array<{ passages: Array<{ exact: string }> }>;
    };
    return value.map(({ passages }) => passages.map(({ exact }) => exact).join(' … '));
  }, sourceId);
}

/** Presses at the beginning of some words and lets go at the end of others, below them. */
async function dragFromTo(page: Page, first: string, last: string): Promise<void> {
  const from = await page.getByText(first, { exact: true }).first().boundingBox();
  const to = await page
    .getByText(last, { exact: true })
    .first()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { right, top, height } = range.getBoundingClientRect();
      return { x: right, y: top + height / 2 };
    });
  if (from === null) throw new Error(`"${first}" takes no room.`);
  const left = await page
    .getByText(first, { exact: true })
    .first()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().left;
    });
  await page.mouse.move(left + 1, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x - 1, to.y, { steps: 8 });
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

test('a highlight goes over the bounds of paragraphs, lists and tables', async ({ notebook }) => {
  const { page } = notebook;
  const id = await openSource(page);
  await dragFromTo(page, 'one ship was sold', '48 thousand');
  await expect(page.getByRole('toolbar', { name: 'Selected text' })).toBeVisible();
  await page.keyboard.press('2');
  const words =
    'one ship was sold\n\ntwo ships were broken up\n\nYear\n\nPassengers\n\n2015\n\n48 thousand';
  await expect.poll(() => storedWords(page, id)).toEqual([words]);
  await page.reload();
  for (const text of [
    'one ship was sold',
    'two ships were broken up',
    'Passengers',
    '48 thousand',
  ]) {
    await expect(page.locator('mark', { hasText: text })).toBeVisible();
  }
  const said = page.locator('mark').getByText(/highlight 1, Green (begins|ends)/);
  await expect(said).toHaveCount(2);
});

test('words are stored as they were selected in right-to-left, CJK and emoji text', async ({
  notebook,
}) => {
  const { page } = notebook;
  const id = await openSource(page);
  const wanted = [
    'العشرات من الجنود',
    '北韩士兵抵达了当地医院',
    '병사 수십 명',
    '👩‍👩‍👧‍👦 and 🇰🇵',
    'cafe\u0301 in',
  ];
  for (const [index, words] of wanted.entries()) {
    await selectWithMouse(page, words);
    await expect(page.getByRole('toolbar', { name: 'Selected text' })).toBeVisible();
    await page.keyboard.press(String((index % 5) + 1));
    await expect.poll(() => storedWords(page, id)).toContain(words);
  }
  await page.reload();
  for (const words of wanted) {
    await expect(page.locator('mark', { hasText: words })).toBeVisible();
  }
});
