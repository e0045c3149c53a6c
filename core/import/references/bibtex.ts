/** BibTeX and BibLaTeX: every entry a source without text. */
import { parseDate, type Csl, type CslDate, type CslName } from '../../../shared/csl.ts';
import type { NameVariable } from '../../../shared/csl-variables.ts';
import { edtfOfWords } from '../../../shared/date-parse.ts';
import { edtfToCsl } from '../../../shared/edtf.ts';
import { monthNumber } from '../../../shared/month-names.ts';
import { parseNames, splitOutside, unbraced } from '../../../shared/person-names.ts';
import { Refusal } from '../../../shared/result.ts';
import { decodeText } from '../decode.ts';
import { nameInSentence } from '../reader.ts';
import { bibtexFiles } from './bibtex-files.ts';
import { inheritFields } from './bibtex-inherit.ts';
import { parseBibtex, type BibEntry } from './bibtex-parse.ts';
import { BIB_LANGUAGES, BIB_TEXTS, BIB_TYPES, BIB_WORDS } from './bibtex-types.ts';
import { latexToText, latexToVerbatim } from './latex-text.ts';
import {
  addNote,
  finishRecord,
  keepCustom,
  MAX_RECORDS,
  newDraft,
  timeOf,
  type Draft,
  type RecordReader,
} from './record.ts';

export const BIBTEX = 'application/x-bibtex';

type Fields = ReadonlyMap<string, string>;

/** Fields that hold names, and CSL's variable for each; the last ones have no better one. */
const NAMES: ReadonlyMap<string, NameVariable> = new Map<string, NameVariable>([
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['bookauthor', 'container-author'],
  ['commentator', 'contributor'],
  ['annotator', 'contributor'],
  ['introduction', 'contributor'],
  ['foreword', 'contributor'],
  ['afterword', 'contributor'],
]);

/** What `editortype` says the editors are. */
const EDITOR_TYPES: ReadonlyMap<string, NameVariable> = new Map<string, NameVariable>([
  ['compiler', 'compiler'],
  ['organizer', 'organizer'],
  ['director', 'director'],
  ['producer', 'producer'],
]);

/** Fields that say how to sort or print, and nothing of the source. */
const UNREAD =
  /^(?:crossref|xdata|xref|langidopts|options|presort|sort\w+|index\w*title|gender|execute|entryset|ids|hyphenation|date-\w+|timestamp|bdsk-file-\d+|__markedentry)$/;

/** Fields in which blank lines part paragraphs. */
const PARAGRAPHS = /^(?:abstract|annotation|annote|note)$/;

function textOf(fields: Fields, name: string): string | undefined {
  const raw = fields.get(name);
  if (raw === undefined) return undefined;
  const latex = latexToText(raw);
  const paragraphs = PARAGRAPHS.test(name) ? latex.split(/\n\s*\n/) : [latex];
  const text = paragraphs
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
  // Mendeley's word for nothing.
  return text === '' || text === 'NULL' ? undefined : text;
}

/** A title with its subtitle. */
function titleOf(fields: Fields, prefix: string): string | undefined {
  const title = textOf(fields, `${prefix}title`);
  const subtitle = textOf(fields, `${prefix}subtitle`);
  if (title === undefined || subtitle === undefined) return title ?? subtitle;
  return `${title}${/[?!:.]$/.test(title) ? '' : ':'} ${subtitle}`;
}

function namesOf(raw: string): CslName[] {
  return parseNames(latexToText(raw, { braces: true }).replace(/\s+/g, ' '));
}

/** Keywords, parted by what stands outside of braces: "{war, cold}" and "war{,} cold" are one. */
function keywordsIn(raw: string): string[] {
  const text = latexToText(raw, { braces: true }).replace(/\s+/g, ' ').trim();
  // Some databases put all of a field in braces once more.
  const list = text.replace(/^\{([^{}]*)\}$/, '$1');
  const separator = list.replace(/\{[^{}]*\}/g, '').includes(';') ? /;/ : /,/;
  return splitOutside(list, separator).flatMap((one) => unbraced(one) || []);
}

function dateOf(fields: Fields, prefix: '' | 'url' | 'event' | 'orig'): CslDate | undefined {
  // As it stands, "1920~" is an approximate year; in LaTeX the last sign would be a space.
  const exact = edtfToCsl(fields.get(`${prefix}date`)?.replace(/[{}\s]/g, '') ?? '');
  if (exact !== undefined) return exact;
  const whole = textOf(fields, `${prefix}date`);
  if (whole !== undefined) return parseDate(whole);
  const year = textOf(fields, `${prefix}year`);
  if (year === undefined) return undefined;
  const month = textOf(fields, `${prefix}month`);
  const day = textOf(fields, `${prefix}day`);
  if (month === undefined) return parseDate(year);
  const number = /^\d{1,2}$/.test(month) ? Number(month) : monthNumber(month);
  if (number !== undefined && /^\d{4}$/.test(year)) {
    const parts = [
      year,
      String(number).padStart(2, '0'),
      ...(day === undefined ? [] : [day.padStart(2, '0')]),
    ];
    const date = edtfToCsl(parts.join('-'));
    if (date !== undefined) return date;
  }
  // BibTeX's way to write a day: month = 12 # "~24", or in words.
  const [, first = '', rest = ''] = /^(\d{1,2})\D+(\d{1,2})$/.exec(month) ?? [];
  const words = [
    `${month} ${day ?? ''} ${year}`,
    ...(first === '' ? [] : [`${year}-${first}-${rest}`]),
  ];
  const edtf = words.map((text) => edtfOfWords(text)).find((found) => found !== undefined);
  return (edtf === undefined ? undefined : edtfToCsl(edtf)) ?? { literal: `${month} ${year}` };
}

/** What an identifier of a preprint server or an archive is in CSL. */
function readEprint(csl: Csl, fields: Fields): void {
  const eprint = fields.get('eprint');
  if (eprint === undefined) return;
  const id = latexToVerbatim(eprint);
  const kind = (
    textOf(fields, 'eprinttype') ??
    textOf(fields, 'archiveprefix') ??
    ''
  ).toLowerCase();
  const named =
    kind === '' && /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/.test(id)
      ? 'arxiv'
      : kind;
  const address: Readonly<Record<string, string>> = {
    arxiv: `https://arxiv.org/abs/${id}`,
    jstor: `https://www.jstor.org/stable/${id}`,
    hdl: `https://hdl.handle.net/${id}`,
    googlebooks: `https://books.google.com/books?id=${id}`,
  };
  if (named === 'pubmed') csl.PMID ??= id;
  else if (named === 'arxiv') {
    csl.archive ??= 'arXiv';
    csl.archive_location ??= id;
  } else keepCustom(csl, named === '' ? 'eprint' : `eprint (${named.slice(0, 40)})`, id);
  if (named === 'arxiv' && csl.type === 'document') csl.type = 'article';
  if (Object.hasOwn(address, named)) csl.URL ??= address[named];
}

/** Where and by whom: fields whose meaning depends on the type of the entry. */
function readPublication(csl: Csl, entry: BibEntry, fields: Fields): void {
  const thesisOrReport = csl.type === 'thesis' || csl.type === 'report';
  const houses = [
    'publisher',
    ...(thesisOrReport
      ? ['institution', 'school', 'organization']
      : ['organization', 'institution', 'school']),
  ];
  for (const house of houses) {
    const text = textOf(fields, house)?.replace(/ and (?=\p{Lu})/gu, '; ');
    if (text === undefined) continue;
    if (csl.publisher === undefined) csl.publisher = text;
    else if (csl.publisher !== text) keepCustom(csl, house, text);
  }
  const place = textOf(fields, 'location') ?? textOf(fields, 'address');
  if (place !== undefined) csl['publisher-place'] = place.replace(/ and (?=\p{Lu})/gu, '; ');
  const number = textOf(fields, 'number');
  const issue = textOf(fields, 'issue');
  if (csl.type?.startsWith('article') || csl.type === 'periodical') {
    if (number !== undefined) csl.issue = number;
    if (issue !== undefined && number === undefined) csl.issue = issue;
    else if (issue !== undefined) keepCustom(csl, 'issue', issue);
  } else {
    if (number !== undefined) {
      if (fields.has('series') && csl.type !== 'report' && csl.type !== 'patent')
        csl['collection-number'] = number;
      else csl.number = number;
    }
    if (issue !== undefined) csl.issue = issue;
  }
  const series = textOf(fields, 'series');
  if (series !== undefined) csl['collection-title'] = BIB_WORDS.get(series.toLowerCase()) ?? series;
  const genre = textOf(fields, 'type');
  if (genre !== undefined) csl.genre = BIB_WORDS.get(genre.toLowerCase()) ?? genre;
  else if (entry.type === 'phdthesis') csl.genre = 'PhD thesis';
  else if (entry.type === 'mastersthesis') csl.genre = "Master's thesis";
  else if (entry.type === 'techreport') csl.genre = 'Technical report';
  if (csl.status !== undefined) csl.status = BIB_WORDS.get(csl.status.toLowerCase()) ?? csl.status;
  const how = fields.get('howpublished');
  if (how === undefined) return;
  const address = /(?:https?:\/\/|www\.)[^\s{}"<>]+/.exec(latexToVerbatim(how))?.[0];
  if (address !== undefined) csl.URL ??= address;
  const rest = address === undefined ? textOf(fields, 'howpublished') : undefined;
  if (rest !== undefined) csl.medium ??= rest;
}

function readNames(csl: Csl, fields: Fields): void {
  for (const [field, raw] of fields) {
    const editors = /^editor([abc]?)$/.exec(field);
    let variable = NAMES.get(field);
    if (editors !== null) {
      const kind = textOf(fields, `${field}type`)?.toLowerCase() ?? 'editor';
      variable = EDITOR_TYPES.get(kind) ?? (kind === 'editor' ? 'editor' : 'contributor');
    }
    if (variable === undefined) continue;
    const names = namesOf(raw);
    if (names.length > 0) csl[variable] = [...(csl[variable] ?? []), ...names];
  }
}

/** The tag of a language by its name, more exactly where babel's options say so. */
function languageOf(name: string, fields: Fields): string {
  const variant = /variant\s*=\s*(\w+)/.exec(fields.get('langidopts') ?? '')?.[1] ?? '';
  return BIB_LANGUAGES.get(variant) ?? BIB_LANGUAGES.get(name.toLowerCase()) ?? name;
}

const HANDLED = new Set(
  `title subtitle booktitle booksubtitle journal journaltitle journalsubtitle date year month day urldate urlyear
   urlmonth urlday eventdate origdate origyear language langid eprint eprinttype archiveprefix publisher institution
   school organization location address number issue type howpublished series doi url note keywords file localfile pdf
   entrysubtype editortype editoratype editorbtype editorctype editora editorb editorc`
    .trim()
    .split(/\s+/),
);

/** One entry in the terms of CSL; everything that has no place there is kept in `custom`. */
function draftOf(entry: BibEntry, fields: Fields): Draft {
  const draft = newDraft();
  const { csl } = draft;
  const known = BIB_TYPES.get(entry.type);
  csl.type = known ?? 'document';
  if (known === undefined) keepCustom(csl, 'entry type', entry.type);
  const subtype = textOf(fields, 'entrysubtype');
  if (subtype !== undefined) {
    if (entry.type === 'article' && /^(?:newspaper|magazine)$/.test(subtype))
      csl.type = `article-${subtype}`;
    else keepCustom(csl, 'entrysubtype', subtype);
  }
  if (entry.key !== '') {
    csl['citation-key'] = latexToText(entry.key);
    draft.names.push(csl['citation-key']);
  }
  const set = <K extends keyof Csl>(key: K, value: Csl[K] | undefined): void => {
    if (value !== undefined) csl[key] = value;
  };
  set('title', titleOf(fields, ''));
  set(
    'container-title',
    titleOf(fields, 'book') ?? titleOf(fields, 'journal') ?? textOf(fields, 'journal'),
  );
  readNames(csl, fields);
  set('issued', dateOf(fields, ''));
  set('accessed', dateOf(fields, 'url'));
  set('event-date', dateOf(fields, 'event'));
  set('original-date', dateOf(fields, 'orig'));
  for (const [field, variable] of BIB_TEXTS) {
    const text = textOf(fields, field);
    if (text === undefined) continue;
    if (csl[variable] === undefined) csl[variable] = text;
    else keepCustom(csl, field, text);
  }
  const doi = fields.get('doi');
  if (doi !== undefined) csl.DOI = latexToVerbatim(doi);
  const url = fields.get('url');
  if (url !== undefined) csl.URL = latexToVerbatim(url).split(/\s+/)[0] ?? '';
  readPublication(csl, entry, fields);
  readEprint(csl, fields);
  if (entry.type === 'unpublished' && csl['event-title'] !== undefined) csl.type = 'speech';
  const language = textOf(fields, 'langid') ?? textOf(fields, 'language');
  if (language !== undefined) csl.language = languageOf(language, fields);
  addNote(csl, textOf(fields, 'note') ?? '');
  const keywords = textOf(fields, 'keywords');
  if (keywords !== undefined) {
    csl.keyword = keywords;
    draft.tags.push(...keywordsIn(fields.get('keywords') ?? ''));
  }
  for (const field of ['file', 'localfile', 'pdf']) {
    const value = fields.get(field);
    if (value === undefined) continue;
    const paths = bibtexFiles(value);
    const address = paths.find((path) => /^https?:/i.test(path));
    if (address !== undefined) csl.URL ??= address;
    draft.attachments.push(...paths.filter((path) => path !== address));
  }
  const added = timeOf(
    textOf(fields, 'date-added') ??
      textOf(fields, 'timestamp')?.replace(/^(\d{4})\.(\d\d)\.(\d\d)$/, '$1-$2-$3'),
  );
  if (added !== undefined) draft.createdAt = added;
  const changed = timeOf(textOf(fields, 'date-modified'));
  if (changed !== undefined) draft.updatedAt = changed;
  for (const field of fields.keys()) {
    if (/^bdsk-url-\d+$/.test(field) && csl.URL === undefined) {
      csl.URL = latexToVerbatim(fields.get(field) ?? '');
      continue;
    }
    if (HANDLED.has(field) || BIB_TEXTS.has(field) || NAMES.has(field) || UNREAD.test(field))
      continue;
    keepCustom(csl, field, textOf(fields, field) ?? '');
  }
  return draft;
}

/** Reads a BibTeX or BibLaTeX file. Throws `empty` when there is no entry in it that can be read. */
export const readBibtex: RecordReader = (request) => {
  const { text, warnings: decoding } = decodeText(request);
  const file = parseBibtex(text);
  const warnings = [...decoding, ...file.warnings];
  const sets = file.entries.filter(({ type }) => type === 'set').length;
  if (sets > 0)
    warnings.push(
      `${sets === 1 ? 'A set of entries was' : `${sets} sets of entries were`} left out; the entries themselves were read.`,
    );
  const fieldsOf = inheritFields(file.entries, warnings);
  const read = file.entries
    .map((entry, index) => ({ entry, fields: fieldsOf[index] ?? entry.fields }))
    .filter(({ entry }) => entry.type !== 'set' && entry.type !== 'xdata')
    .slice(0, MAX_RECORDS)
    .map(({ entry, fields }, index) =>
      finishRecord(request, BIBTEX, draftOf(entry, fields), index + 1),
    );
  const [first] = read;
  if (first === undefined) {
    throw new Refusal(
      'empty',
      `${nameInSentence(request.name)} holds no BibTeX entry that can be read${warnings[0] === undefined ? '' : `: ${warnings[0]}`} Check the file, or choose another.`,
    );
  }
  first.warnings.unshift(...warnings);
  return read;
};
