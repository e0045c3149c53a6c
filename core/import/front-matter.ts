/** The metadata that Markdown files carry before their text, in YAML or TOML. */
import { parse } from 'yaml';
import type { Csl, CslName } from '../../shared/csl.ts';
import { VAULT_PARTS, type VaultPart } from '../../shared/vault-part.ts';
import { dateFrom, doiFrom, languageFrom, nameFrom, webAddress } from './names.ts';
import { parseToml } from './toml.ts';

export interface FrontMatter {
  csl: Csl;
  language?: string;
  tags: string[];
  /** What else the text is called. */
  aliases: string[];
  /** What the file is in a folder that Casebook exported. */
  part?: VaultPart;
  /** ISO 8601 in UTC. */
  createdAt?: string;
  updatedAt?: string;
}

export const NO_FRONT_MATTER: FrontMatter = { csl: {}, tags: [], aliases: [] };

/** Longest front matter that is looked for, in characters. */
const MAX_LENGTH = 100_000;

export type Fields = Record<string, unknown>;

export interface SplitMatter {
  language: 'yaml' | 'toml';
  source: string;
  rest: string;
}

/** Splits a text into its front matter's source and the rest; undefined when it has none. */
export function splitFrontMatter(text: string): SplitMatter | undefined {
  const opening = /^(---|\+\+\+)[ \t]*\n/.exec(text);
  if (opening === null) return undefined;
  const toml = opening[1] === '+++';
  const start = opening[0].length;
  const closing = (toml ? /^\+\+\+[ \t]*(?:\n|$)/m : /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m).exec(
    text.slice(start, start + MAX_LENGTH),
  );
  if (closing === null) return undefined;
  const end = start + closing.index;
  return {
    language: toml ? 'toml' : 'yaml',
    source: text.slice(start, end),
    rest: text.slice(end + closing[0].length),
  };
}

/** A value on one line; what names a page (`[[Page]]`) is that page's name. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const line = value
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
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
    return typeof name === 'object' || typeof literal === 'object'
      ? []
      : authorOf(textOf(name) ?? textOf(literal));
  }
  const names = textOf(value)?.split(';') ?? [];
  return names.map(nameFrom).filter((found) => found !== undefined);
}

function tagsOf(...values: unknown[]): string[] {
  const tags = values.flatMap((value) => {
    const written =
      typeof value === 'string'
        ? value.split(value.includes(',') ? ',' : /\s+(?![^[]*\]\])/)
        : listOf(value);
    return written.flatMap(
      (tag) => textOf(tag)?.replace(/^#+/, '').slice(0, 100).toWellFormed() ?? [],
    );
  });
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, 100);
}

function aliasesOf(value: unknown): string[] {
  const written = typeof value === 'string' ? value.split(',') : listOf(value);
  return written.flatMap((alias) => textOf(alias) ?? []);
}

/** A moment as programs write it; one without a zone is taken for UTC. */
function momentFrom(value: unknown): string | undefined {
  const text = textOf(value) ?? '';
  const [, day, time = '00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    ) ?? [];
  const moment = new Date(`${day}T${time}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** What fields say that are named as in front matter, whatever they were written in. */
export function matterOf(value: Fields): FrontMatter {
  const fields = new Map(
    Object.entries(value).map(([key, field]) => [key.toLowerCase().replace(/[ _]/g, '-'), field]),
  );
  const field = (...names: string[]): unknown =>
    names.map((name) => fields.get(name)).find((found) => found !== undefined && found !== null);

  const author = listOf(field('authors', 'author')).flatMap(authorOf);
  const issued = dateFrom(textOf(field('date', 'issued', 'published')) ?? '');
  const language = languageFrom(textOf(field('language', 'lang')));
  const url = webAddress(textOf(field('url', 'source', 'link')));
  const doi = doiFrom(textOf(field('doi')) ?? '');
  const title = textOf(field('title'));
  const container = textOf(field('container-title', 'publication', 'journal'));
  const publisher = textOf(field('publisher'));
  const abstract = textOf(field('abstract', 'description'));
  const part = VAULT_PARTS.find((known) => known === field('casebook'));
  const createdAt = momentFrom(field('created', 'date-created', 'created-at'));
  const updatedAt = momentFrom(
    field('updated', 'modified', 'date-modified', 'updated-at', 'lastmod', 'last-modified-at'),
  );
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
      ...(abstract === undefined ? {} : { abstract }),
    },
    ...(language === undefined ? {} : { language }),
    tags: tagsOf(field('tags', 'tag', 'keywords'), field('categories')),
    aliases: aliasesOf(field('aliases', 'alias')),
    ...(part === undefined ? {} : { part }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

/** What front matter says, in CSL's names. Throws an Error when it can't be read as a mapping. */
export function readFrontMatter({ language, source }: SplitMatter): FrontMatter {
  if (language === 'toml') return matterOf(parseToml(source));
  // The core schema leaves dates as they are written.
  const value: unknown = parse(source, { schema: 'core', maxAliasCount: 50, logLevel: 'error' });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('Front matter must be a YAML mapping.');
  }
  return matterOf(value as Fields);
}

/** What a Markdown file is in a folder that Casebook exported; undefined for others' files. */
export function vaultPartOf(text: string): VaultPart | undefined {
  const split = splitFrontMatter(text.replace(/\r\n?/g, '\n'));
  if (split === undefined) return undefined;
  const said = /^casebook: *(\w+) *$/m.exec(split.source)?.[1];
  return VAULT_PARTS.find((part) => part === said);
}

/** The title that a file's front matter gives it; undefined without one, or where it can't be read. */
export function titleInMatter(text: string): string | undefined {
  const split = splitFrontMatter(text.replace(/\r\n?/g, '\n'));
  if (split === undefined) return undefined;
  try {
    return readFrontMatter(split).csl.title;
  } catch {
    return undefined;
  }
}
