/**
 * Names as people and other programs write them, taken apart: family and given name, particles and
 * suffixes, institutions left whole. The rules for particles are BibTeX's: words in small letters
 * before the family name belong to it.
 */
import type { CslName } from './csl.ts';

/** Names in a list that are looked at; a longer list is not one of names. */
const MAX_NAMES = 5000;
/** Longest name that is taken apart, and longest that is kept, in UTF-16 code units. */
const MAX_NAME = 1000;

const SUFFIX =
  /^(?:jr|sr|jnr|snr|junior|senior|[ivx]{2,4}|iv|v|esq|ph\.?\s?d|m\.?d|d\.?d\.?s|obe|cbe|mbe|kc|qc|s\.?j|o\.?p|filho|neto)\.?$/i;
const ROMAN = /^(?:II|III|IV|VI{0,3}|IX|X)$/;
const COMPANY =
  /^(?:inc|incorporated|ltd|limited|llc|l\.l\.c|llp|gmbh|ag|co|corp|plc|s\.?a|b\.?v|n\.?v|pty|e\.?v)\b\.?/i;
/** Words that no person is called by. */
const INSTITUTION =
  /\b(?:universit\p{L}*|institut\p{L}*|academy|agency|ministry|ministerium|ministère|department|office|bureau|commission|committee|council|association|society|organi[sz]ation|foundation|federation|union|party|church|press|publish\p{L}*|news|times|post|newspaper|magazine|journal|staff|team|group|company|corporation|bank|library|museum|archives?|government|parliament|court|army|police|united nations|service|cent(?:er|re)|school|college|hospital|network|consortium|collaboration|initiative|project|program(?:me)?|world|international|national|verlag|gesellschaft|bundes\p{L}*)\b/iu;
const PARTICLE = /^\p{Ll}[\p{Ll}'’.]*$|^[dD]['’]$/u;
const INITIALS = /^(?:\p{Lu}\p{Ll}?\.?[\s-]?){1,5}$/u;
const HAN_OR_HANGUL = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

/** Splits where the pattern matches, which may not be of nothing, outside of braces. */
export function splitOutside(text: string, separator: RegExp): string[] {
  if (!text.includes('{')) return text.split(separator).map((part) => part.trim());
  const here = new RegExp(separator.source, `${separator.flags}y`);
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '{') depth += 1;
    else if (char === '}') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    here.lastIndex = index;
    const match = here.exec(text);
    if (match === null || match[0] === '') continue;
    parts.push(text.slice(start, index));
    start = index + match[0].length;
    index = start - 1;
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}

/** Text without its braces, and with single spaces. */
export function unbraced(text: string): string {
  return text.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();
}

function isBraced(text: string): boolean {
  return text.startsWith('{') && text.endsWith('}') && !/\}.*\{/s.test(text);
}

function wordsOf(text: string): string[] {
  return splitOutside(text, /\s+/).filter((word) => word !== '');
}

/** Whether a word is a particle: small letters, and not kept from being taken apart by braces. */
function isParticle(word: string): boolean {
  return !word.startsWith('{') && PARTICLE.test(word);
}

function nameOf(parts: CslName): CslName {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** The particles at the beginning of a family name, and the name itself. */
function splitFamily(text: string): CslName {
  const words = wordsOf(text);
  let count = 0;
  while (count < words.length - 1 && isParticle(words[count] ?? '')) count += 1;
  return nameOf({
    'non-dropping-particle': unbraced(words.slice(0, count).join(' ')),
    family: unbraced(words.slice(count).join(' ')),
  });
}

/** The given name, and a particle that is written after it: "Alexander von". */
function splitGiven(text: string): CslName {
  const words = wordsOf(text);
  let end = words.length;
  while (end > 1 && isParticle(words[end - 1] ?? '')) end -= 1;
  // PubMed writes "O'Neil, Mary Ann Jr".
  const last = words[end - 1] ?? '';
  const suffix = end > 1 && end === words.length && /^(?:Jr|Sr|II|III|IV)\.?$/.test(last);
  return nameOf({
    given: unbraced(words.slice(0, suffix ? end - 1 : end).join(' ')),
    'dropping-particle': unbraced(words.slice(end).join(' ')),
    ...(suffix ? { suffix: last } : {}),
  });
}

function isSuffix(text: string): boolean {
  return (
    SUFFIX.test(text) && (/[.a-z]/.test(text) || ROMAN.test(text) || /^[A-Z]{2,3}$/.test(text))
  );
}

/** A name in the order it is spoken: "Jan van der Berg Jr.". */
function splitSpoken(text: string): CslName {
  const words = wordsOf(text);
  if (words.length === 2 && words.every((word) => HAN_OR_HANGUL.test(word))) {
    return nameOf({ family: words[0], given: words[1] });
  }
  const last = words.at(-1) ?? '';
  const suffix = words.length > 2 && isSuffix(last) ? last : undefined;
  const name = suffix === undefined ? words : words.slice(0, -1);
  if (name.length < 2) return nameOf({ family: unbraced(name[0] ?? ''), suffix });
  const particle = name.findIndex((word, index) => index < name.length - 1 && isParticle(word));
  const start = particle === -1 ? name.length - 1 : particle;
  return nameOf({
    ...splitFamily(name.slice(start).join(' ')),
    given: unbraced(name.slice(0, start).join(' ')),
    suffix,
  });
}

/** BibLaTeX's way of naming the parts: "family=Berg, given=Jan, prefix=van der". */
function splitNamed(text: string): CslName | undefined {
  if (!/(?:^|,)\s*(?:family|given)\s*=/i.test(text)) return undefined;
  const parts = new Map(
    splitOutside(text, /,/).map((part) => {
      const [key = '', ...value] = part.split('=');
      return [key.trim().toLowerCase(), unbraced(value.join('=').replace(/^\s*"|"\s*$/g, ''))];
    }),
  );
  const dropping = parts.get('useprefix') === 'false';
  return nameOf({
    family: parts.get('family') ?? '',
    given: parts.get('given') ?? '',
    [dropping ? 'dropping-particle' : 'non-dropping-particle']: parts.get('prefix') ?? '',
    suffix: parts.get('suffix') ?? '',
  });
}

/**
 * One name, taken apart where it says how: "van der Berg, Jan", "Smith, John, Jr.", "Smith, Jr.,
 * John", "Jan van der Berg". Braces and names of institutions are left whole. Undefined for nothing.
 */
export function parseName(text: string): CslName | undefined {
  const name = text.replace(/\s+/g, ' ').trim();
  const whole = unbraced(name).slice(0, MAX_NAME);
  if (whole === '') return undefined;
  if (isBraced(name) || name.length > MAX_NAME) return { literal: whole };
  const named = splitNamed(name);
  if (named !== undefined) return named.family === undefined ? { literal: whole } : named;
  const parts = splitOutside(name, /,/).filter((part) => unbraced(part) !== '');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length > 3) return { literal: whole };
  if (parts.length === 3) {
    const [suffix, given] =
      isSuffix(third) && !isSuffix(second) ? [third, second] : [second, third];
    if (!isSuffix(suffix)) return { literal: whole };
    return nameOf({ ...splitFamily(first), ...splitGiven(given), suffix });
  }
  if (parts.length === 2) {
    if (COMPANY.test(second) || INSTITUTION.test(first)) return { literal: whole };
    if (isSuffix(second)) return { ...splitSpoken(first), suffix: second, 'comma-suffix': true };
    return nameOf({ ...splitFamily(first), ...splitGiven(second) });
  }
  if (parts.length === 0) return undefined;
  const institution = INSTITUTION.test(first) || /^the\s/i.test(first) || /\d/.test(first);
  // One word with a capital inside or all in capitals is a name like NATO or UNESCO.
  const acronym = /^[\p{Lu}\d&.-]{2,}$/u.test(first) || wordsOf(first).length > 9;
  if (institution || acronym) return { literal: whole };
  return splitSpoken(first);
}

/** Names parted by commas only, where the given names show it: "Smith, J., Doe, A. B.". */
function pairsOf(text: string): string[] {
  const parts = splitOutside(text, /,/).filter((part) => part !== '');
  const pairs: string[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const given = parts[index + 1];
    if (parts.length < 4 || given === undefined || !INITIALS.test(given)) return [text];
    const suffix = parts[index + 2];
    if (suffix !== undefined && isSuffix(suffix)) {
      pairs.push(`${parts[index] ?? ''}, ${given}, ${suffix}`);
      index += 1;
    } else pairs.push(`${parts[index] ?? ''}, ${given}`);
  }
  return pairs;
}

/** Splits a list of names into the names: at line ends, semicolons, "and" and "&". */
export function splitNames(text: string): string[] {
  const lines = splitOutside(text, /\s*(?:\n|;)\s*/);
  return lines
    .flatMap((line) => {
      const spoken = splitOutside(line, /,?\s+(?:and|&|und|et(?!\s+al)|y)\s+/i).filter(
        (part) => part !== '',
      );
      const lastHasComma = (spoken.at(-1) ?? '').includes(',');
      return spoken.flatMap((part) => {
        const commas = splitOutside(part, /,/);
        const separate =
          spoken.length > 1 &&
          !lastHasComma &&
          commas.length > 1 &&
          commas.every((one) => wordsOf(one).length > 1);
        return separate ? commas : pairsOf(part);
      });
    })
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MAX_NAMES);
}

/** Every name of a list, each taken apart; "et al." and "others" stay, as a name that is whole. */
export function parseNames(text: string): CslName[] {
  return splitNames(text).flatMap((part) => {
    const rest = /^(.*?),?\s*\b(?:et al\.?|and others)$/i.exec(part)?.[1];
    if (/^(?:et al\.?|others)$/i.test(part)) return [{ literal: 'others' }];
    const name = parseName(rest ?? part);
    return [
      ...(name === undefined ? [] : [name]),
      ...(rest === undefined ? [] : [{ literal: 'others' }]),
    ];
  });
}

/** A name as it is written with the family name first: "van der Berg, Jan, Jr.". */
export function nameInverted(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');
  const family = join(name['non-dropping-particle'], name.family);
  const given = join(name.given, name['dropping-particle']);
  return [family, given, name.suffix].filter(Boolean).join(', ');
}
