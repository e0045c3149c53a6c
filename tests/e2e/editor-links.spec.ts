import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const ARTICLE =
  'North Korean Soldiers in Russia: A Troubling Deployment Amidst Casualties and Secrecy';
const LABEL = 'North Korean Soldiers in Russia';

const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const inspectorOf = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const saved = (page: Page) => expect(page.getByText('All changes saved')).toBeVisible();

async function newNote(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Library', exact: true })
    .getByRole('list', { name: 'Case files' })
    .getByRole('link', { name: /^Notes/ })
    .click();
  await page.getByRole('button', { name: 'New note' }).first().click();
  await page.getByRole('textbox', { name: 'Title of the note' }).fill(title);
  await page.keyboard.press('Enter');
  await expect(textOf(page)).toBeFocused();
}

/** Types a sign and what to look for, and takes the suggestion. */
async function suggest(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.keyboard.type(typed);
  await expect(page.getByRole('option', { name: option })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

/** Pastes what another program put on the clipboard. */
async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await textOf(page).evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    const event = { clipboardData, bubbles: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent('paste', event));
  }, data);
}

test('citations and links are typed, survive a reload and are found from the other end', async ({
  notebook,
}) => {
  const { page } = notebook;
  await newNote(page, 'What the figures count');
  await page.keyboard.type('The target.');
  await newNote(page, 'Linker');

  await test.step('@ cites a source, with its place', async () => {
    await page.keyboard.type('As it says ');
    await suggest(page, '@north', new RegExp(LABEL));
    await page.keyboard.type('.');
    await expect(textOf(page)).toHaveText(new RegExp(`^As it says \\(.*${LABEL}.*n\\.d\\.\\)\\.$`));
    await page.getByRole('link', { name: new RegExp(LABEL) }).click();
    const popover = page.getByRole('dialog', { name: 'Citation' });
    await popover.getByRole('textbox', { name: 'Place in the source' }).fill('4');
    await page.keyboard.press('Enter');
    await expect(textOf(page)).toHaveText(/n\.d\., para\. 4\)\.$/);
  });

  await test.step('[[ links a note, or makes one', async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' See ');
    await suggest(page, '[[what the fig', /What the figures count/);
    // The space that is typed is the one that was put there.
    await page.keyboard.type(' and ');
    await suggest(page, '[[A new thought', /New note “A new thought”/);
    await page.keyboard.type('too.');
    await expect(page.getByRole('link', { name: 'A new thought' })).toBeVisible();
    await saved(page);
  });

  await test.step('all of it survives a reload', async () => {
    await page.reload();
    await expect(textOf(page)).toHaveText(
      /n\.d\., para\. 4\)\. See What the figures count and A new thought too\.$/,
    );
  });

  await test.step('a link opens its note, which says where it is linked from', async () => {
    await textOf(page).getByRole('link', { name: 'What the figures count' }).click();
    await expect(page.getByRole('textbox', { name: 'Title of the note' })).toHaveValue(
      'What the figures count',
    );
    await expect(inspectorOf(page)).toContainText('Linked from');
    await expectAccessible(page);
    await inspectorOf(page)
      .getByRole('link', { name: /Linker/ })
      .click();
    await expect(textOf(page)).toContainText('As it says');
  });
});

test('a citation opens its source at the ¶, and a link that is broken says so', async ({
  notebook,
}) => {
  const { page } = notebook;
  const link = textOf(page).getByRole('link', { name: /What the figures count/ });
  await newNote(page, 'What the figures count');
  await page.keyboard.type('The target.');
  await newNote(page, 'Linker');
  await suggest(page, '@north', new RegExp(LABEL));
  await page.keyboard.type('and ');
  await suggest(page, '[[what the fig', /What the figures count/);
  await expect(link).toHaveAttribute('title', 'What the figures count');

  await test.step('the citation opens its source at the ¶, whose details say who cites it', async () => {
    await textOf(page)
      .getByRole('link', { name: new RegExp(LABEL) })
      .click();
    const citation = page.getByRole('dialog', { name: 'Citation' });
    await citation.getByRole('textbox', { name: 'Place in the source' }).fill('4');
    await citation.getByRole('button', { name: 'Open' }).click();
    await expect(page.getByRole('heading', { name: ARTICLE, level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/at=\d+-\d+/);
    await inspectorOf(page).getByRole('tab', { name: 'Details' }).click();
    await inspectorOf(page)
      .getByRole('link', { name: /Linker/ })
      .click();
    await expect(link).toBeVisible();
  });

  await test.step('what is in the trash is shown as broken, and can be brought back', async () => {
    await page
      .getByRole('navigation', { name: 'Library', exact: true })
      .getByRole('list', { name: 'Case files' })
      .getByRole('link', { name: /^Notes/ })
      .click();
    await page
      .getByRole('main')
      .getByText('What the figures count', { exact: true })
      .click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
    await page.getByRole('main').getByText('Linker').click();
    await expect(link).toHaveAttribute('title', 'This note is in the trash.');
    await expect(link).toHaveAttribute('data-broken', 'in the trash');
    await expectAccessible(page);
    await link.click();
    await page.getByRole('button', { name: 'Restore' }).click();
    await expect(link).toHaveAttribute('title', 'What the figures count');
  });
});

test('the slash menu, and the bar on selected words', async ({ notebook }) => {
  const { page } = notebook;
  await newNote(page, 'Commands');
  await suggest(page, '/heading 2', /Heading 2/);
  await page.keyboard.type('A heading');
  await page.keyboard.press('Enter');
  await suggest(page, '/todo', /Check list/);
  await page.keyboard.type('a task');
  await expect(textOf(page).getByRole('heading', { name: 'A heading', level: 2 })).toBeVisible();
  await expect(textOf(page).getByRole('checkbox')).toHaveText('a task');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Half and half/half of it, once and for all.');
  await expect(page.getByRole('listbox')).toHaveCount(0);

  await page.keyboard.press('Shift+Home');
  const bar = page.getByRole('toolbar', { name: 'Format the selection' });
  await expect(bar).toBeVisible();
  await expect(page.getByText(/\d+ words, 10 selected/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+F10');
  await expect(bar.getByRole('button', { name: 'Bold' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(textOf(page).locator('em')).toHaveText(/^Half and half/);
});

test('blocks are moved, copied, turned into others and given a direction', async ({ notebook }) => {
  const { page } = notebook;
  const blocks = textOf(page).locator(':scope > *');
  const handle = page.getByRole('button', { name: 'Move or change this block' });
  const chooseFor = async (block: number, ...entries: string[]) => {
    await blocks.nth(block).hover();
    await handle.click();
    for (const name of entries) {
      await page.locator('[role^=menuitem]').filter({ hasText: name }).click();
    }
    await expect(page.getByRole('menu')).toHaveCount(0);
  };
  await newNote(page, 'Blocks');
  await page.keyboard.type('first');
  await page.keyboard.press('Enter');
  await page.keyboard.type('second');
  await page.keyboard.press('Enter');
  await page.keyboard.type('third');

  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(blocks).toHaveText(['first', 'third', 'second']);
  await chooseFor(0, 'Duplicate');
  await expect(blocks).toHaveText(['first', 'first', 'third', 'second']);
  await chooseFor(1, 'Turn into', 'Heading 2');
  await expect(textOf(page).getByRole('heading', { name: 'first' })).toBeVisible();
  await chooseFor(1, 'Text direction', 'Right to left');
  await expect(blocks.nth(1)).toHaveAttribute('dir', 'rtl');
  await chooseFor(0, 'Delete');
  await expect(blocks).toHaveText(['first', 'third', 'second']);
  await blocks.nth(2).hover();
  await handle.dragTo(blocks.nth(0), { targetPosition: { x: 20, y: 2 } });
  await expect(blocks).toHaveText(['second', 'first', 'third']);

  await saved(page);
  await page.reload();
  await expect(blocks).toHaveText(['second', 'first', 'third']);
  await expect(textOf(page).locator('[dir=rtl]')).toHaveText('first');
});

test('words in a note are found, marked and replaced', async ({ notebook }) => {
  const { page } = notebook;
  await newNote(page, 'Find');
  await page.keyboard.type('Half and half/half of it.');
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find in this text' });
  await page.keyboard.type('half');
  await expect(bar.getByRole('status')).toHaveText('1 of 3');
  const marked = () => page.evaluate(() => CSS.highlights.get('note-find')?.size);
  await expect.poll(marked).toBe(2);
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText('2 of 3');
  await bar.getByRole('button', { name: 'Match upper and lower case' }).click();
  await expect(bar.getByRole('status')).toHaveText('2 of 2');
  await expectAccessible(page);
  await bar.getByRole('textbox', { name: 'Replace with' }).fill('part');
  await bar.getByRole('button', { name: 'Replace all' }).click();
  await expect(bar.getByRole('status')).toHaveText('Replaced 2 matches.');
  await expect(textOf(page)).toHaveText('Half and part/part of it.');
  await page.keyboard.press('Escape');
  await expect.poll(marked).toBeUndefined();
  await expect(textOf(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(textOf(page)).toHaveText('Half and half/half of it.');
});

test('the text before many replacements is kept as a version, and before a few it is not', async ({
  notebook,
}) => {
  const { page } = notebook;
  await newNote(page, 'Replaced');
  await page.keyboard.type('one two one two one two one two one');
  await saved(page);
  const replaceAll = async (words: string, by: string) => {
    await page.keyboard.press('Control+f');
    const bar = page.getByRole('search', { name: 'Find in this text' });
    await bar.getByRole('textbox', { name: 'Find', exact: true }).fill(words);
    await bar.getByRole('textbox', { name: 'Replace with' }).fill(by);
    await bar.getByRole('button', { name: 'Replace all' }).click();
    await expect(bar.getByRole('status')).toContainText('Replaced');
    await page.keyboard.press('Escape');
  };
  await replaceAll('two', 'deux');
  await replaceAll('one', 'un');
  await expect(textOf(page)).toHaveText('un deux un deux un deux un deux un');
  await saved(page);
  await page.getByRole('button', { name: 'More about this note' }).click();
  await page.getByRole('menuitem', { name: 'Versions…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Versions of/ });
  const kept = dialog.getByRole('button', { name: /Kept before words were replaced/ });
  await expect(kept).toHaveCount(1);
  await kept.click();
  await expect(dialog).toContainText('one deux one deux');
});

test('what is pasted from Word, Google Docs and Markdown keeps its structure', async ({
  notebook,
}) => {
  const { page } = notebook;
  const text = textOf(page);

  await test.step('Word', async () => {
    await newNote(page, 'From Word');
    const item = (level: number, sign: string, words: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span ` +
      `style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp;</span></span><![endif]>${words}</p>`;
    await paste(page, {
      'text/html':
        `<html><head><style>p.MsoNormal{margin:0}</style></head><body><h1>Head</h1>` +
        `<p class=MsoNormal style='margin:0'><b style='mso-bidi'>Bold</b> and <span style='font-style:italic'>slanted</span></p>` +
        item(1, '·', 'outer') +
        item(2, 'o', 'inner') +
        `<table class=MsoTable><tr><td><p>A</p></td><td><p>B</p></td></tr></table></body></html>`,
      'text/plain': 'Head',
    });
    await expect(text.getByRole('heading', { name: 'Head', level: 1 })).toBeVisible();
    await expect(text.locator('strong')).toHaveText('Bold');
    await expect(text.locator('em')).toHaveText('slanted');
    await expect(text.locator('li li')).toHaveText('inner');
    await expect(text.getByRole('cell')).toHaveText(['A', 'B']);
  });

  await test.step('Google Docs', async () => {
    await newNote(page, 'From Google Docs');
    await paste(page, {
      'text/html':
        `<meta charset='utf-8'><b style="font-weight:normal" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Head</span></h2>` +
        `<p dir="ltr"><span style="font-weight:700">Bold</span><span style="font-weight:400;font-style:italic"> slanted</span></p>` +
        `<ul><li dir="ltr" aria-level="1"><p><span>outer</span></p></li><ul><li aria-level="2"><p><span>inner</span></p></li></ul></ul></b>`,
    });
    await expect(text.getByRole('heading', { name: 'Head', level: 2 })).toBeVisible();
    await expect(text.locator('strong')).toHaveText('Bold');
    await expect(text.locator('em')).toHaveText('slanted');
    await expect(text.locator('li li')).toHaveText('inner');
  });

  await test.step('Markdown, which can be kept as it was written', async () => {
    await newNote(page, 'From Markdown');
    const markdown = '## Head\n\n- a **bold** item\n- another\n\n| x | y |\n|---|---|\n| 1 | 2 |';
    await paste(page, { 'text/plain': markdown });
    await expect(text.getByRole('heading', { name: 'Head', level: 2 })).toBeVisible();
    await expect(text.getByRole('listitem')).toHaveCount(2);
    await expect(text.getByRole('columnheader')).toHaveText(['x', 'y']);
    await page.getByRole('button', { name: 'Keep it as written' }).click();
    await expect(text).toContainText('## Head');
    await expect(text.getByRole('heading')).toHaveCount(0);
  });
});
