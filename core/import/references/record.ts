/** What every reader of reference lists makes of an entry: a source without text, cleaned up. */
import { nameText, yearOf, type Csl } from '../../../shared/csl.ts';
import { canonicalDoi, canonicalIsbn } from '../../duplicates/identifiers.ts';
import { languageFrom, webAddress } from '../names.ts';
import { finishSource, type ReadRequest, type ReadSource } from '../reader.ts';
import { cleanText } from '../tidy.ts';
import { shifted } from './latex-symbols.ts';

/** Most tags, attachments and other fields of one record that are kept. */
const MAX_TAGS = 100;
const MAX_ATTACHMENTS = 50;
const MAX_CUSTOM = 200;
const MAX_TAG_LENGTH = 100;
/** Most records of one file. */
export const MAX_RECORDS = 50_000;

/** Reads a list at once: a source for each of its entries. */
export type RecordReader = (request: ReadRequest) => ReadSource[];

/** An entry of a list while it is being read. */
export interface Draft {
  csl: Csl;
  tags: string[];
  /** Paths or addresses of files, as they are written. */
  attachments: string[];
  warnings: string[];
  /** What other entries or programs call it. */
  names: string[];
  createdAt?: string;
  updatedAt?: string;
}

/** An empty draft. */
export function newDraft(): Draft {
  return { csl: {}, tags: [], attachments: [], warnings: [], names: [] };
}

/** Keeps what CSL has no variable for, under the name it had; more of one name is joined. */
export function keepCustom(csl: Csl, name: string, value: string): void {
  const key = name.trim().slice(0, 100);
  const text = value.trim();
  if (key === '' || key === '__proto__' || text === '') return;
  const custom = csl.custom ?? {};
  const before = Object.hasOwn(custom, key) ? custom[key] : undefined;
  if (before === undefined && Object.keys(custom).length >= MAX_CUSTOM) return;
  custom[key] = before === undefined ? text : `${before}; ${text}`;
  csl.custom = custom;
}

/** Adds a line to the note. */
export function addNote(csl: Csl, text: string): void {
  const note = text.trim();
  if (note !== '') csl.note = csl.note === undefined ? note : `${csl.note}\n${note}`;
}

/** Page numbers with plain hyphens, as CSL has them: "12-34, 56". */
export function pagesText(text: string): string {
  return text
    .replace(/\s*[-\u2010-\u2015\u2212]+\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Several ISBNs as they are written, without what stands before them; the wrong ones are told. */
function tidyIsbn(text: string, warnings: string[]): string {
  const written = text
    .replace(/\((?:[^()]*)\)|ISBN(?:-?1[03])?:?/gi, ' ')
    .split(/[;,/|]+|\s+(?=97[89])|(?<=[\dX])\s+(?=\d{10})/i)
    .map((one) => one.trim().replace(/\s+/g, '-'))
    .filter((one) => one !== '');
  for (const one of written) {
    if (canonicalIsbn(one) === undefined && /^[\dX-]+$/i.test(one)) {
      warnings.push(`The ISBN ${one.slice(0, 30)} has a wrong check digit or length.`);
    }
  }
  return written.join(' ');
}

/** DOI, ISBN, PMID and address in one spelling; what is none of that is kept aside. */
function tidyIdentifiers(csl: Csl, warnings: string[]): void {
  if (csl.DOI !== undefined) {
    const doi = csl.DOI;
    const found = /10\.\d{4,9}\/\S+/.exec(doi.replace(/\s+/g, ''))?.[0];
    if (found !== undefined && canonicalDoi(found) !== undefined) {
      csl.DOI = found.replace(/[.,;]+$/, '');
    } else {
      delete csl.DOI;
      keepCustom(csl, 'DOI', doi);
      warnings.push(`“${doi.slice(0, 100)}” is no DOI; it was kept aside.`);
    }
  }
  if (csl.URL !== undefined) {
    const url = csl.URL.trim();
    const address = webAddress(/^www\./i.test(url) ? `https://${url}` : url);
    const doi = address === undefined ? undefined : canonicalDoi(address);
    if (address === undefined) {
      delete csl.URL;
      keepCustom(csl, 'URL', url);
    } else if (doi !== undefined && (csl.DOI === undefined || canonicalDoi(csl.DOI) === doi)) {
      // The address of a DOI says nothing that the DOI doesn't.
      csl.DOI ??= doi;
      delete csl.URL;
    } else csl.URL = address;
  }
  if (csl.ISBN !== undefined) csl.ISBN = tidyIsbn(csl.ISBN, warnings);
  if (csl.PMID !== undefined) csl.PMID = csl.PMID.replace(/^\s*(?:PMID:?|pubmed:)\s*/i, '').trim();
}

/** A title for what has none: whom it is by and of when, else what it is in, else its key. */
function standInTitle(csl: Csl, number: number): string {
  const [first] = csl.author ?? csl.editor ?? [];
  const year = yearOf(csl.issued);
  const name = first === undefined ? '' : nameText(first);
  if (name !== '')
    return year === undefined ? `Untitled, by ${name}` : `Untitled, by ${name} (${year})`;
  return csl['container-title'] ?? csl['citation-key'] ?? `Untitled reference ${number}`;
}

/** A path as others may have it beside the list: of this system's spelling, without its disk. */
function attachmentPath(written: string): string | undefined {
  const address = written.trim().replace(/^internal-pdf:\/\//i, '');
  if (address === '' || /^(?:https?|ftp|zotero|evernote):/i.test(address)) return undefined;
  const absolute = /^(?:file:|[A-Za-z]:[\\/]|\/|~|\\\\|(?:home|Users)\/)/.test(address);
  let path = address.replace(/^file:\/*(?:localhost\/)?/i, '').replaceAll('\\', '/');
  if (/^file:/i.test(address)) {
    try {
      path = decodeURIComponent(path);
    } catch {
      // A % that is part of the name.
    }
  }
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  // Where a file was on somebody's disk says nothing here; its name may.
  return (
    (absolute || parts.includes('..') ? parts.slice(-1) : parts).join('/').slice(0, 1000) ||
    undefined
  );
}

/** Marks of HTML that reference managers put into titles. */
const MARKUP = /<(\/?)(i|b|em|strong|sc|span|sup|sub)(?:\s[^<>]{0,100})?>/gi;

/** Takes marks of HTML out of the texts: they are shown as texts. */
function withoutMarkup(csl: Csl): void {
  for (const key of ['title', 'title-short', 'container-title', 'collection-title'] as const) {
    const text = csl[key];
    if (text === undefined || !text.includes('<')) continue;
    csl[key] = text
      .replace(
        /<(sup|sub)>([^<>]{1,20})<\/\1>/gi,
        (_, where: string, inner: string) =>
          shifted(inner, where.toLowerCase() === 'sup' ? 'up' : 'down') ?? inner,
      )
      .replace(MARKUP, '');
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

/** A source without text out of a draft; `number` is its place in the file, from 1. */
export function finishRecord(
  request: ReadRequest,
  mediaType: string,
  draft: Draft,
  number: number,
): ReadSource {
  const { csl, warnings } = draft;
  tidyIdentifiers(csl, warnings);
  withoutMarkup(csl);
  const language = languageFrom(csl.language);
  if (language !== undefined) csl.language = language;
  if (csl.page !== undefined) csl.page = pagesText(csl.page);
  const tags = unique(
    draft.tags.map((tag) =>
      cleanText(tag).replace(/\s+/g, ' ').trim().slice(0, MAX_TAG_LENGTH).toWellFormed(),
    ),
  ).slice(0, MAX_TAGS);
  const attachments = unique(draft.attachments.map((path) => attachmentPath(path) ?? '')).slice(
    0,
    MAX_ATTACHMENTS,
  );
  const names = unique(draft.names);
  const title = csl.title?.trim();
  if (title === undefined || title === '') {
    csl.title = standInTitle(csl, number);
    warnings.push('It has no title.');
  }
  return finishSource(request, {
    blocks: [],
    csl,
    mediaType,
    record: true,
    warnings,
    ...(language === undefined ? {} : { language }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(names.length === 0 ? {} : { names }),
    ...(draft.createdAt === undefined ? {} : { createdAt: draft.createdAt }),
    ...(draft.updatedAt === undefined ? {} : { updatedAt: draft.updatedAt }),
  });
}

/** A time as files write it, in ISO 8601 and UTC; undefined when it is none. */
export function timeOf(text: string | undefined): string | undefined {
  if (
    text === undefined ||
    !/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\s?[+-]\d\d:?\d\d)?)?$/.test(
      text.trim(),
    )
  )
    return undefined;
  const iso = text.trim().replace(' ', 'T').replace(/\s/g, '');
  const time = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) || iso.length === 10 ? iso : `${iso}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** Tags out of a list that is written in one text, at semicolons or else at commas. */
export function tagsFrom(text: string): string[] {
  const separator = /[;\n]/.test(text) ? /[;\n]/ : /,/;
  return text
    .split(separator)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
