/** What office documents say about themselves, as CSL; what their programs only filled in is not. */
import type { Csl, CslName } from '../../shared/csl.ts';
import type { Block } from '../../shared/document.ts';
import { dateFrom, languageFrom, nameFrom } from './names.ts';
import { lineOf } from './office-pieces.ts';
import { baseName, type ReadSource } from './reader.ts';

/** The properties of a document, as they are written. */
export interface OfficeProperties {
  title?: string | undefined;
  /** One name each, or several parted by semicolons. */
  creators?: ReadonlyArray<string | undefined>;
  keywords?: ReadonlyArray<string | undefined>;
  language?: string | undefined;
  /** ISO 8601. */
  created?: string | undefined;
  modified?: string | undefined;
}

/** What is put where nobody named an author. */
const NOBODY =
  /^(?:user|users?name|benutzer|utilisateur|usuario|utente|author|autor|auteur|admin(?:istrator)?|owner|root|unknown|anonymous|default|(?:microsoft )?office[- ]?(?:\d+ )?user|microsoft|windows[- ]user|pc|home|customer|test|-|\.)$/i;

/** What is put where nobody gave a title. */
const UNTITLED =
  /^(?:(?:microsoft )?word(?: document)?|document ?\d*|dokument ?\d*|untitled(?: ?\d+)?|unbenannt(?: ?\d+)?|sans nom(?: ?\d+)?|sin t[ií]tulo(?: ?\d+)?|title|titel|no title|powerpoint presentation|slide 1)$/i;

function namesOf(creators: OfficeProperties['creators']): CslName[] {
  return (creators ?? [])
    .flatMap((text) => text?.split(';') ?? [])
    .map((text) => text.trim())
    .filter((text) => text !== '' && !NOBODY.test(text))
    .map(nameFrom)
    .filter((name) => name !== undefined);
}

function tagsOf(keywords: OfficeProperties['keywords']): string[] {
  const words = (keywords ?? [])
    .flatMap((text) => text?.split(/[,;\n]/) ?? [])
    .map((text) => text.replace(/\s+/g, ' ').trim());
  return [...new Set(words.filter((word) => word !== '' && word.length <= 100))].slice(0, 50);
}

/** A title that somebody gave; not a file's name, nor what programs fill in. */
function givenTitle(text: string | undefined): string | undefined {
  const title = text
    ?.replace(/\s+/g, ' ')
    .trim()
    .replace(/^Microsoft (?:Office )?Word - /, '');
  if (title === undefined || title === '' || UNTITLED.test(title)) return undefined;
  return /\.(?:docx?|dotx?|odt|ott|rtf|wpd|html?|txt|pdf)$/i.test(title) ? undefined : title;
}

/** A moment in UTC; undefined for one that no program can have meant. */
function momentOf(text: string | undefined): string | undefined {
  const moment = text?.trim() ?? '';
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(moment)) {
    return undefined;
  }
  const time = Date.parse(/T.*(?:Z|[+-]\d\d:\d\d)$|^[^T]+$/.test(moment) ? moment : `${moment}Z`);
  if (Number.isNaN(time)) return undefined;
  const date = new Date(time);
  return date.getUTCFullYear() < 1975 ? undefined : date.toISOString();
}

/**
 * The parts of a source that its properties tell. `shown` is the title on the page, which counts
 * more than the one in the properties: that is often an older document's.
 */
export function officeFacts(
  name: string,
  properties: OfficeProperties,
  shown: string | undefined,
): Pick<ReadSource, 'csl' | 'language' | 'tags' | 'createdAt' | 'updatedAt'> {
  const told = givenTitle(properties.title);
  const stem = baseName(name).replace(/\.[A-Za-z0-9]{1,8}$/, '');
  const title = givenTitle(shown) ?? (told === stem ? undefined : told);
  const author = namesOf(properties.creators);
  const language = languageFrom(properties.language);
  const createdAt = momentOf(properties.created);
  const updatedAt = momentOf(properties.modified);
  const issued = createdAt === undefined ? undefined : dateFrom(createdAt.slice(0, 10));
  const tags = tagsOf(properties.keywords);
  const csl: Csl = {
    ...(title === undefined ? {} : { title }),
    ...(author.length === 0 ? {} : { author }),
    ...(issued === undefined ? {} : { issued }),
    ...(language === undefined ? {} : { language }),
  };
  return {
    csl,
    ...(language === undefined ? {} : { language }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

/** Blocks at the beginning among which the title may stand again as a heading. */
const TITLE_WITHIN = 8;

/** Blocks without the headings at their beginning that only repeat the title. */
export function withoutTitle(blocks: readonly Block[], title: string | undefined): Block[] {
  if (title === undefined || blocks.length < 2) return [...blocks];
  const plain = title.replace(/\s+/g, ' ').trim().toLowerCase();
  return blocks.filter(
    (block, index) =>
      index >= TITLE_WITHIN ||
      block.type !== 'heading' ||
      lineOf(block.runs).toLowerCase() !== plain,
  );
}
