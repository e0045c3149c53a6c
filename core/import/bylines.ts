/** Bylines: the names that pages and mails give, without what stands around them. */
import type { CslName } from '../../shared/csl.ts';
import { parseName, splitNames } from '../../shared/person-names.ts';

/** Longest byline that is read, in characters. */
const MAX_BYLINE = 1000;

/** "By", and what other languages put before a name; those that begin names too in small letters only. */
const BEFORE =
  /^(?:(?:(?:written|posted|words|text|report|story)\s+)?by|von|par|por|door|av|af|autor(?:in|es|a)?|auteure?s?|author|text(?=\s*:)|авторы?|текст|作者|撰文|文|記者|기자|بقلم|כתבה?|מאת|tekst|texto|testo)(?:\s*[:：/／]\s*|\s+)/iu;
const BEFORE_SMALL = /^(?:di|da|de)\s+/u;

/** What a person is or does, where it follows the name. */
const ROLE =
  /(?:^|\s)(?:writers?|correspondents?|reporters?|editors?|columnists?|contributors?|journalists?|staff|redakt\p{L}*|korrespondent\p{L}*|journaliste|redactora?|reda[ck]t\p{L}+|ph\.?\s?d\.?|m\.?d\.?|корреспондент)$/iu;

const NOBODY =
  /^(?:admin(?:istrator)?|root|unknown|guest|anonymous|user|none|null|undefined|n\/a|-+)$/i;

/** How long a text takes to read, and when it was changed. */
const TIME = /^\d+\s*min|\d{1,2}:\d{2}/i;

const JOINED =
  /\s*(?:[;|·•\n、；]|(?<=\p{Script=Han})，|،)\s*|,?\s+(?:and|und|et|y|e|и|en|och|og|i|&|\+)\s+/iu;

/** A name, whole where it is one word: nothing tells a family name from a nickname. */
export function personName(text: string): CslName | undefined {
  const name = parseName(text.replace(/[{}]/g, ''));
  if (name === undefined) return undefined;
  const { family, given, literal } = name;
  if (literal === undefined && given === undefined && family !== undefined) {
    return { literal: text.replace(/\s+/g, ' ').trim() };
  }
  return name;
}

/** The pieces between commas that are names; one "Family, Given" is a single name. */
function splitCommas(text: string): string[] {
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '' && !ROLE.test(part));
  const words = (part: string | undefined): number => part?.split(' ').length ?? 0;
  if (parts.length === 2 && words(parts[0]) === 1) return [parts.join(', ')];
  if (parts.length > 1 && parts.every((part) => words(part) > 1)) return parts;
  return splitNames(parts.join(', '));
}

/**
 * The names in a byline ("By Jane Doe and John Roe, Staff Writers"), taken apart. Addresses and
 * stand-ins such as "admin" are nobody.
 */
export function namesInByline(byline: string): CslName[] {
  const line = byline
    .slice(0, MAX_BYLINE)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  const bare = line
    .replace(BEFORE, '')
    .replace(BEFORE_SMALL, '')
    .replace(/\s+(?:in|for|at)\s+\p{Lu}[^]*$/u, '')
    .replace(/\s+\|[^|]*$/, '')
    .replace(/^@\S+$/, '');
  return bare
    .split(JOINED)
    .flatMap((part) => splitCommas(part.trim()))
    .filter(
      (part) =>
        !/^(?:https?:)?\/\/|^www\.|^[^\s@]+@[^\s@]+$/i.test(part) &&
        !NOBODY.test(part) &&
        !TIME.test(part),
    )
    .flatMap((part) => personName(part) ?? [])
    .slice(0, 100);
}
