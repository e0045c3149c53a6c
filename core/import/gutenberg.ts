/** Books of Project Gutenberg as plain text: what they say of themselves, and the book itself. */
import type { Csl } from '../../shared/csl.ts';
import { nameFrom } from './names.ts';

const START = /^\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK[^\n]*\n/m;
const END = /^\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK/m;

/** Languages as the headers name them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  english: 'en',
  french: 'fr',
  german: 'de',
  spanish: 'es',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  swedish: 'sv',
  danish: 'da',
  norwegian: 'no',
  finnish: 'fi',
  latin: 'la',
  greek: 'el',
  russian: 'ru',
  chinese: 'zh',
  japanese: 'ja',
};

export interface GutenbergBook {
  csl: Csl;
  language?: string;
  text: string;
}

/** The book in a text with Project Gutenberg's frame around it; undefined for any other text. */
export function readGutenberg(text: string): GutenbergBook | undefined {
  const start = START.exec(text.slice(0, 20_000));
  if (start === null) return undefined;
  const header = text.slice(0, start.index);
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*(.+(?:\\n[ \\t]+\\S.*)*)`, 'mi')
      .exec(header)?.[1]
      ?.replace(/\s+/g, ' ')
      .trim();
  const rest = text.slice(start.index + start[0].length);
  const end = END.exec(rest)?.index ?? rest.length;
  const title = field('Title');
  const authors = (field('Author') ?? '')
    .split(/\s*(?:;|&|\band\b)\s*/)
    .map(nameFrom)
    .filter((name) => name !== undefined);
  const translator = nameFrom(field('Translator') ?? '');
  const language = LANGUAGES[(field('Language') ?? '').toLowerCase()];
  const number = /\[(?:eBook|EBook|Etext) #(\d+)\]/.exec(header)?.[1];
  return {
    csl: {
      type: 'book',
      ...(title === undefined ? {} : { title }),
      ...(authors.length === 0 ? {} : { author: authors }),
      ...(translator === undefined ? {} : { translator: [translator] }),
      publisher: 'Project Gutenberg',
      ...(number === undefined ? {} : { URL: `https://www.gutenberg.org/ebooks/${number}` }),
      ...(language === undefined ? {} : { language }),
    },
    ...(language === undefined ? {} : { language }),
    text: rest.slice(0, end),
  };
}
