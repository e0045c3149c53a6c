/** The writing that a text is mostly in, as far as fonts and direction depend on it. */

/** Only the writings that need something other than the Latin, Greek and Cyrillic default. */
export type Script = 'arabic' | 'hebrew' | 'korean' | 'japanese' | 'chinese';

const SCRIPT_OF_LANGUAGE: Readonly<Record<string, Script>> = {
  ar: 'arabic',
  fa: 'arabic',
  ur: 'arabic',
  ckb: 'arabic',
  he: 'hebrew',
  yi: 'hebrew',
  ko: 'korean',
  ja: 'japanese',
  zh: 'chinese',
};

/** Read from its start only, which is enough to tell. */
const SAMPLE_LENGTH = 4000;

function share(text: string, pattern: RegExp): number {
  return (text.match(pattern)?.length ?? 0) / Math.max(1, text.length);
}

/** The script of a text, from its language (BCP 47) when known, else from its characters. */
export function scriptOf(language: string | undefined, text: string): Script | undefined {
  if (language !== undefined) return SCRIPT_OF_LANGUAGE[language.split('-')[0] ?? ''];
  const sample = text.slice(0, SAMPLE_LENGTH);
  if (share(sample, /\p{Script=Hangul}/gu) > 0.1) return 'korean';
  if (share(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.1) return 'japanese';
  if (share(sample, /\p{Script=Han}/gu) > 0.1) return 'chinese';
  if (share(sample, /\p{Script=Arabic}/gu) > 0.2) return 'arabic';
  if (share(sample, /\p{Script=Hebrew}/gu) > 0.2) return 'hebrew';
  return undefined;
}

/**
 * Says whether a paragraph runs from right to left: whether its first letter is of a script that
 * does (Unicode Bidirectional Algorithm, rules P2 and P3).
 */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return (
    letter !== undefined &&
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
      letter,
    )
  );
}

/** A language tag in its canonical form (BCP 47); undefined when it is none, or says nothing. */
export function languageTag(text: string | undefined): string | undefined {
  if (text === undefined || !/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text.trim()))
    return undefined;
  try {
    const tag = new Intl.Locale(text.trim().replaceAll('_', '-')).toString();
    return tag.startsWith('und') ? undefined : tag;
  } catch {
    // Well-formed to the eye but not to the standard: a language that can't be told is not known.
    return undefined;
  }
}
