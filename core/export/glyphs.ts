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
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, visit(inner, name)]),
    );
  };
  // The visitor keeps the shape of what it is given; only strings differ.
  return visit(value, '') as T;
}

/** Calls `look` with every string of a document that can be seen. */
export function visitStrings(value: object, look: (text: string) => void): void {
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'string') {
      if (!UNTOUCHED_KEYS.has(key)) look(part);
    } else if (typeof part === 'object' && part !== null) visitStrings(part as object, look);
  }
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

/** The code points of a document that need a glyph. */
export function codePointsOf(document: CaseDocument): Set<number> {
  const characters = new Set<string>();
  visitStrings(document, (text) => {
    for (const character of wellFormed(text)) characters.add(character);
  });
  const drawn = [...characters].filter((character) => !isUndrawn(character));
  return new Set(drawn.map((character) => character.codePointAt(0) ?? 0));
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
  const mend = (place: string) => (text: string) =>
    Array.from(breakable(wellFormed(text)), (character) => {
      if (!missing.has(character.codePointAt(0) ?? 0) && !isControl(character)) return character;
      if (/\p{Zs}/u.test(character)) return ' ';
      const sighting = seen.get(character);
      if (sighting === undefined) seen.set(character, { times: 1, place });
      else sighting.times += 1;
      return SUBSTITUTE;
    }).join('');

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
