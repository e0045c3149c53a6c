/**
 * BibTeX files into entries with their fields as they are written. Nothing here recurses; an entry
 * that is broken is left out with a warning, and reading goes on at the next.
 */

export interface BibEntry {
  /** In small letters, without the @. */
  type: string;
  key: string;
  /** Where it begins, counted from 1. */
  line: number;
  /** Raw LaTeX by the name of the field, in small letters; the first of a name counts. */
  fields: Map<string, string>;
}

export interface BibFile {
  entries: BibEntry[];
  warnings: string[];
}

/** Longest value of a field, in characters. */
const MAX_VALUE = 1_000_000;
const MAX_FIELDS = 500;
const MAX_ENTRIES = 100_000;
/** Entries that may run to the end of the file before the rest of it is given up. */
const MAX_UNENDED = 100;
const MAX_WARNINGS = 100;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Why an entry could not be read, for its warning. */
class Broken extends Error {
  readonly unended: boolean;
  constructor(message: string, unended = false) {
    super(message);
    this.unended = unended;
  }
}

/** Line numbers of growing positions, counted once over the whole text. */
function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (index) => {
    while (next !== -1 && next < index) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

class Scanner {
  readonly text: string;
  index = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** What the sticky pattern matches here, which is then behind. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.index += match[0].length;
    return match[1] ?? match[0];
  }

  space(): void {
    this.take(/\s*/y);
  }

  /** The rest of a group whose opening is behind: its content; the closing is behind then. */
  group(close: '}' | ')' | '"'): string {
    const start = this.index;
    let depth = 0;
    for (; this.index < this.text.length; this.index += 1) {
      const code = this.text.charCodeAt(this.index);
      if (depth === 0 && this.text[this.index] === close) {
        this.index += 1;
        return this.text.slice(start, this.index - 1);
      }
      if (code === 0x7b) depth += 1;
      else if (code === 0x7d) depth = Math.max(0, depth - 1);
      if (this.index - start > MAX_VALUE) throw new Broken('a field is too long', true);
    }
    throw new Broken(`there is no “${close}” at its end`, true);
  }
}

function valueOf(
  scanner: Scanner,
  strings: ReadonlyMap<string, string>,
  unknown: (name: string) => void,
): string {
  let value = '';
  for (;;) {
    scanner.space();
    if (scanner.take(/\{/y) !== undefined) value += scanner.group('}');
    else if (scanner.take(/"/y) !== undefined) value += scanner.group('"');
    else {
      const word = scanner.take(/[^\s{}"#,=()@]+/y);
      if (word === undefined) throw new Broken('a field has no value');
      const known = strings.get(word.toLowerCase());
      if (known === undefined && !/^\d/.test(word)) unknown(word);
      value += known ?? word;
    }
    if (value.length > MAX_VALUE) throw new Broken('a field is too long');
    scanner.space();
    if (scanner.take(/#/y) === undefined) return value;
  }
}

/** Reads a BibTeX or BibLaTeX file; `warnings` name the key and the line of what was left out. */
export function parseBibtex(text: string): BibFile {
  const entries: BibEntry[] = [];
  const warnings: string[] = [];
  const strings = new Map(MONTHS.map((month, index) => [month, String(index + 1)]));
  const unknownStrings = new Set<string>();
  const lineOf = lineCounter(text);
  const scanner = new Scanner(text);
  let unended = 0;
  let skipped = 0;
  const warn = (warning: string): void => {
    if (warnings.length < MAX_WARNINGS) warnings.push(warning);
    else skipped += 1;
  };

  while (scanner.index < text.length && entries.length < MAX_ENTRIES) {
    const at = text.indexOf('@', scanner.index);
    if (at === -1) break;
    scanner.index = at + 1;
    const type = scanner.take(/\s*([A-Za-z_][\w:-]*)\s*(?=[{(])/y)?.toLowerCase();
    // An @ in the text between entries, which is a comment.
    if (type === undefined) continue;
    const line = lineOf(at);
    const close = text[scanner.index] === '{' ? '}' : ')';
    scanner.index += 1;
    let key = '';
    try {
      if (type === 'comment' || type === 'preamble') {
        scanner.group(close);
        continue;
      }
      const unknown = (name: string): void => {
        if (unknownStrings.size < 1000) unknownStrings.add(name);
      };
      scanner.space();
      if (type === 'string') {
        key = scanner.take(/[^\s{}"#,=()]+/y) ?? '';
        scanner.space();
        if (key === '' || scanner.take(/=/y) === undefined) throw new Broken('it defines nothing');
        strings.set(key.toLowerCase(), valueOf(scanner, strings, unknown));
        scanner.take(/\s*,?\s*[})]?/y);
        continue;
      }
      key =
        scanner
          .take(/[^,{}"=@\n]*/y)
          ?.trim()
          .slice(0, 500) ?? '';
      scanner.space();
      if (scanner.take(/,/y) === undefined && text[scanner.index] !== close) {
        throw new Broken('it has no key, or no comma after it');
      }
      const fields = new Map<string, string>();
      for (;;) {
        scanner.take(/[\s,]*/y);
        if (text[scanner.index] === close) break;
        const name = scanner.take(/[^\s{}"#,=()@\\%]+/y);
        if (name === undefined) {
          const ended = scanner.index >= text.length;
          throw new Broken(
            ended ? `there is no “${close}” at its end` : 'a field has no name',
            ended,
          );
        }
        scanner.space();
        if (scanner.take(/=/y) === undefined)
          throw new Broken(`the field “${name.slice(0, 40)}” has no value`);
        const value = valueOf(scanner, strings, unknown);
        const known = name.toLowerCase();
        if (!fields.has(known) && fields.size < MAX_FIELDS) fields.set(known, value);
        scanner.space();
        if (text[scanner.index] !== ',' && text[scanner.index] !== close) {
          throw new Broken(`there is no comma after the field “${name.slice(0, 40)}”`);
        }
      }
      scanner.index += 1;
      entries.push({ type, key, line, fields });
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      const called =
        key === '' ? `An entry (@${type.slice(0, 40)})` : `The entry “${key.slice(0, 80)}”`;
      warn(`${called} in line ${line} was left out: ${error.message}.`);
      if (error.unended && ++unended >= MAX_UNENDED) {
        warn(`What comes after line ${line} was not read: nothing in it has an end.`);
        break;
      }
      // The next entry begins a line; what is in between belongs to the broken one.
      const next = /^[ \t]*@[ \t]*[A-Za-z]/gm;
      next.lastIndex = at + 1;
      scanner.index = next.exec(text)?.index ?? text.length;
    }
  }
  if (unknownStrings.size > 0) {
    const names = [...unknownStrings].slice(0, 10).map((name) => `“${name.slice(0, 40)}”`);
    warn(
      `${names.join(', ')}${unknownStrings.size > 10 ? ' and others' : ''}: no @string says what this stands for, so the name itself was taken.`,
    );
  }
  if (skipped > 0) warnings.push(`${skipped} more things in the file were left out.`);
  return { entries, warnings };
}
