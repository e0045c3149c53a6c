/**
 * References as RIS: tags of two letters, a line each, in UTF-8 with the line ends that the format
 * asks for (https://en.wikipedia.org/wiki/RIS_(file_format) lists the tags in use).
 */
import { nameText, type Csl, type CslDate, type CslName } from '../../../shared/csl.ts';
import type { KeyedReference } from './keys.ts';

const TYPES: Readonly<Record<string, string>> = {
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  article: 'UNPB',
  bill: 'BILL',
  book: 'BOOK',
  broadcast: 'VIDEO',
  chapter: 'CHAP',
  classic: 'CLSWK',
  dataset: 'DATA',
  'entry-dictionary': 'DICT',
  'entry-encyclopedia': 'ENCYC',
  figure: 'FIGURE',
  graphic: 'ART',
  hearing: 'HEAR',
  legal_case: 'CASE',
  legislation: 'STAT',
  manuscript: 'MANSCPT',
  map: 'MAP',
  motion_picture: 'MPCT',
  musical_score: 'MUSIC',
  pamphlet: 'PAMP',
  'paper-conference': 'CONF',
  patent: 'PAT',
  personal_communication: 'PCOMM',
  post: 'BLOG',
  'post-weblog': 'BLOG',
  regulation: 'LEGAL',
  report: 'RPRT',
  software: 'COMP',
  song: 'SOUND',
  speech: 'SLIDE',
  standard: 'STAND',
  thesis: 'THES',
  webpage: 'ELEC',
};

const FIELDS: ReadonlyArray<readonly [tag: string, variable: keyof Csl]> = [
  ['TI', 'title'],
  ['ST', 'title-short'],
  ['T2', 'container-title'],
  ['J2', 'container-title-short'],
  ['T3', 'collection-title'],
  ['VL', 'volume'],
  ['IS', 'issue'],
  ['ET', 'edition'],
  ['PB', 'publisher'],
  ['CY', 'publisher-place'],
  ['DO', 'DOI'],
  ['UR', 'URL'],
  ['AN', 'number'],
  ['LA', 'language'],
  ['AB', 'abstract'],
  ['N1', 'note'],
  ['M3', 'genre'],
  ['CN', 'call-number'],
];

const NAMES = [
  ['AU', 'author'],
  ['ED', 'editor'],
  ['A4', 'translator'],
] as const;

/** One line: the format ends a field at the end of its line. */
function lineOf(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/**
 * "Family, Given, Suffix"; an institution as EndNote writes it: with a comma behind it, and two for
 * the first that is its own.
 */
function risName(name: CslName): string {
  const { literal } = name;
  if (literal !== undefined) return /,/.test(literal) ? literal.replace(',', ',,') : `${literal},`;
  if (name.family === undefined) return nameText(name);
  const particles = [name['dropping-particle'], name['non-dropping-particle']];
  const family = [...particles, name.family].filter(Boolean).join(' ');
  return [family, name.given, name.suffix].filter(Boolean).join(', ');
}

/** "2024/12/24/", as much of it as is known. */
function risDate(date: CslDate): string {
  const parts = date['date-parts']?.[0];
  if (parts === undefined) return `///${date.literal ?? ''}`;
  const [year = 0, month, day] = parts;
  const two = (part: number | undefined) =>
    part === undefined ? '' : String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}/${two(month)}/${two(day)}/`;
}

function pagesOf({ page }: Csl): Array<[string, string]> {
  const ends = /^\s*([^\s–-]+)\s*[–-]+\s*([^\s–-]+)\s*$/.exec(page ?? '');
  if (ends !== null) {
    return [
      ['SP', ends[1] ?? ''],
      ['EP', ends[2] ?? ''],
    ];
  }
  return page === undefined ? [] : [['SP', page]];
}

function linesOf({ key, csl, tags }: KeyedReference): string[] {
  const lines: Array<[tag: string, text: string]> = [
    ['TY', TYPES[csl.type ?? ''] ?? 'GEN'],
    ['ID', key],
  ];
  for (const [tag, variable] of NAMES) {
    for (const name of csl[variable] ?? []) lines.push([tag, risName(name)]);
  }
  for (const [tag, variable] of FIELDS) {
    const value = csl[variable];
    if (typeof value === 'string') lines.push([tag, value]);
  }
  lines.push(...pagesOf(csl));
  const serial = csl.ISBN ?? csl.ISSN;
  if (serial !== undefined) lines.push(['SN', serial]);
  const year = csl.issued?.['date-parts']?.[0]?.[0];
  if (year !== undefined) lines.push(['PY', String(year).padStart(4, '0')]);
  if (csl.issued !== undefined) lines.push(['DA', risDate(csl.issued)]);
  if (csl.accessed !== undefined) lines.push(['Y2', risDate(csl.accessed)]);
  for (const tag of tags) lines.push(['KW', tag]);
  return lines
    .filter(([, text]) => lineOf(text) !== '')
    .map(([tag, text]) => `${tag}  - ${lineOf(text)}`);
}

/** A .ris file of the references, in their order. */
export function writeRis(references: readonly KeyedReference[]): string {
  return references.map((one) => `${[...linesOf(one), 'ER  - '].join('\r\n')}\r\n\r\n`).join('');
}
