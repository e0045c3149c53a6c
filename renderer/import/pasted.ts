import { arrivalsOf, type Arrival } from './arrivals.ts';

/** Text that came from the clipboard. */
export interface Pasted {
  text: string;
  /** The same as HTML, which then counts before the text. */
  html?: string;
}

/** Longest first line that is suggested as a title, in characters. */
const TITLE_MAX = 200;

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
function suggestHtmlTitle(html: string, text: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const heading = page.querySelector('h1')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  return heading !== '' && heading.length <= TITLE_MAX ? heading : suggestTitle(text);
}

/** A title for what was pasted; empty when none can be guessed. */
export function suggestedTitle({ text, html }: Pasted): string {
  return html === undefined ? suggestTitle(text) : suggestHtmlTitle(html, text);
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

/** Gives a picture that comes without a name one that says what it is. */
function named(file: File): File {
  if (file.name !== '') return file;
  const ending = /^image\/(\w+)/.exec(file.type)?.[1] ?? 'png';
  return new File([file], `image.${ending}`, { type: file.type });
}

/** What a paste brings: files and pictures, or text, or nothing that can be a source. */
export function pastedOf(
  data: DataTransfer,
): { files: Arrival[] } | { pasted: Pasted } | undefined {
  const text = data.getData('text/plain');
  // Programs for writing put a picture of the text beside it; then the text is meant.
  if (text.trim() === '' && data.files.length > 0) {
    return { files: arrivalsOf([...data.files].map(named)) };
  }
  const html = data.getData('text/html');
  if (text.trim() === '' && html.trim() === '') return undefined;
  const kept = text.trim() === '' ? html : htmlWorthKeeping(html, true);
  return { pasted: kept === undefined ? { text } : { text, html: kept } };
}
