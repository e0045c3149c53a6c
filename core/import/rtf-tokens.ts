/** Rich Text Format taken apart into groups, words, signs and text (RTF Specification 1.9.1). */

export type RtfToken =
  | { kind: 'open' }
  | { kind: 'close' }
  /** A control word and its number, if it has one. */
  | { kind: 'word'; word: string; number: number | undefined }
  /** A control word of one sign: `\~`. */
  | { kind: 'sign'; sign: string }
  /** A byte written as `\'e9`. */
  | { kind: 'byte'; byte: number }
  /** Text as it stands, a byte for each character. */
  | { kind: 'text'; text: string }
  /** Bytes that are no text, after `\bin`. */
  | { kind: 'binary'; start: number; end: number };

const WORD = /([A-Za-z]{1,32})(?:(-?\d{1,10})\d*)? ?/y;
const TEXT = /[^\\{}\r\n\0]+/y;
const HEX = /^[0-9a-f]{2}$/i;

/** The tokens of a file, whose bytes `source` holds as characters of the same number. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '{') {
      at += 1;
      yield { kind: 'open' };
    } else if (char === '}') {
      at += 1;
      yield { kind: 'close' };
    } else if (char === '\r' || char === '\n' || char === '\0') {
      at += 1;
    } else if (char !== '\\') {
      TEXT.lastIndex = at;
      const text = TEXT.exec(source)?.[0] ?? char;
      at += text.length;
      yield { kind: 'text', text };
    } else {
      WORD.lastIndex = at + 1;
      const match = WORD.exec(source);
      if (match === null) {
        const sign = source.charAt(at + 1);
        const hex = source.slice(at + 2, at + 4);
        if (sign === "'" && HEX.test(hex)) {
          at += 4;
          yield { kind: 'byte', byte: Number.parseInt(hex, 16) };
        } else {
          at += 2;
          yield { kind: 'sign', sign };
        }
        continue;
      }
      at += 1 + match[0].length;
      const word = match[1] ?? '';
      const number = match[2] === undefined ? undefined : Number(match[2]);
      if (word === 'bin' && number !== undefined && number > 0) {
        const end = Math.min(at + number, source.length);
        yield { kind: 'binary', start: at, end };
        at = end;
      } else yield { kind: 'word', word, number };
    }
  }
}
