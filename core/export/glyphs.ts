/**
 * Finds the characters that no bundled font can show, before the compiler meets them: a missing
 * glyph must not stop an export, and must not vanish from it unsaid.
 */
import type { CaseDocument, PrintedNote } from './case-document.ts';
import type { Script } from './script.ts';

/** Stands for a character that can't be shown; every text font has it. */
const SUBSTITUTE = '□';
/** Characters told in the record by name; beyond, only their number is told. */
const MOST_NAMED = 40;

const FAMILY_OF_SCRIPT: Readonly<Record<Script, string>> = {
  arabic: 'Casebook Arabic',
  hebrew: 'Casebook Hebrew',
  korean: 'Casebook Korean',
  japanese: 'Casebook Japanese',
  chinese: 'Casebook Chinese',
};

/** The family that text of a script is set in before others, beside the Latin one. */
export function familyOfScript(script: Script): string {
  return FAMILY_OF_SCRIPT[script];
}

/** What is followed or heard but not drawn, and ASCII that must be copied from the page as it is. */
const UNTOUCHED_KEYS = new Set(['href', 'id', 'textSha256', 'sha256', 'place', 'file', 'tex']);

/** A copy of plain JSON data with every string that can be seen put through `change`. */
function mapStrings<T>(value: T, change: (text: string) => string): T {
  const visit = (part: unknown, key: string): unknown => {
    if (typeof part === 'string') return UNTOUCHED_KEYS.has(key) ? part : change(part);
    if (Array.isArray(part)) return part.map((inner) => visit(inner, key));
    if (typeof part !== 'object' || part === null) return part;
    const copy: Record<string, unknown> = { ...part };
    for (const name in copy) copy[name] = visit(copy[name], name);
    return copy;
  };
  // The visitor keeps the shape of what it is given; only strings differ.
  return visit(value, '') as T;
}

/** Calls `look` with every string of a document that can be seen. */
export function visitStrings(value: object, look: (text: string) => void): void {
  const visit = (part: unknown, key: string): void => {
    if (typeof part === 'string') {
      if (!UNTOUCHED_KEYS.has(key)) look(part);
    } else if (Array.isArray(part)) {
      for (const inner of part) visit(inner, key);
    } else if (typeof part === 'object' && part !== null) {
      const named = part as Record<string, unknown>;
      for (const name in named) visit(named[name], name);
    }
  };
  visit(value, '');
}

/** Text as a compiler can take it: whole characters only, and one kind of line break. */
function wellFormed(text: string): string {
  return text.toWellFormed().replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
}

/**
 * Longer than a line has room for in the narrowest place, and without a place to break: text that
 * is written without spaces, and addresses between their slashes, break by themselves.
 */
const UNBREAKABLE =
  /[^\s/?\-–—\u200B\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{40,}/gu;
const UNBREAKABLE_LENGTH = 40;

/** Lets a line break in words that no line has room for, with a zero-width space. */
function breakable(text: string): string {
  return text.replace(UNBREAKABLE, (word) => word.replace(/.{20}(?=.)/gsu, '$&\u200B'));
}

/** Control characters have no look, whatever a font's character map says. */
function isControl(character: string): boolean {
  return /[^\n\t\P{Cc}]/u.test(character);
}

/** Says whether a character needs no glyph of its own to be drawn. */
function isUndrawn(character: string): boolean {
  return (
    character === '\n' || character === '\t' || /\p{Default_Ignorable_Code_Point}/u.test(character)
  );
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The code points of a document that need a glyph. */
export function codePointsOf(document: CaseDocument): Set<number> {
  const units = new Uint8Array(0x10000);
  const characters = new Set<string>();
  visitStrings(document, (text) => {
    let paired = false;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (isSurrogate(unit)) paired = true;
      else units[unit] = 1;
    }
    if (paired) for (const character of text.toWellFormed()) characters.add(character);
  });
  units.forEach((seen, unit) => {
    if (seen === 1) characters.add(wellFormed(String.fromCharCode(unit)));
  });
  const drawn = [...characters].filter((character) => !isUndrawn(character));
  return new Set(drawn.map((character) => character.codePointAt(0) ?? 0));
}

/** What a UTF-16 code unit means for the text that it stands in. */
const PLAIN = 0;
/** A line may end at it. */
const BREAKING = 1;
/** The text has to be looked at character by character. */
const ODD = 2;

/** The meaning of each code unit; what is plain here may still be breaking, but not the reverse. */
function meaningsOf(missing: ReadonlySet<number>): Uint8Array {
  const meanings = new Uint8Array(0x10000).fill(PLAIN);
  const letters = [
    [0x3041, 0x3096],
    [0x30a1, 0x30fa],
    [0x4e00, 0x9fff],
    [0xac00, 0xd7a3],
  ];
  for (const [first = 0, last = 0] of letters) meanings.fill(BREAKING, first, last + 1);
  for (const sign of ' \n\t/?-–—\u200B') meanings[sign.charCodeAt(0)] = BREAKING;
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    if (isSurrogate(unit)) meanings[unit] = ODD;
    else if (unit < 0xa0 || unit === 0x2028 || unit === 0x2029) {
      const character = String.fromCharCode(unit);
      if (isControl(character) || wellFormed(character) !== character) meanings[unit] = ODD;
    }
  }
  for (const codePoint of missing) if (codePoint <= 0xffff) meanings[codePoint] = ODD;
  return meanings;
}

/** Says whether text can surely be set as it is; of most text that is soon said. */
function isSound(text: string, meanings: Uint8Array): boolean {
  let unbroken = 0;
  for (let at = 0; at < text.length; at += 1) {
    const meaning = meanings[text.charCodeAt(at)];
    if (meaning === ODD) return false;
    unbroken = meaning === BREAKING ? 0 : unbroken + 1;
    if (unbroken === UNBREAKABLE_LENGTH) return false;
  }
  return true;
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code}`;
}

interface Sighting {
  times: number;
  /** Where it stands first. */
  place: string;
}

/** The record's sentences on the characters that were replaced. */
function sentencesOn(seen: ReadonlyMap<string, Sighting>): string[] {
  const named = [...seen].slice(0, MOST_NAMED).map(([character, { times, place }]) => {
    const often = times === 1 ? 'once' : `${times.toLocaleString('en-GB')} times, first`;
    return `The character ${nameOf(character)}, ${often} in ${place}: no font of the program has it; “${SUBSTITUTE}” stands for it.`;
  });
  const rest = seen.size - named.length;
  if (rest <= 0) return named;
  return [
    ...named,
    `${rest.toLocaleString('en-GB')} more characters: no font of the program has them; “${SUBSTITUTE}” stands for each.`,
  ];
}

/**
 * A copy of a document without the characters in `missing`: another kind of space becomes a space,
 * everything else a visible substitute, and the record says which and where.
 */
export function withoutMissing(document: CaseDocument, missing: ReadonlySet<number>): CaseDocument {
  const seen = new Map<string, Sighting>();
  const meanings = meaningsOf(missing);
  const mend = (place: string) => (text: string) => {
    if (isSound(text, meanings)) return text;
    return Array.from(breakable(wellFormed(text)), (character) => {
      if (!missing.has(character.codePointAt(0) ?? 0) && !isControl(character)) return character;
      if (/\p{Zs}/u.test(character)) return ' ';
      const sighting = seen.get(character);
      if (sighting === undefined) seen.set(character, { times: 1, place });
      else sighting.times += 1;
      return SUBSTITUTE;
    }).join('');
  };

  const inNote = (note: PrintedNote) => mapStrings(note, mend(`the note “${note.title}”`));
  const { summary, notes, sources, openQuestions, bibliography, index, record, ...front } =
    document;
  const mended: CaseDocument = {
    ...mapStrings(front, mend('the title pages')),
    ...(summary === undefined ? {} : { summary: inNote(summary) }),
    notes: notes.map(inNote),
    sources: sources.map((source) => mapStrings(source, mend(`the source “${source.title}”`))),
    ...mapStrings({ openQuestions }, mend('the open questions')),
    ...mapStrings({ bibliography }, mend('the bibliography')),
    ...mapStrings({ index }, mend('the index')),
    record: mapStrings(record, mend('this record')),
  };
  mended.record.leftOut.push(...sentencesOn(seen).map(mend('this record')));
  return mended;
}
