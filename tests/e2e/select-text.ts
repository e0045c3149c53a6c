import type { Page } from '@playwright/test';

/** Selects words of the open source with the mouse, as a reader does: press, drag, let go. */
export async function selectWithMouse(page: Page, words: string): Promise<void> {
  const ends = await page.evaluate((wanted) => {
    const leaf = [...document.querySelectorAll('[data-start]')].find((element) =>
      element.textContent.includes(wanted),
    );
    if (leaf === undefined) throw new Error(`"${wanted}" is not on the page.`);
    leaf.scrollIntoView({ block: 'center' });
    const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const from = leaf.textContent.indexOf(wanted);
    const to = from + wanted.length;
    let at = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (at <= from && from < at + length) range.setStart(node, from - at);
      if (at < to && to <= at + length) range.setEnd(node, to - at);
      at += length;
    }
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    const [first, last] = [rects[0], rects.at(-1)];
    if (first === undefined || last === undefined) throw new Error('The words take no room.');
    return {
      from: { x: first.left, y: first.top + first.height / 2 },
      to: { x: last.right, y: last.top + last.height / 2 },
    };
  }, words);
  await page.mouse.move(ends.from.x + 0.5, ends.from.y);
  await page.mouse.down();
  await page.mouse.move(ends.to.x, ends.to.y, { steps: 5 });
  await page.mouse.up();
}
