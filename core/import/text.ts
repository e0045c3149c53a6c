/** Plain text: paragraphs out of lines, and a title where the first line is one. */
import { documentFromParagraphs, type Block } from '../../shared/document.ts';
import { decodeText, foundEncoding } from './decode.ts';
import { readGutenberg } from './gutenberg.ts';
import { readMemo } from './memo.ts';
import { finishSource, type SyncReader } from './reader.ts';
import { pagesOf, type TextPage } from './text-pages.ts';
import { cleanText } from './tidy.ts';

/** Lengths, in characters, that hard-wrapped lines are wrapped at. */
const WRAP_MIN = 50;
const WRAP_MAX = 100;

/** What colours lines in a terminal (ECMA-48, "select graphic rendition"). */
const TERMINAL = /\x1b\[[\d;]*m/g;

/** How lines of a log begin. */
const LOGGED =
  /^\W?(?:\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}:\d{2}:\d{2}|[A-Z][a-z]{2} +\d{1,2} +\d{2}:\d{2})/;

interface Titled {
  title?: string | undefined;
  blocks: Block[];
}

/** Longest first line that is taken for a title, in characters. */
const TITLE_MAX = 200;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

function endsSentence(line: string): boolean {
  return /[.!?…。！？:;,]["'”’»)\]]*$/u.test(line);
}

function startsItem(line: string): boolean {
  return /^\s*(?:[-*+•–>|]|\(?\d{1,3}[.)])(?:\s|$)/u.test(line);
}

const WIDE = new RegExp(CJK, 'gu');

/** The columns that a line takes: characters of East Asia take two. */
function widthOf(line: string): number {
  return line.length + (/[^\0-\x7f]/.test(line) ? (line.match(WIDE)?.length ?? 0) : 0);
}

/**
 * Says whether lines are one paragraph that was wrapped at a fixed width: every line but the last
 * is nearly as long as the longest, or would be longer than it with the next word.
 */
function looksWrapped(lines: readonly string[]): boolean {
  const width = lines.reduce((longest, line) => Math.max(longest, widthOf(line)), 0);
  if (lines.length < 2 || width < WRAP_MIN || width > WRAP_MAX) return false;
  // Columns, such as the heads of memos have.
  if (lines.some((line) => /\S {4,}\S/.test(line))) return false;
  if (lines.slice(1).some(startsItem)) return false;
  if (lines.every((line) => /[.!?…]["'”’»)\]]*$/u.test(line))) return false;
  return lines.slice(0, -1).every((line, index) => {
    const next = lines[index + 1] ?? '';
    const word = /^\s*\S*/u.exec(next)?.[0].trim() ?? '';
    return widthOf(line) >= width * 0.8 || widthOf(line) + 1 + widthOf(word) > width;
  });
}

/** Joins wrapped lines: with a space, except inside a hyphenated word and between CJK characters. */
function joinWrapped([first = '', ...others]: readonly string[]): string {
  let last = first;
  const parts = [first];
  for (const line of others) {
    const next = line.trim();
    const hyphenated = /\p{L}-$/u.test(last.slice(-3)) && /^\p{Ll}/u.test(next);
    const cjk = CJK.test(last.slice(-1)) && CJK.test(next.slice(0, 1));
    parts.push(hyphenated || cjk ? next : ` ${next}`);
    last = next === '' ? ' ' : next;
  }
  return parts.join('');
}

/** Removes the indentation that all lines share. */
function dedent(lines: readonly string[]): string[] {
  const shared = lines.reduce(
    (least, line) => Math.min(least, line.length - line.trimStart().length),
    Infinity,
  );
  return lines.map((line) => line.slice(shared));
}

/** How far a line is indented, and where the words of an item on it begin. */
function columnsOf(line: string): { indent: number; words: number } {
  const indent = line.length - line.trimStart().length;
  const marker = /^\s*(?:[-*+•–]|\(?[\da-z]{1,3}[.)])\s+/iu.exec(line)?.[0].length;
  return { indent, words: marker ?? indent };
}

/** Joins the wrapped lines of items that hang under their marks; other lines stay lines. */
function joinHanging(lines: readonly string[]): string[] {
  const width = lines.reduce((longest, line) => Math.max(longest, line.trimEnd().length), 0);
  if (width < WRAP_MIN || width > WRAP_MAX) return [...lines];
  const joined: string[][] = [];
  let item: { words: number; last: string } | undefined;
  for (const line of lines) {
    const { indent } = columnsOf(line);
    const word = /^\s*\S*/u.exec(line)?.[0].trim() ?? '';
    const full = item !== undefined && item.last.trimEnd().length + 1 + word.length > width * 0.92;
    if (item !== undefined && full && indent === item.words && !startsItem(line)) {
      joined.at(-1)?.push(line);
      item.last = line;
      continue;
    }
    joined.push([line]);
    item = startsItem(line) ? { words: columnsOf(line).words, last: line } : undefined;
  }
  return joined.map(([first = '', ...more]) =>
    more.length === 0 ? first : joinWrapped([first.trimEnd(), ...more]),
  );
}

/** A stretch of lines as one paragraph: wrapped lines joined, others kept as they stand. */
export function paragraphOf(block: string): string {
  const lines = block.split('\n').map((line) => line.trimEnd());
  const trimmed = lines.map((line) => line.trim());
  if (looksWrapped(trimmed)) return joinWrapped(trimmed);
  return joinHanging(dedent(lines)).join('\n').trim();
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

/** A paragraph that a page ends within, for the eye: it goes on in small letters on the next. */
function goesOn(before: string | undefined, after: string | undefined): boolean {
  return before !== undefined && !endsSentence(before) && /^\p{Ll}/u.test(after ?? '');
}

/** The title and blocks of a text in pages, with a break before each page but the first. */
function readPages(pages: readonly TextPage[], titled: boolean): Titled {
  const blocks: Block[] = [];
  let title: string | undefined;
  for (const [at, { label, lines }] of pages.entries()) {
    const all = guessParagraphs(lines.join('\n'));
    const begun: { title?: string; body: string[] } =
      at === 0 && titled ? splitTitle(all) : { body: all };
    title ??= begun.title;
    const [first, ...rest] = begun.body;
    const last = blocks.at(-1);
    const run = last?.type === 'paragraph' ? last.runs[0] : undefined;
    if (first !== undefined && run !== undefined && goesOn(run.text, first)) {
      run.text = joinWrapped([run.text, first]);
      blocks.push({ type: 'page-break', label });
    } else {
      if (at > 0) blocks.push({ type: 'page-break', label });
      blocks.push(...documentFromParagraphs(first === undefined ? [] : [first]).blocks);
    }
    blocks.push(...documentFromParagraphs(rest).blocks);
  }
  return { title, blocks };
}

/** The title and blocks of a text without pages. */
function readFlow(text: string, titled: boolean): Titled {
  const paragraphs = guessParagraphs(text);
  const { title, body } = titled ? splitTitle(paragraphs) : { title: undefined, body: paragraphs };
  return { title, blocks: documentFromParagraphs(body).blocks };
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
    !LOGGED.test(title) &&
    !/\S {4,}\S/.test(title) &&
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
  const found = { mediaType: 'text/plain', encoding: foundEncoding(decoded) };
  const titled = options.title !== 'none';
  if (options.lines === 'keep') {
    const paragraphs = keepParagraphs(text);
    const { title, body } = titled
      ? splitTitle(paragraphs)
      : { title: undefined, body: paragraphs };
    return finishSource(request, {
      ...found,
      blocks: documentFromParagraphs(body).blocks,
      csl: title === undefined ? {} : { title },
      warnings: decoded.warnings,
    });
  }
  const lines = text.replace(/\r\n?/g, '\n').replace(TERMINAL, '');
  const book = readGutenberg(lines);
  const pages = book === undefined ? pagesOf(lines) : undefined;
  const { title, blocks } =
    pages === undefined
      ? readFlow(book?.text ?? lines, titled && book === undefined)
      : readPages(pages, titled);
  return finishSource(request, {
    ...found,
    blocks,
    csl: book?.csl ?? readMemo(lines) ?? (title === undefined ? {} : { title }),
    ...(book?.language === undefined ? {} : { language: book.language }),
    warnings:
      book === undefined
        ? decoded.warnings
        : [...decoded.warnings, 'The licence of Project Gutenberg around the book was left out.'],
  });
};
