/**
 * References as BibLaTeX (the data model of https://ctan.org/pkg/biblatex, section 2), in UTF-8:
 * what BibLaTeX, Pandoc and the programs that keep references read.
 */
import type { Csl, CslDate, CslName } from '../../../shared/csl.ts';
import type { NameVariable } from '../../../shared/csl-variables.ts';
import { cslToEdtf } from '../../../shared/edtf.ts';
import type { KeyedReference } from './keys.ts';

const ENTRY_TYPES: Readonly<Record<string, string>> = {
  article: 'unpublished',
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  bill: 'legislation',
  book: 'book',
  broadcast: 'video',
  chapter: 'incollection',
  classic: 'book',
  dataset: 'dataset',
  'entry-dictionary': 'inreference',
  'entry-encyclopedia': 'inreference',
  entry: 'inreference',
  figure: 'image',
  graphic: 'image',
  legal_case: 'jurisdiction',
  legislation: 'legislation',
  manuscript: 'unpublished',
  motion_picture: 'movie',
  pamphlet: 'booklet',
  'paper-conference': 'inproceedings',
  patent: 'patent',
  performance: 'performance',
  periodical: 'periodical',
  personal_communication: 'letter',
  post: 'online',
  'post-weblog': 'online',
  regulation: 'legislation',
  report: 'report',
  review: 'review',
  'review-book': 'review',
  software: 'software',
  song: 'audio',
  standard: 'standard',
  thesis: 'thesis',
  treaty: 'legal',
  webpage: 'online',
};

/** What tells entries of one type apart that CSL has several types for. */
const SUBTYPES: Readonly<Record<string, string>> = {
  'article-magazine': 'magazine',
  'article-newspaper': 'newspaper',
};

/** Types whose container is a journal; others stand in a book. */
const IN_JOURNALS = new Set(['article', 'periodical', 'review']);

const FIELDS: ReadonlyArray<readonly [field: string, variable: keyof Csl]> = [
  ['title', 'title'],
  ['shorttitle', 'title-short'],
  ['series', 'collection-title'],
  ['volume', 'volume'],
  ['volumes', 'number-of-volumes'],
  ['edition', 'edition'],
  ['chapter', 'chapter-number'],
  ['pages', 'page'],
  ['pagetotal', 'number-of-pages'],
  ['version', 'version'],
  ['eventtitle', 'event-title'],
  ['venue', 'event-place'],
  ['doi', 'DOI'],
  ['isbn', 'ISBN'],
  ['issn', 'ISSN'],
  ['langid', 'language'],
  ['abstract', 'abstract'],
  ['annotation', 'annote'],
  ['note', 'note'],
  ['library', 'archive'],
];

const NAMES: ReadonlyArray<readonly [field: string, variable: NameVariable]> = [
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['bookauthor', 'container-author'],
];

const DATES = [
  ['date', 'issued'],
  ['urldate', 'accessed'],
  ['eventdate', 'event-date'],
  ['origdate', 'original-date'],
] as const;

const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
};

function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[\\~^{}&%$#_]/g, (sign) => ESCAPED[sign] ?? sign);
}

/** A title whose words with capitals inside or all over keep them: BibTeX lowers the others. */
function titleText(text: string): string {
  return escaped(text).replace(
    /(?<![\p{L}\p{N}\\{])[\p{L}\p{N}'’-]*\p{Lu}[\p{L}\p{N}'’-]*/gu,
    (word, at: number) => (at === 0 && /^\p{Lu}[^\p{Lu}]*$/u.test(word) ? word : `{${word}}`),
  );
}

/** "von Family, Jr., Given"; an institution in braces, so that it is not taken apart. */
function nameText(name: CslName): string {
  if (name.literal !== undefined || name.family === undefined) {
    return `{${escaped(name.literal ?? name.given ?? '')}}`;
  }
  const particles = [name['dropping-particle'], name['non-dropping-particle']];
  const family = escaped([...particles, name.family].filter(Boolean).join(' '));
  const guarded = / and |,/i.test(family) ? `{${family}}` : family;
  const rest = [name.suffix, name.given].flatMap((part) => (part ? [escaped(part)] : []));
  return [guarded, ...rest].join(', ');
}

function dateTextOf(date: CslDate): string {
  const edtf = cslToEdtf(date);
  return edtf === '' ? escaped(date.literal ?? '') : edtf;
}

function fieldsOf({ csl, tags }: KeyedReference, type: string): Array<[string, string]> {
  const fields: Array<[string, string]> = [];
  const put = (name: string, value: string) => {
    if (value !== '') fields.push([name, value]);
  };
  for (const [field, variable] of NAMES) {
    put(field, (csl[variable] ?? []).map(nameText).join(' and '));
  }
  for (const [field, variable] of FIELDS) {
    const value = csl[variable];
    if (typeof value !== 'string') continue;
    const isTitle = field === 'title' || field === 'shorttitle';
    put(field, isTitle ? titleText(value) : escaped(value.replaceAll('–', '--')));
  }
  const container = csl['container-title'] ?? '';
  if (IN_JOURNALS.has(type)) put('journaltitle', escaped(container));
  else put(type === 'online' ? 'organization' : 'booktitle', titleText(container));
  const publisher = escaped(csl.publisher ?? '');
  put(type === 'thesis' || type === 'report' ? 'institution' : 'publisher', publisher);
  put('location', escaped(csl['publisher-place'] ?? ''));
  put('number', escaped(csl.issue ?? csl.number ?? csl['collection-number'] ?? ''));
  put('type', escaped(csl.genre ?? ''));
  put('entrysubtype', SUBTYPES[csl.type ?? ''] ?? '');
  for (const [field, variable] of DATES) {
    const date = csl[variable];
    if (date !== undefined) put(field, dateTextOf(date));
  }
  // An address is read as it stands; only what would end the field is written otherwise.
  const url = (csl.URL ?? '').replace(/[{}\\\s]/g, (sign) => encodeURIComponent(sign));
  put('url', url);
  put('keywords', tags.map((tag) => escaped(tag).replace(/[,;]/g, '{$&}')).join(', '));
  return fields;
}

/** A .bib file of the references, in their order. */
export function writeBibtex(references: readonly KeyedReference[]): string {
  const entries = references.map((reference) => {
    const type = ENTRY_TYPES[reference.csl.type ?? ''] ?? 'misc';
    const lines = fieldsOf(reference, type).map(([name, value]) => `  ${name} = {${value}},\n`);
    return `@${type}{${reference.key},\n${lines.join('')}}\n`;
  });
  return entries.join('\n');
}
