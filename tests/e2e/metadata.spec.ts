import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const ARTICLE = 'North Korean Soldiers in Russia: A Troubling Deployment';

const BIBTEX = `@article{kim2024,
  title = {Anchors that {H}old},
  author = {Kim, Mina and {\\"O}zg{\\"u}r, {\\c{C}}an},
  journal = {Journal of Digital Reading},
  volume = 7, number = 3, pages = {101--119},
  year = 2024, month = jun, doi = {https://doi.org/10.5555/jdr.2024.0703},
  keywords = {anchors, hypertext}
}`;

const form = (page: Page) => page.getByRole('dialog', { name: 'Details of the source' });
const citation = (page: Page) => form(page).getByTestId('citation');
const field = (page: Page, name: string) => form(page).getByRole('textbox', { name, exact: true });

async function openDetails(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(ARTICLE);
  await expect(page.getByRole('option', { name: new RegExp(ARTICLE) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Edit details…' }).click();
  await expect(form(page)).toBeVisible();
}

/** Pastes a text where the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

test('the finished citation follows what is typed, and one step takes it back', async ({
  notebook: { page },
}) => {
  await openDetails(page);
  await form(page).getByRole('combobox', { name: 'Type' }).selectOption('Newspaper article');
  await field(page, 'Newspaper').fill('The Daily Example');
  await expect(citation(page)).toContainText('The Daily Example.');

  // A list of names goes into rows, taken apart.
  await form(page).getByRole('button', { name: 'Add a name' }).click();
  await paste(page, 'van der Berg, Jan; Smith, John, Jr.; World Health Organization');
  await expect(field(page, 'Family name, 1')).toHaveValue('Berg');
  await expect(field(page, 'Particle of the family name, 1')).toHaveValue('van der');
  await expect(field(page, 'Suffix, 2')).toHaveValue('Jr.');
  await expect(field(page, 'Name, 3')).toHaveValue('World Health Organization');
  await expect(citation(page)).toContainText(
    'van der Berg, J., Smith, J., Jr., & World Health Organization.',
  );

  // Order, roles and removing.
  await form(page).getByRole('button', { name: 'More about name 3' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(field(page, 'Name, 2')).toHaveValue('World Health Organization');
  await form(page).getByRole('combobox', { name: 'Role, 3' }).selectOption('Editor');
  await expect(citation(page)).toContainText(
    'van der Berg, J. & World Health Organization. (n.d.)',
  );
  await form(page).getByRole('button', { name: 'Remove name 3' }).click();
  await expect(form(page).getByRole('button', { name: 'Remove name 3' })).toBeHidden();

  // Dates are understood while they are written.
  await field(page, 'Date').fill('c. 19 December 2024');
  await expect(form(page).getByText('19 December 2024 (approximate): 2024-12-19~')).toBeVisible();
  await field(page, 'Date').fill('soon');
  await expect(form(page).getByText('Not understood as a date')).toBeVisible();
  await field(page, 'Date').fill('2024-12-19');
  await expect(form(page).getByText('19 December 2024', { exact: true })).toBeVisible();
  await expect(citation(page)).toContainText('(2024, December 19).');

  // What can't be saved says so by the field, and stays.
  await field(page, 'Address').fill('not an address');
  await form(page).getByRole('button', { name: 'Save' }).click();
  await expect(field(page, 'Address')).toBeFocused();
  await expect(field(page, 'Address')).toHaveAttribute('aria-invalid', 'true');
  await field(page, 'Address').fill('https://example.org/a');
  await form(page).getByRole('button', { name: 'Save' }).click();
  await expect(form(page)).toBeHidden();
  const details = page.getByRole('region', { name: 'Metadata' });
  await expect(details).toContainText('Jan van der Berg');
  await expect(details).toContainText('The Daily Example');
  await expect(details).toContainText('2024-12-19');

  // All of it was one step.
  await page.getByRole('heading', { name: ARTICLE, level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(details).not.toContainText('The Daily Example');
  await expect(details).not.toContainText('Jan van der Berg');
});

// What is pasted and is no reference is refused, which the console tells, too.
test.describe(() => {
  test.use({ expectedErrors: [/400 \(Bad Request\)/] });

  test('a pasted reference shows what it changes, and fills in what is chosen', async ({
    notebook: { page },
  }) => {
    await openDetails(page);
    await form(page).getByRole('button', { name: 'Paste reference…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste a reference' });
    const box = dialog.getByRole('textbox', { name: 'Reference' });
    await box.fill('Kim, M. (2024). Anchors.');
    await expect(dialog.getByText('This is no reference in BibTeX')).toBeVisible();
    await box.fill(BIBTEX);
    const changes = dialog.getByRole('region', { name: 'What will change' });
    await expect(changes.getByRole('listitem').filter({ hasText: 'Publication' })).toContainText(
      'Journal of Digital Reading',
    );
    await expect(changes.getByRole('listitem').filter({ hasText: 'Author' })).toContainText(
      'Kim, Mina; Özgür, Çan',
    );
    await expectAccessible(page);
    await changes.getByRole('checkbox', { name: 'Title', exact: true }).uncheck();
    await dialog.getByRole('button', { name: 'Fill in' }).click();

    await expect(form(page).getByRole('combobox', { name: 'Type' })).toHaveValue('article-journal');
    await expect(field(page, 'Title')).toHaveValue(new RegExp(ARTICLE));
    await expect(field(page, 'DOI')).toHaveValue('10.5555/jdr.2024.0703');
    await expect(field(page, 'Date')).toHaveValue('2024-06');
    await expect(form(page).getByRole('list', { name: 'Tags' })).toContainText('hypertext');
    await expect(citation(page)).toContainText('Kim, M., & Özgür, Ç. (2024).');

    // The style that is chosen is kept.
    await form(page).getByRole('combobox', { name: 'Style' }).selectOption('Vancouver');
    await expect(citation(page)).toContainText('Kim M, Özgür Ç.');
    // Opened again before the window has heard of what was saved, the form waits for it.
    const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
    await page.route('**/api/calls/sources.get', async (route) => {
      await heard;
      await route.continue();
    });
    await form(page).getByRole('button', { name: 'Save' }).click();
    await expect(form(page)).toBeHidden();
    await page.getByRole('button', { name: 'Edit details…' }).click();
    hear();
    await expect(form(page).getByRole('combobox', { name: 'Style' })).toHaveValue('vancouver');
    await expect(citation(page)).toContainText('Kim M, Özgür Ç.');
    await form(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('link', { name: 'hypertext' })).toBeVisible();
  });
});

test('changes are not lost by closing, and the form is accessible where there is little room', async ({
  notebook: { page },
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openDetails(page);
  await expectAccessible(page);
  await form(page).getByRole('button', { name: 'More fields' }).click();
  await field(page, 'ISBN').fill('978-0-306-40615-8');
  await expect(form(page).getByText('one of its digits is wrong')).toBeVisible();
  await field(page, 'ISSN').fill('2049-3630');
  await form(page).getByRole('button', { name: 'Add a name' }).click();
  await page.keyboard.type('Kim');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await expect(form(page).getByText('Your changes aren’t saved yet.')).toBeVisible();
  await form(page).getByRole('button', { name: 'Keep editing' }).click();
  await expect(field(page, 'ISSN')).toHaveValue('2049-3630');
  await page.keyboard.press('Escape');
  await form(page).getByRole('button', { name: 'Discard them' }).click();
  await expect(form(page)).toBeHidden();
  await expect(page.getByRole('region', { name: 'Metadata' })).not.toContainText('2049-3630');
});
