/** Plain text: paragraphs out of lines, and a title where the first line is one. */
import { documentFromParagraphs } from '../../shared/document.ts';
import { decodeText, foundEncoding } from './decode.ts';
import { finishSource, type SyncReader } from './reader.ts';
import { cleanText } from './tidy.ts';

/** Lengths, in characters, that hard-wrapped lines are wrapped at. */
const WRAP_MIN = 50;
const WRAP_MAX = 100;

/** Longest first line that is taken for a title, in characters. */
const TITLE_MAX = 200;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

function endsSentence(line: string): boolean {
  return /[.!?…。！？:;,]["'”’»)\]]*$/u.test(line);
}

function startsItem(line: string): boolean {
  return /^\s*(?:[-*+•–>|]|\(?\d{1,3}[.)])(?:\s|$)/u.test(line);
}

/**
 * Says whether lines are one paragraph that was wrapped at a fixed width: every line but the last
 * is nearly as long as the longest, or would be longer than it with the next word.
 */
function looksWrapped(lines: readonly string[]): boolean {
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0);
  if (lines.length < 2 || width < WRAP_MIN || width > WRAP_MAX) return false;
  if (lines.slice(1).some(startsItem)) return false;
  if (lines.every((line) => /[.!?…]["'”’»)\]]*$/u.test(line))) return false;
  return lines.slice(0, -1).every((line, index) => {
    const next = lines[index + 1] ?? '';
    const word = /^\s*\S*/u.exec(next)?.[0].trim() ?? '';
    return line.length >= width * 0.8 || line.length + 1 + word.length > width;
  });
}

/** Joins wrapped lines: with a space, except inside a hyphenated word and between CJK characters. */
function joinWrapped(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const next = line.trim();
    const hyphenated = /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next);
    const cjk = CJK.test(text.slice(-1)) && CJK.test(next.slice(0, 1));
    return hyphenated || cjk ? text + next : `${text} ${next}`;
  });
}

/** Removes the indentation that all lines share. */
function dedent(lines: readonly string[]): string[] {
  const shared = lines.reduce(
    (least, line) => Math.min(least, line.length - line.trimStart().length),
    Infinity,
  );
  return lines.map((line) => line.slice(shared));
}

/** A stretch of lines as one paragraph: wrapped lines joined, others kept as they stand. */
export function paragraphOf(block: string): string {
  const lines = block.split('\n').map((line) => line.trimEnd());
  const trimmed = lines.map((line) => line.trim());
  return looksWrapped(trimmed) ? joinWrapped(trimmed) : dedent(lines).join('\n').trim();
}

/** The paragraphs of a text whose line ends have to be understood first. */
function guessParagraphs(raw: string): string[] {
  const whole = cleanText(raw.replace(/\n?[\f\u2029]\n?/g, '\n')).trim();
  if (!whole.split('\n').some((line) => line.trim() === '')) {
    // A single wrapped paragraph has no blank lines either; a few lines don't tell.
    const trimmed = whole.split('\n').map((line) => line.trim());
    return trimmed.length >= 4 && looksWrapped(trimmed) ? [joinWrapped(trimmed)] : trimmed;
  }
  const paragraphs: string[] = [];
  let block: string[] = [];
  const pages = cleanText(raw.replace(/[\f\u2029]/g, '\n\n'));
  for (const line of `${pages}\n`.split('\n')) {
    if (line.trim() !== '') block.push(line);
    else if (block.length > 0) {
      paragraphs.push(paragraphOf(block.join('\n')));
      block = [];
    }
  }
  return paragraphs;
}

/** The paragraphs of a canonical text: exactly what stands between its blank lines. */
function keepParagraphs(raw: string): string[] {
  return cleanText(raw)
    .replace(/^\n+|\n+$/g, '')
    .split('\n\n');
}

/**
 * Splits a title off: the first paragraph, or the first line of one that kept its line breaks, when
 * it is short, doesn't end like a sentence, and something longer follows.
 */
function splitTitle(paragraphs: readonly string[]): { title?: string; body: string[] } {
  const [first = '', ...rest] = paragraphs;
  const [line = '', ...more] = first.split('\n');
  const body = more.length === 0 ? rest : [more.join('\n').trim(), ...rest];
  const title = line.trim();
  const isTitle =
    title.length > 0 &&
    title.length <= TITLE_MAX &&
    !endsSentence(title) &&
    !startsItem(title) &&
    body.some((paragraph) => paragraph.length > title.length);
  return isTitle ? { title, body } : { body: [...paragraphs] };
}

/** The paragraphs of a plain text, with the line ends guessed (see `ReadOptions.lines`). */
export function textToParagraphs(text: string): string[] {
  return guessParagraphs(text).filter((paragraph) => paragraph.trim() !== '');
}

/** Reads plain text. Throws `not-text` and `empty`. */
export const readText: SyncReader = (request, options = {}) => {
  const decoded = decodeText(request, options);
  const { text } = decoded;
  const paragraphs = options.lines === 'keep' ? keepParagraphs(text) : guessParagraphs(text);
  const { title, body } =
    options.title === 'none' ? { title: undefined, body: paragraphs } : splitTitle(paragraphs);
  return finishSource(request, {
    blocks: documentFromParagraphs(body).blocks,
    csl: title === undefined ? {} : { title },
    mediaType: 'text/plain',
    warnings: decoded.warnings,
    encoding: foundEncoding(decoded),
  });
};
