/**
 * What note programs write into the words of a paragraph beyond Markdown: `[[links]]`, `![[embeds]]`,
 * `#tags`, `==marks==`, `^anchors`. Pure; code is no words and never comes here.
 */
import type { Run } from '../../shared/document.ts';
import { runOf, type Look } from './html-look.ts';
import { linkTo } from './source-names.ts';

/** Something of a paragraph that is not a run: a picture that is shown there. */
export interface Embed {
  file: string;
  alt: string;
}

export interface WikiText {
  /** Keeps a picture that is shown at this place; says whether it could. */
  embed: (embed: Embed) => boolean;
  tags: Set<string>;
}

const LINK = /([!#]?)\[\[([^[\]\n]{1,400})\]\]/g;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;
/** A tag is letters, digits, `-`, `_` and `/`, and not digits alone; colours are none. */
const TAG = /(?<=^|[\s([{,;:"“])#((?=[^\s#]*\p{L})[\p{L}\p{M}\p{N}_/-]{1,100})(?![\w#])/gu;
const COLOUR = /^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const MOST_TAGS = 100;

/** Whether a name in a link is of a file that is shown, not read. */
export function isPictureName(name: string): boolean {
  return PICTURE.test(name);
}

function collectTags(text: string, tags: Set<string>): void {
  for (const [, tag = ''] of text.matchAll(TAG)) {
    const clean = tag.replace(/[/-]+$/, '');
    if (tags.size < MOST_TAGS && !COLOUR.test(clean)) tags.add(clean);
  }
}

/** A link's words: those given behind the bar, else its target, "Page > Heading". */
function shownOf(target: string, shown: string | undefined): string {
  const given = shown?.trim() ?? '';
  if (given !== '') return given;
  const [page = '', ...parts] = target.split('#').map((part) => part.trim());
  const headings = parts.filter((part) => part !== '' && !part.startsWith('^'));
  return [page, ...headings].filter((part) => part !== '').join(' > ');
}

function linkRuns(inside: string, embedded: boolean, look: Look, wiki: WikiText): Run[] {
  const [target = '', ...bars] = inside.split('|');
  const shown = bars.at(-1)?.replace(/\\$/, '');
  const page = (target.split('#')[0] ?? '').replace(/\\$/, '').trim();
  if (embedded && isPictureName(page)) {
    // "|300" and "|300x200" are sizes.
    const caption = bars.find((bar) => !/^\s*\d+(?:x\d+)?\s*$/.test(bar))?.trim() ?? '';
    if (wiki.embed({ file: page, alt: caption })) return [];
    return [runOf(caption === '' ? page : caption, look)];
  }
  const text = shownOf(target.replace(/\\$/, ''), shown);
  if (page === '' || text === '') return [runOf(text, look)];
  return [{ ...runOf(text, look), to: linkTo(page) }];
}

/** The runs of some words of a paragraph. */
export function wikiRuns(text: string, look: Look, wiki: WikiText): Run[] {
  const runs: Run[] = [];
  const words = (piece: string): void => {
    collectTags(piece, wiki.tags);
    if (piece !== '') runs.push(runOf(piece.replace(/==(?=\S)([^=\n]+)(?<=\S)==/g, '$1'), look));
  };
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const [whole, sign = '', inside = ''] = match;
    words(text.slice(done, match.index));
    if (sign === '#') wiki.tags.add(inside.trim());
    runs.push(...linkRuns(inside, sign === '!', look, wiki));
    done = match.index + whole.length;
  }
  words(text.slice(done));
  return runs;
}

/** A text without an Obsidian anchor (`^abc123`) at its end. */
export function withoutAnchor(text: string): string {
  return text.replace(/(?:^|\s+)\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{2,60}\s*$/, '');
}

/** A line without the comments in it; code keeps them. Its time grows with the line's length. */
function withoutCommentsInLine(line: string): string {
  const signs = [...line.matchAll(/`+|%%/g)];
  // Code ends at the next run of as many signs as it began with (CommonMark 6.1).
  const ends: Array<number | undefined> = [];
  const nearest = new Map<string, number>();
  for (const [at, [sign]] of [...signs.entries()].reverse()) {
    ends[at] = nearest.get(sign);
    nearest.set(sign, at);
  }
  let kept = '';
  let done = 0;
  for (let at = 0; at < signs.length; at += 1) {
    const [sign, start, end] = [signs[at], signs[at]?.index ?? 0, ends[at]];
    const closing = end === undefined ? undefined : signs[end];
    if (sign === undefined || end === undefined || closing === undefined) continue;
    const after = closing.index + closing[0].length;
    if (sign[0] === '%%') {
      const isApart = start === 0 || /\s/.test(line.charAt(start - 1));
      if (!isApart || !/^(?:\s|\p{P}|$)/u.test(line.slice(after, after + 2))) continue;
      kept += line.slice(done, start);
      done = after;
    }
    at = end;
  }
  return kept + line.slice(done);
}

/**
 * Markdown without Obsidian's comments: `%%…%%` within a line, or over lines where the marks begin
 * and end theirs. Code, fenced or in a line, keeps them.
 */
export function withoutComments(text: string): string {
  if (!text.includes('%%')) return text;
  const parts = text.split(/^((?:`{3,}|~{3,})[^\n]*\n[^]*?\n(?:`{3,}|~{3,})[ \t]*$)/m);
  return parts
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/^%%(?:(?!%%)[^])*%%[ \t]*$/gm, '')
            .replace(/.*(?:%%).*/g, withoutCommentsInLine),
    )
    .join('');
}
