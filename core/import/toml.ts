/**
 * The part of TOML 1.0 (https://toml.io/en/v1.0.0) that front matter is written in: keys with
 * strings, numbers, booleans, dates and lists, under tables. Dates and numbers stay as they are
 * written. Inline tables are read over.
 */
import type { Fields } from './front-matter.ts';

/** Deepest nesting of lists. */
const MAX_DEPTH = 20;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\s*\n\s*)|(.))/g,
    (all: string, short?: string, long?: string, lineEnd?: string, one?: string) => {
      if (lineEnd !== undefined) return '';
      if (one !== undefined) return ESCAPES[one] ?? all;
      const code = Number.parseInt(short ?? long ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
    },
  );
}

/** A reader's place in the text. */
interface Cursor {
  text: string;
  at: number;
}

/** Moves over what matches here and gives it. */
function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  const sticky = new RegExp(pattern.source, 'y');
  sticky.lastIndex = cursor.at;
  const found = sticky.exec(cursor.text);
  if (found === null) return undefined;
  cursor.at = sticky.lastIndex;
  return found;
}

function skipBlank(cursor: Cursor): void {
  take(cursor, /(?:\s|#[^\n]*)*/);
}

function readList(cursor: Cursor, depth: number): unknown[] {
  const items: unknown[] = [];
  for (;;) {
    skipBlank(cursor);
    if (take(cursor, /\]/) !== undefined) return items;
    items.push(readValue(cursor, depth + 1));
    skipBlank(cursor);
    if (take(cursor, /,/) === undefined && cursor.text[cursor.at] !== ']') {
      throw new Error('A list is not closed.');
    }
  }
}

function readValue(cursor: Cursor, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new Error('Lists are nested too deep.');
  const long = take(cursor, /"""\n?([^]*?)"""/);
  if (long !== undefined) return unescaped(long[1] ?? '');
  const longPlain = take(cursor, /'''\n?([^]*?)'''/);
  if (longPlain !== undefined) return longPlain[1];
  const quoted = take(cursor, /"((?:[^"\\\n]|\\[^\n])*)"/);
  if (quoted !== undefined) return unescaped(quoted[1] ?? '');
  const plain = take(cursor, /'([^'\n]*)'/);
  if (plain !== undefined) return plain[1];
  if (take(cursor, /\[/) !== undefined) return readList(cursor, depth);
  if (take(cursor, /\{[^{}\n]*\}/) !== undefined) return undefined;
  const bare = take(cursor, /[^\s,\]#][^,\]#\n]*/);
  if (bare === undefined) throw new Error('A value is missing.');
  return bare[0].trim();
}

/** The keys of TOML in one flat mapping; keys of tables by their last part. Throws an Error. */
export function parseToml(text: string): Fields {
  const cursor: Cursor = { text, at: 0 };
  const fields: Fields = {};
  for (;;) {
    skipBlank(cursor);
    if (cursor.at >= text.length) return fields;
    if (take(cursor, /\[\[?[^\]\n]+\]\]?[^\n]*/) !== undefined) continue;
    const key = take(
      cursor,
      /(?:[A-Za-z0-9_-]+[ \t]*\.[ \t]*)*(?:([A-Za-z0-9_-]+)|"([^"\n]*)"|'([^'\n]*)')[ \t]*=[ \t]*/,
    );
    if (key === undefined) throw new Error('A key is missing.');
    const name = key[1] ?? key[2] ?? key[3] ?? '';
    const value = readValue(cursor);
    // The first counts: those of the top come before those of tables.
    if (name !== '__proto__' && !(name in fields)) fields[name] = value;
    take(cursor, /[^\n]*/);
  }
}
