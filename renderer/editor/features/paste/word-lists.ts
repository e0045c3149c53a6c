/**
 * Word writes its lists as paragraphs that carry their level in a style ("mso-list: l0 level2
 * lfo1") and their sign as text that other programs are to leave out ("mso-list: Ignore").
 */
import { styleOf } from './inert-html.ts';

const LEVEL = /mso-list:\s*(l\d+)?[^;"']*\blevel(\d)[^;"']*/i;

/** How deep an item is, and which of the document's lists it is of. */
function levelOf(element: Element | null): { level: number; list: string } | undefined {
  if (element === null || !element.matches('p, h1, h2, h3, h4, h5, h6')) return undefined;
  const match = LEVEL.exec(styleOf(element));
  return match === null ? undefined : { level: Number(match[2]), list: match[0] };
}

/** Takes the sign away and says whether it counts: "1." and "b)" do, "·" and "o" do not. */
function takeSign(paragraph: Element): boolean {
  const sign = [...paragraph.querySelectorAll('span')].find((element) =>
    /mso-list:\s*ignore/i.test(styleOf(element)),
  );
  const text = sign?.textContent.trim() ?? '';
  sign?.remove();
  return /^\(?[\divxlcdma-z]{1,4}[.)]/i.test(text);
}

/** Makes real lists of Word's; works on the parsed document in place. */
export function listsFromWord(document: Document): void {
  for (const first of document.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    if (!first.isConnected || levelOf(first) === undefined) continue;
    /** The open lists, the outermost first. */
    const open: Array<{ level: number; name: string; list: Element }> = [];
    let paragraph: Element | null = first;
    while (paragraph !== null) {
      const place = levelOf(paragraph);
      if (place === undefined) break;
      const { level, list: name } = place;
      const next: Element | null = paragraph.nextElementSibling;
      const tag = takeSign(paragraph) ? 'ol' : 'ul';
      while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
      // Another list at the same depth begins anew.
      if (open.at(-1)?.level === level && open.at(-1)?.name !== name) open.pop();
      let current = open.at(-1);
      if (current === undefined || current.level < level) {
        const list = document.createElement(tag);
        if (current === undefined) paragraph.before(list);
        else (current.list.lastElementChild ?? current.list).append(list);
        current = { level, name, list };
        open.push(current);
      }
      const item = document.createElement('li');
      item.append(...paragraph.childNodes);
      current.list.append(item);
      paragraph.remove();
      paragraph = next;
    }
  }
}
