/**
 * CSL-JSON as other programs write it, read leniently: numbers where texts should be, dates as
 * texts, older names of variables; what CSL doesn't know is kept in `custom`, what doesn't fit at
 * all is left out and named.
 */
import { parseDate, type Csl, type CslDate, type CslName } from './csl.ts';
import {
  type CslType,
  DATE_VARIABLES,
  NAME_VARIABLES,
  NUMBER_VARIABLES,
  TEXT_VARIABLES,
} from './csl-variables.ts';
import { edtfToCsl } from './edtf.ts';
import { parseName, parseNames } from './person-names.ts';

/** Most names of one variable, and most fields of `custom`, that are kept. */
const MAX_NAMES = 5000;
const MAX_CUSTOM = 200;
/** Longest text of one field that is kept, in UTF-16 code units. */
const MAX_TEXT = 200_000;

type Fields = Readonly<Record<string, unknown>>;

const TEXTS = new Set<string>([...TEXT_VARIABLES, ...NUMBER_VARIABLES, 'type']);
const NAMES = new Set<string>(NAME_VARIABLES);
const DATES = new Set<string>(DATE_VARIABLES);

/** What variables were called before CSL 1.0.2, or are called by programs that write CSL-JSON. */
const OLDER: Readonly<Record<string, string>> = {
  event: 'event-title',
  shortTitle: 'title-short',
  journalAbbreviation: 'container-title-short',
  doi: 'DOI',
  url: 'URL',
  isbn: 'ISBN',
  issn: 'ISSN',
  pmid: 'PMID',
  pmcid: 'PMCID',
  keywords: 'keyword',
};

/** What Crossref calls its types, and CSL called some of its own before. */
const OTHER_TYPES: Readonly<Record<string, CslType>> = {
  'journal-article': 'article-journal',
  'book-chapter': 'chapter',
  'book-section': 'chapter',
  'book-part': 'chapter',
  'proceedings-article': 'paper-conference',
  'posted-content': 'article',
  monograph: 'book',
  'edited-book': 'book',
  'reference-book': 'book',
  proceedings: 'book',
  dissertation: 'thesis',
  'reference-entry': 'entry',
  'report-component': 'report',
  'peer-review': 'review',
};

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, or a number as text; the first of a list, as Crossref writes titles. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value !== 'string') return undefined;
  const text = value.slice(0, MAX_TEXT).toWellFormed().trim();
  return text === '' ? undefined : text;
}

const NAME_PARTS = [
  'family',
  'given',
  'literal',
  'dropping-particle',
  'non-dropping-particle',
  'suffix',
] as const;

function nameOf(value: unknown): CslName | undefined {
  if (typeof value === 'string') return parseName(value);
  if (!isFields(value)) return undefined;
  const name: CslName = {};
  for (const part of NAME_PARTS) {
    const text = textOf(value[part]);
    if (text !== undefined) name[part] = text;
  }
  if (name.literal === undefined && Object.keys(name).length === 0) {
    const literal = textOf(value['name']);
    return literal === undefined ? undefined : { literal };
  }
  if (name.family === undefined && name.literal === undefined) {
    return { literal: [name.given, name.suffix].filter(Boolean).join(' ') };
  }
  const comma = value['comma-suffix'];
  if (comma === true || comma === 'true' || comma === 1) name['comma-suffix'] = true;
  return name;
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** One of `date-parts` as EDTF; empty where it is nought, which stands for an open end. */
function edtfOfParts(parts: unknown, season: number | undefined): string | undefined {
  if (!Array.isArray(parts)) return undefined;
  const [year, month, day] = parts.slice(0, 3).map(wholeNumber);
  if (year === undefined) return undefined;
  if (year === 0) return '..';
  const astronomical = year < 0 ? year + 1 : year;
  const digits = String(Math.abs(astronomical)).padStart(4, '0');
  const written = [`${digits.length > 4 ? 'Y' : ''}${astronomical < 0 ? '-' : ''}${digits}`];
  // 13 to 16 are what older programs wrote for the seasons.
  const inYear = month !== undefined && month > 12 && month < 17 ? month + 8 : month;
  const monthOrSeason = inYear ?? (season === undefined ? undefined : season + 20);
  if (monthOrSeason !== undefined && monthOrSeason > 0) {
    written.push(String(monthOrSeason).padStart(2, '0'));
    if (day !== undefined && day > 0 && inYear === month)
      written.push(String(day).padStart(2, '0'));
  }
  return written.join('-');
}

/** A date of CSL-JSON, or of a program that writes it as a text; undefined when it is none. */
export function readCslDate(value: unknown): CslDate | undefined {
  if (typeof value === 'number') return parseDate(String(value));
  if (typeof value === 'string') return parseDate(value.slice(0, 1000).toWellFormed());
  if (!isFields(value)) return undefined;
  // As Casebook writes it: in `edtf`, or for others in `raw`, beside parts that say less.
  const edtf = textOf(value['edtf']) ?? textOf(value['raw']);
  const exact = edtf === undefined ? undefined : edtfToCsl(edtf);
  if (exact !== undefined) return exact;
  const circa = ![undefined, null, false, 0, '', 'false', '0'].includes(
    value['circa'] as string | undefined,
  );
  const given = value['season'];
  const number = wholeNumber(given);
  const named = typeof given === 'string' ? parseDate(`${given} 2000`)?.season : undefined;
  const season = number === undefined ? named : number > 20 ? number - 20 : number;
  const known = season !== undefined && season >= 1 && season <= 4 ? season : undefined;
  const parts: unknown = value['date-parts'];
  if (Array.isArray(parts) && parts.length > 0) {
    const ends = parts.slice(0, 2).map((part) => edtfOfParts(part, known));
    const sign = circa ? '~' : '';
    const written = ends.map((end) => (end === '..' ? end : `${end ?? ''}${sign}`)).join('/');
    const date = ends.includes(undefined) ? undefined : edtfToCsl(written);
    if (date !== undefined) return date;
  }
  const words = textOf(value['raw']) ?? textOf(value['literal']) ?? textOf(value['date-time']);
  const read = words === undefined ? undefined : parseDate(words);
  if (read === undefined) {
    return parts === undefined ? undefined : { literal: JSON.stringify(parts).slice(0, 200) };
  }
  if (value['raw'] === undefined && value['literal'] !== undefined) return { literal: words ?? '' };
  return circa && read.circa === undefined ? { ...read, circa } : read;
}

/** What a value is kept as when CSL has no variable for it. */
function customText(value: unknown): string | undefined {
  const text = textOf(value);
  if (text !== undefined && !Array.isArray(value)) return text;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const json = JSON.stringify(value).slice(0, MAX_TEXT).toWellFormed();
  return json === '{}' || json === '[]' ? undefined : json;
}

export interface ReadCsl {
  csl: Csl;
  /** What the program that wrote it called it. */
  id?: string;
  /** Variables whose value made no sense and was left out. */
  dropped: string[];
}

/** Reads one item of CSL-JSON; undefined when the value is no object. */
export function readCsl(value: unknown): ReadCsl | undefined {
  if (!isFields(value)) return undefined;
  const csl: Record<string, unknown> = {};
  const custom = new Map<string, string>();
  const dropped: string[] = [];
  for (const [written, field] of Object.entries(value)) {
    const key =
      OLDER[written] !== undefined && Object.hasOwn(OLDER, written) ? OLDER[written] : written;
    if (field === null || field === undefined || field === '' || key === 'id') continue;
    if (key !== written && Object.hasOwn(value, key)) continue;
    let read: unknown;
    if (TEXTS.has(key)) {
      read =
        key === 'keyword' && Array.isArray(field)
          ? textOf(field.map(textOf).join(', '))
          : textOf(field);
    } else if (NAMES.has(key)) {
      const names = (Array.isArray(field) ? field : [field]).slice(0, MAX_NAMES);
      // A text where a list should be holds all of them.
      read =
        typeof field === 'string'
          ? parseNames(field)
          : names.map(nameOf).filter((name) => name !== undefined);
      if (Array.isArray(read) && read.length === 0) read = undefined;
    } else if (DATES.has(key)) read = readCslDate(field);
    else {
      const inner =
        key === 'custom' && isFields(field) ? Object.entries(field) : ([[key, field]] as const);
      for (const [name, one] of inner) {
        const text = customText(one);
        if (text !== undefined && custom.size < MAX_CUSTOM) custom.set(name.slice(0, 100), text);
      }
      continue;
    }
    if (key === 'type' && typeof read === 'string' && Object.hasOwn(OTHER_TYPES, read)) {
      read = OTHER_TYPES[read];
    }
    if (read === undefined) dropped.push(key.slice(0, 100));
    else csl[key] = read;
  }
  if (custom.size > 0) {
    const kept = [...custom].filter(([name]) => name !== '__proto__');
    csl['custom'] = Object.fromEntries(kept);
  }
  const id = textOf(value['id']);
  return { csl, dropped, ...(id === undefined ? {} : { id }) };
}
