import { readFileSync } from 'node:fs';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const FIXTURES = new URL('../fixtures/import/markdown/vault/Notes/', import.meta.url);
const NOTES = ['Night ferries.md', 'Quay 4.md'].map((name) => ({
  name,
  text: readFileSync(new URL(encodeURIComponent(name), FIXTURES), 'utf8'),
}));

test('links among the notes of a vault lead from source to source, and are words when it is gone', async ({
  notebook,
}) => {
  const { page } = notebook;
  await page.evaluate(async (notes) => {
    const call = async (name: string, args: unknown): Promise<{ id: string; state: string }> => {
      const reply = await fetch(`/api/calls/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
      return ((await reply.json()) as { value: { id: string; state: string } }).value;
    };
    const uploads = await Promise.all(
      notes.map(async ({ name, text }) => {
        const reply = await fetch(`/api/uploads?name=${encodeURIComponent(name)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: new Blob([text]),
        });
        const { value } = (await reply.json()) as { value: { id: string } };
        return { id: value.id, path: `Vault/${name}` };
      }),
    );
    const { id } = await call('imports.start', { uploads });
    for (const wanted of ['ready', 'done']) {
      if (wanted === 'done') await call('imports.add', { id });
      while ((await call('imports.get', { id })).state !== wanted) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }, NOTES);

  const openFromPalette = async (title: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(title);
    await expect(page.getByRole('option', { name: new RegExp(title) }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  };

  await openFromPalette('Night ferries');
  const text = page.getByRole('article', { name: 'Night ferries' });
  const link = text.getByRole('link', { name: "the quay's history" });
  await expect(link).toHaveAttribute('title', 'Quay 4');
  // What the vault does not hold is words.
  await expect(text.getByText('call Nobody Here')).toBeVisible();
  await expect(text.getByRole('link', { name: 'Nobody Here' })).toHaveCount(0);
  await expectAccessible(page);

  await link.click();
  await expect(page.getByRole('heading', { name: 'Quay 4', level: 1 })).toBeVisible();
  await page
    .getByRole('article', { name: 'Quay 4' })
    .getByRole('link', { name: 'ferries' })
    .click();
  await expect(page.getByRole('heading', { name: 'Night ferries', level: 1 })).toBeVisible();

  await page.evaluate(async () => {
    const post = (name: string, args: unknown) =>
      fetch(`/api/calls/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
    const list = (await (await post('sources.list', {})).json()) as {
      value: Array<{ id: string; title: string }>;
    };
    const quay = list.value.find(({ title }) => title === 'Quay 4');
    await post('trash.put', { kind: 'source', id: quay?.id });
  });
  await expect(text.getByRole('link', { name: "the quay's history" })).toHaveCount(0);
  await expect(text.getByText("the quay's history")).toBeVisible();
});
