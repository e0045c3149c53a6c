/** What came from the clipboard, as far as it has been kept. */
export interface Pasted {
  text: string;
  /** The same as HTML, which then counts before the text. Gone once the text was changed by hand. */
  html?: string;
}

/** Longest first line that is suggested as a title, in characters. */
const TITLE_MAX = 200;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** How many words a text has, in any script. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike === true) count += 1;
  return count;
}

/**
 * A title for a pasted text: its first line, if that is short, does not end like a sentence, and more
 * follows. Otherwise empty.
 */
export function suggestTitle(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  const line = first.replace(/\s+/g, ' ').trim();
  const more = rest.join('').trim().length > line.length;
  return more && line.length <= TITLE_MAX && !/[.!?…:;,。！？]["”’»)\]]*$/u.test(line) ? line : '';
}

/**
 * A title for pasted HTML: its main heading, else its first line. The HTML is looked at in a document
 * of its own that loads and runs nothing.
 */
export function suggestHtmlTitle(html: string, text: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const heading = page.querySelector('h1')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  return heading !== '' && heading.length <= TITLE_MAX ? heading : suggestTitle(text);
}

/**
 * The HTML to keep beside a pasted text: only when it makes up the whole text, since what was typed
 * around it would be lost, and only when it says more than the text does.
 */
export function htmlWorthKeeping(html: string, isWhole: boolean): string | undefined {
  if (!isWhole) return undefined;
  return /<(a|b|strong|i|em|h[1-6]|ul|ol|li|p|table|blockquote|pre|img)[\s>/]/i.test(html)
    ? html
    : undefined;
}
