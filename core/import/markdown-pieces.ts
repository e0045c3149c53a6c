/**
 * Keeping the Markdown parser, whose work grows with the square of some things, within bounds: long
 * texts are cut where blocks end for certain, and stretches of marks that nobody writes are made
 * plain words.
 */

/** A piece is ended at the next safe place after so much. */
const PIECE_LINES = 400;
const PIECE_CHARACTERS = 16_000;

/** Most marks (`*`, `_`, `[` …) in one paragraph, cell or item that are read as such. */
const MOST_MARKS = 2000;
/** Most quotes and items that begin on one line, and the furthest a nested item is indented. */
const MOST_LEVELS = 100;
const MOST_INDENT = 200;
/** Most turns between quoted lines and others within one quote. */
const MOST_TURNS = 2000;
/** Most of the definitions that are given to every piece, in characters. */
const MOST_DEFINITIONS = 50_000;

const MARK = /[*_[\]!<~`|@]/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const STARTS_BLOCK = /^[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||>)/;

/** What opens a block of HTML that blank lines don't end, and what ends it (CommonMark 4.6). */
const HTML_BLOCKS: ReadonlyArray<readonly [RegExp, RegExp]> = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

/** Follows what a line stands in: code between fences, or HTML that goes on. */
function blockFollower(): (line: string) => boolean {
  let fence = '';
  let html: RegExp | undefined;
  return (line) => {
    if (html !== undefined) {
      if (html.test(line)) html = undefined;
      return true;
    }
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence) && line.trim() === mark) fence = '';
      return true;
    }
    if (mark !== '') {
      fence = mark;
      return true;
    }
    const block = HTML_BLOCKS.find(([opens]) => opens.test(line));
    if (block === undefined) return false;
    if (!block[1].test(line)) html = block[1];
    return true;
  };
}

/** Says whether quotes or lists are nested deeper than anyone writes them. */
export function isTangled(text: string): boolean {
  const inBlock = blockFollower();
  let turns = 0;
  let quoted = false;
  for (const line of text.split('\n')) {
    if (inBlock(line)) continue;
    const start =
      /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[\s>]*)*/.exec(line.slice(0, 4000))?.[0] ?? '';
    const levels = start.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0;
    if (levels > MOST_LEVELS) return true;
    const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
    if (levels > 0 && indent > MOST_INDENT) return true;
    const quotes = start.includes('>');
    turns = line.trim() === '' ? 0 : turns + Number(quotes !== quoted);
    quoted = quotes;
    if (turns > MOST_TURNS) return true;
  }
  return false;
}

/**
 * What stands for marks that are to be words while the parser runs: characters of private use, one
 * for each mark. Escaped by backslashes they would be as many events to the parser as marks are.
 */
const MARKS = ['*', '_', '[', ']', '!', '<', '~', '`', '|', '@'];
const FIRST_STAND_IN = 0xf7e0;
const STAND_INS = new RegExp(
  `[\\u${FIRST_STAND_IN.toString(16)}-\\u${(FIRST_STAND_IN + MARKS.length - 1).toString(16)}]`,
  'g',
);

function asWords(line: string): string {
  return line.replace(MARK, (mark) => String.fromCharCode(FIRST_STAND_IN + MARKS.indexOf(mark)));
}

/** A text that `withoutMarkDeserts` made, or a part of it, with its marks again. */
export function withMarks(text: string): string {
  return text.replace(STAND_INS, (standIn) => MARKS[standIn.charCodeAt(0) - FIRST_STAND_IN] ?? '');
}

/**
 * A text whose stretches of marks are no longer than the parser reads in good time; in what comes
 * of it, `withMarks` puts the marks back that are words. Undefined when nothing has to be changed.
 */
export function withoutMarkDeserts(text: string): string | undefined {
  if ((text.match(MARK)?.length ?? 0) <= MOST_MARKS) return undefined;
  const inBlock = blockFollower();
  const done: string[] = [];
  let unit: string[] = [];
  let marks = 0;
  let changed = false;
  const end = (): void => {
    const isDesert = marks > MOST_MARKS;
    changed ||= isDesert;
    for (const line of unit) done.push(isDesert ? asWords(line) : line);
    unit = [];
    marks = 0;
  };
  // Nobody's words have these characters; should they, they would come back as marks.
  for (const line of text.replace(STAND_INS, '\uFFFD').split('\n')) {
    if (inBlock(line) || line.trim() === '' || STARTS_BLOCK.test(line)) end();
    unit.push(line);
    marks += line.match(MARK)?.length ?? 0;
  }
  end();
  return changed ? done.join('\n') : undefined;
}

export interface MarkdownPiece {
  text: string;
  /** Begins with an item of the list that the piece before ended in. */
  goesOn: boolean;
}

/** The text of a footnote that only says, in one piece, that another has it. */
export const ELSEWHERE = 'casebook-elsewhere';

/** The lines that define links and footnotes for the whole text; of footnotes only that they are. */
function definitionsIn(text: string): string {
  const inBlock = blockFollower();
  const found = new Map<string, string>();
  let length = 0;
  for (const line of text.split('\n')) {
    if (inBlock(line)) continue;
    const [, name] = /^ {0,3}\[((?:[^\]\\]|\\.){1,200})\]:[ \t]*\S/.exec(line) ?? [];
    if (name === undefined || found.has(name)) continue;
    const definition = name.startsWith('^') ? `[${name}]: ${ELSEWHERE}` : line;
    length += definition.length;
    if (length > MOST_DEFINITIONS) break;
    found.set(name, definition);
  }
  return [...found.values()].join('\n\n');
}

const ITEM = /^( *)(?:[-*+]|\d{1,9}[.)])[ \t]+\S/;

/**
 * Follows lists: says whether a line begins an item of an outermost list, and not one of a list
 * within it. Those of one list are indented alike, by three spaces at most.
 */
function itemFollower(): (line: string, afterBlank: boolean) => boolean {
  let indent: number | undefined;
  return (line, afterBlank) => {
    const own = /^(?:[-*_][ \t]*){3,}$/.test(line) ? undefined : ITEM.exec(line)?.[1]?.length;
    if (own === undefined) {
      if (afterBlank && /^\S/.test(line)) indent = undefined;
      return false;
    }
    indent = Math.min(indent ?? own, own);
    return own === indent && own <= 3;
  };
}

/**
 * Cuts a long text before paragraphs and headings that stand at the left edge, and before items. What it
 * defines for links is added to every piece.
 */
export function piecesOf(text: string): MarkdownPiece[] {
  const lines = text.split('\n');
  if (text.length <= PIECE_CHARACTERS && lines.length <= PIECE_LINES)
    return [{ text, goesOn: false }];
  const inBlock = blockFollower();
  const beginsItem = itemFollower();
  const pieces: MarkdownPiece[] = [];
  let piece: string[] = [];
  let length = 0;
  let goesOn = false;
  for (const [at, line] of lines.entries()) {
    const long = piece.length >= PIECE_LINES || length >= PIECE_CHARACTERS;
    const blank = (lines[at - 1] ?? '').trim() === '';
    const free = !inBlock(line);
    const item = free && beginsItem(line, blank);
    if (long && free && (item || (blank && /^(?:#{1,6}[ \t]|\p{L})/u.test(line)))) {
      pieces.push({ text: piece.join('\n'), goesOn });
      piece = [];
      length = 0;
      goesOn = item;
    }
    piece.push(line);
    length += line.length + 1;
  }
  pieces.push({ text: piece.join('\n'), goesOn });
  if (pieces.length === 1) return pieces;
  const definitions = definitionsIn(text);
  return pieces.map((each) => ({ ...each, text: `${each.text}\n\n${definitions}\n` }));
}
