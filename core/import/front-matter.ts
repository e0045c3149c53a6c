/** The metadata that Markdown files carry in a block of YAML before their text. */
import { parse } from 'yaml';
import type { Csl, CslName } from '../../shared/csl.ts';
import { dateFrom, doiFrom, languageFrom, nameFrom, webAddress } from './names.ts';

export interface FrontMatter {
  csl: Csl;
  language?: string;
  tags: string[];
}

/** Longest front matter that is looked for, in characters. */
const MAX_LENGTH = 100_000;

type Fields = Record<string, unknown>;

/** Splits a text into its front matter's source and the rest; undefined when it has none. */
export function splitFrontMatter(text: string): { yaml: string; rest: string } | undefined {
  const opening = /^---[ \t]*\n/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m.exec(
    text.slice(opening.length, opening.length + MAX_LENGTH),
  );
  if (closing === null) return undefined;
  const end = opening.length + closing.index;
  return { yaml: text.slice(opening.length, end), rest: text.slice(end + closing[0].length) };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const line = value.replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, 200);
  return value === undefined || value === null ? [] : [value];
}

function authorOf(value: unknown): CslName[] {
  if (typeof value === 'object' && value !== null) {
    const { family, given, name, literal } = value as Fields;
    const parts = { family: textOf(family), given: textOf(given) };
    if (parts.family !== undefined) {
      return [
        parts.given === undefined
          ? { family: parts.family }
          : { family: parts.family, given: parts.given },
      ];
    }
    return authorOf(textOf(name) ?? textOf(literal));
  }
  const names = textOf(value)?.split(';') ?? [];
  return names.map(nameFrom).filter((found) => found !== undefined);
}

function tagsOf(value: unknown): string[] {
  const written =
    typeof value === 'string' ? value.split(value.includes(',') ? ',' : /\s+/) : listOf(value);
  const tags = written.flatMap(
    (tag) => textOf(tag)?.replace(/^#/, '').slice(0, 100).toWellFormed() ?? [],
  );
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, 100);
}

/** What front matter says, in CSL's names. Throws an Error when it is not a YAML mapping. */
export function readFrontMatter(yaml: string): FrontMatter {
  // The core schema leaves dates as they are written.
  const value: unknown = parse(yaml, { schema: 'core', maxAliasCount: 50, logLevel: 'error' });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('Front matter must be a YAML mapping.');
  }
  const fields: Fields = Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]),
  );
  const field = (...names: string[]): unknown =>
    names.map((name) => fields[name]).find((found) => found !== undefined && found !== null);

  const author = listOf(field('authors', 'author')).flatMap(authorOf);
  const issued = dateFrom(textOf(field('date', 'issued', 'published')) ?? '');
  const language = languageFrom(textOf(field('language', 'lang')));
  const url = webAddress(textOf(field('url', 'source', 'link')));
  const doi = doiFrom(textOf(field('doi')) ?? '');
  const title = textOf(field('title'));
  const container = textOf(field('container-title', 'publication', 'journal'));
  const publisher = textOf(field('publisher'));
  return {
    csl: {
      ...(title === undefined ? {} : { title }),
      ...(author.length === 0 ? {} : { author }),
      ...(container === undefined ? {} : { 'container-title': container }),
      ...(publisher === undefined ? {} : { publisher }),
      ...(issued === undefined ? {} : { issued }),
      ...(url === undefined ? {} : { URL: url }),
      ...(doi === undefined ? {} : { DOI: doi }),
      ...(language === undefined ? {} : { language }),
    },
    ...(language === undefined ? {} : { language }),
    tags: tagsOf(field('tags', 'keywords')),
  };
}
