/**
 * LaTeX as it stands in references, to Unicode text: accents, symbols, quotes and dashes; commands
 * for looks give their text. Formulas that Unicode can't say stay as they are written.
 */
import { ACCENTS, shifted, SILENT, SYMBOLS, UNREAD } from './latex-symbols.ts';

/** Deepest nesting of arguments that is followed; in deeper ones commands are taken out only. */
const MAX_DEPTH = 20;

export interface LatexOptions {
  /** Keeps the braces that protect text, as names need them; takes out those around accents. */
  braces?: boolean;
}

/** The index after the brace that closes the one at `start`; the text's end when none does. */
function groupEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const char = text[index];
    if (char === '\\') index += 1;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return text.length;
}

function skipSpace(text: string, index: number): number {
  let at = index;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

interface Argument {
  text: string;
  end: number;
}

/** What a command applies to: a group, a command, or one character. */
function argumentAt(text: string, from: number): Argument {
  const start = skipSpace(text, from);
  const char = text.charAt(start);
  if (char === '{') {
    const end = groupEnd(text, start);
    return { text: text.slice(start + 1, text[end - 1] === '}' ? end - 1 : end), end };
  }
  if (char === '\\') {
    const name = /^\\(?:[A-Za-z]+|.)/s.exec(text.slice(start, start + 40))?.[0] ?? '\\';
    return { text: name, end: start + name.length };
  }
  if (char === '' || char === '}' || char === '$') return { text: '', end: from };
  const whole = String.fromCodePoint(text.codePointAt(start) ?? 0);
  return { text: whole, end: start + whole.length };
}

function accented(mark: string, base: string): string {
  const plain = base.replace(/^ı/, 'i').replace(/^ȷ/, 'j');
  const [first = ''] = plain;
  if (first === '') return '';
  return (first + mark).normalize('NFC') + plain.slice(first.length);
}

/** A formula as text; undefined when it holds what text can't say. */
function formulaText(tex: string, depth: number): string | undefined {
  let unknown = false;
  const text = convert(tex, { braces: false }, depth + 1, (name) => {
    if (
      /^(?:math(?:rm|bf|it|cal|bb|sf|scr|frak)|text(?:rm|it|bf)?|operatorname|mbox|hbox|rm)$/.test(
        name,
      )
    )
      return;
    unknown = true;
  });
  return unknown || /[_^]/.test(text) ? undefined : text;
}

type Unknown = (name: string) => void;

/** One command at `index` (its backslash): what it says and where it ends. */
function command(
  text: string,
  index: number,
  options: LatexOptions,
  depth: number,
  onUnknown: Unknown | undefined,
): Argument {
  const name = /^[A-Za-z]+|^./s.exec(text.slice(index + 1, index + 41))?.[0] ?? '';
  const word = /^[A-Za-z]/.test(name);
  // Some commands have a form with a star that looks different and says the same.
  const star = word && text[index + 1 + name.length] === '*' ? 1 : 0;
  const after = index + 1 + name.length + star;
  const inner = (argument: Argument) => convert(argument.text, options, depth + 1, onUnknown);
  const mark = ACCENTS.get(name);
  if (mark !== undefined) {
    const argument = argumentAt(text, after);
    return { text: accented(mark, inner(argument)), end: argument.end };
  }
  if (!word) {
    if (name === '') return { text: '', end: after };
    if (name === '(' || name === ')' || name === '[' || name === ']')
      return { text: '', end: after };
    if (/[\s,;:!]/.test(name)) return { text: name === '!' ? '' : ' ', end: after };
    if (name === '\\') return { text: ' ', end: after };
    if (name === '-' || name === '/' || name === '@') return { text: '', end: after };
    return { text: name, end: after };
  }
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) {
    // The space after a command only ends it; {} after it says that it ends.
    const empty = /^\{\}/.test(text.slice(after, after + 2));
    return { text: symbol, end: empty ? after + 2 : skipSpace(text, after) };
  }
  if (SILENT.has(name)) return { text: '', end: skipSpace(text, after) };
  if (UNREAD.has(name)) return { text: '', end: argumentAt(text, after).end };
  if (name === 'url' || name === 'path' || name === 'nolinkurl') {
    const argument = argumentAt(text, after);
    return { text: argument.text.replace(/\\(?=[_%&#~])/g, ''), end: argument.end };
  }
  if (
    name === 'href' ||
    name === 'textcolor' ||
    name === 'foreignlanguage' ||
    name === 'texorpdfstring'
  ) {
    const argument = argumentAt(text, argumentAt(text, after).end);
    return { text: inner(argument), end: argument.end };
  }
  if (/^(?:enquote|mkbibquote|textquote)$/.test(name)) {
    const argument = argumentAt(text, after);
    return { text: `“${inner(argument)}”`, end: argument.end };
  }
  if (/^(?:text|math)?(?:super|sub)script$/.test(name) || name === 'textsuperscript') {
    const argument = argumentAt(text, after);
    const content = inner(argument);
    const where = name.includes('super') ? 'up' : 'down';
    return { text: shifted(content, where) ?? content, end: argument.end };
  }
  onUnknown?.(name);
  const next = skipSpace(text, after);
  if (text[next] !== '{') return { text: '', end: next };
  const argument = argumentAt(text, next);
  return { text: inner(argument), end: argument.end };
}

function convert(text: string, options: LatexOptions, depth: number, onUnknown?: Unknown): string {
  if (depth > MAX_DEPTH) return text.replace(/\\[A-Za-z]+|[{}\\]/g, '');
  const inFormula = onUnknown !== undefined;
  const out: string[] = [];
  const shown: boolean[] = [];
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    if (char === '\\') {
      const found = command(text, index, options, depth, onUnknown);
      out.push(found.text);
      index = Math.max(found.end, index + 1);
    } else if (char === '{') {
      const show = options.braces === true && text[index + 1] !== '\\';
      shown.push(show);
      if (show) out.push('{');
      index += 1;
    } else if (char === '}') {
      if (shown.pop() === true) out.push('}');
      index += 1;
    } else if (char === '$') {
      const double = text[index + 1] === '$' ? '$$' : '$';
      const start = index + double.length;
      const close = text.indexOf(double, start);
      if (close === -1 || close - start > 5000) {
        out.push(char);
        index += 1;
        continue;
      }
      const tex = text.slice(start, close);
      const formula = formulaText(tex, depth);
      out.push(formula ?? `$${tex}$`);
      index = close + double.length;
    } else if (inFormula && (char === '^' || char === '_')) {
      const argument = argumentAt(text, index + 1);
      const content = convert(argument.text, options, depth + 1, onUnknown);
      out.push(shifted(content, char === '^' ? 'up' : 'down') ?? `${char}${content}`);
      index = Math.max(argument.end, index + 1);
    } else if (char === '~') {
      out.push(' ');
      index += 1;
    } else if (char === '-' && !inFormula) {
      const dashes = /^-{1,3}/.exec(text.slice(index, index + 3))?.[0] ?? '-';
      out.push(dashes.length === 1 ? '-' : dashes.length === 2 ? '–' : '—');
      index += dashes.length;
    } else if (text.startsWith('``', index) || text.startsWith("''", index)) {
      out.push(char === '`' ? '“' : '”');
      index += 2;
    } else if (char === '`') {
      out.push('‘');
      index += 1;
    } else {
      // Plain stretches in one piece.
      const plain = /^[^\\{}$~`'^_-]+/.exec(text.slice(index, index + 1000))?.[0] ?? char;
      out.push(plain);
      index += plain.length;
    }
  }
  return out.join('');
}

/** LaTeX as Unicode text; line ends stay, white space is not tidied. */
export function latexToText(latex: string, options: LatexOptions = {}): string {
  // Most fields hold nothing that means something to LaTeX.
  if (!/[\\{}$~`'-]/.test(latex)) return latex.normalize('NFC');
  return convert(latex, options, 0).normalize('NFC');
}

/** An address, a DOI or a path, in which only special characters are escaped. */
export function latexToVerbatim(latex: string): string {
  return latex
    .replace(/\\url\s*(?=\{)/g, '')
    .replace(/\{?\\textasciitilde\s*(?:\{\})?\}?/g, '~')
    .replace(/\{?\\textunderscore\s*(?:\{\})?\}?/g, '_')
    .replace(/\$\\sim\$/g, '~')
    .replace(/\$\\backslash\$/g, '\\')
    .replace(/\{?\\([_%&#$~{}])\}?/g, '$1')
    .replace(/[{}]/g, '')
    .trim();
}
