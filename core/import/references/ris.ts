/** RIS, which most databases and reference managers write; the tags as RefMan and Zotero use them. */
import { parseDate, yearOf, type Csl, type CslDate, type CslName } from '../../../shared/csl.ts';
import type {
  CslType,
  NameVariable,
  NumberVariable,
  TextVariable,
} from '../../../shared/csl-variables.ts';
import { parseName } from '../../../shared/person-names.ts';
import { Refusal } from '../../../shared/result.ts';
import { decodeText } from '../decode.ts';
import { nameInSentence } from '../reader.ts';
import {
  addNote,
  finishRecord,
  keepCustom,
  newDraft,
  tagsFrom,
  type Draft,
  type RecordReader,
} from './record.ts';
import { parseTagged, type TaggedRecord } from './tagged-lines.ts';

export const RIS = 'application/x-research-info-systems';

const TYPES: ReadonlyMap<string, CslType> = new Map<string, CslType>([
  ['ABST', 'article-journal'],
  ['ADVS', 'motion_picture'],
  ['AGGR', 'dataset'],
  ['ANCIENT', 'classic'],
  ['ART', 'graphic'],
  ['BILL', 'bill'],
  ['BLOG', 'post-weblog'],
  ['BOOK', 'book'],
  ['CASE', 'legal_case'],
  ['CHAP', 'chapter'],
  ['CHART', 'figure'],
  ['CLSWK', 'classic'],
  ['COMP', 'software'],
  ['CONF', 'paper-conference'],
  ['CPAPER', 'paper-conference'],
  ['CTLG', 'book'],
  ['DATA', 'dataset'],
  ['DBASE', 'dataset'],
  ['DICT', 'entry-dictionary'],
  ['EBOOK', 'book'],
  ['ECHAP', 'chapter'],
  ['EDBOOK', 'book'],
  ['EJOUR', 'article-journal'],
  ['ELEC', 'webpage'],
  ['ENCYC', 'entry-encyclopedia'],
  ['FIGURE', 'figure'],
  ['GEN', 'document'],
  ['GOVDOC', 'report'],
  ['HEAR', 'hearing'],
  ['ICOMM', 'personal_communication'],
  ['INPR', 'article-journal'],
  ['INTV', 'interview'],
  ['JFULL', 'periodical'],
  ['JOUR', 'article-journal'],
  ['LEGAL', 'regulation'],
  ['MANSCPT', 'manuscript'],
  ['MAP', 'map'],
  ['MGZN', 'article-magazine'],
  ['MPCT', 'motion_picture'],
  ['MULTI', 'webpage'],
  ['MUSIC', 'musical_score'],
  ['NEWS', 'article-newspaper'],
  ['PAMP', 'pamphlet'],
  ['PAT', 'patent'],
  ['PCOMM', 'personal_communication'],
  ['PODC', 'broadcast'],
  ['PRESS', 'article-newspaper'],
  ['RADIO', 'broadcast'],
  ['RPRT', 'report'],
  ['SER', 'book'],
  ['SLIDE', 'speech'],
  ['SOUND', 'song'],
  ['STAND', 'standard'],
  ['STAT', 'legislation'],
  ['STD', 'standard'],
  ['THES', 'thesis'],
  ['UNBILL', 'bill'],
  ['UNPB', 'manuscript'],
  ['VIDEO', 'motion_picture'],
]);

/** Types that stand in something whose editors A2 and whose title T2 names. */
const PARTS = new Set<string>([
  'chapter',
  'paper-conference',
  'entry-dictionary',
  'entry-encyclopedia',
  'entry',
]);
const WHOLE = new Set<string>([
  'book',
  'report',
  'pamphlet',
  'classic',
  'map',
  'periodical',
  'thesis',
  'manuscript',
]);

const PEOPLE: ReadonlyMap<string, NameVariable> = new Map<string, NameVariable>([
  ['AU', 'author'],
  ['A1', 'author'],
  ['ED', 'editor'],
  ['A3', 'collection-editor'],
  ['A4', 'translator'],
  ['TA', 'translator'],
]);

const TEXTS: ReadonlyMap<string, TextVariable | NumberVariable> = new Map<
  string,
  TextVariable | NumberVariable
>([
  ['AN', 'archive_location'],
  ['AV', 'archive_location'],
  ['CN', 'call-number'],
  ['CP', 'event-place'],
  ['CY', 'publisher-place'],
  ['PP', 'publisher-place'],
  ['DB', 'source'],
  ['DP', 'source'],
  ['DO', 'DOI'],
  ['ET', 'edition'],
  ['ID', 'citation-key'],
  ['LA', 'language'],
  ['NV', 'number-of-volumes'],
  ['OP', 'original-title'],
  ['PB', 'publisher'],
  ['PU', 'publisher'],
  ['RI', 'reviewed-title'],
  ['SE', 'section'],
  ['ST', 'title-short'],
  ['UR', 'URL'],
  ['VL', 'volume'],
  ['VO', 'volume'],
  ['J2', 'container-title-short'],
  ['JA', 'container-title-short'],
  ['J1', 'container-title-short'],
]);

/** "2024/05/17/", "2024//Spring", "2024", "May 2024". */
export function risDate(text: string): CslDate | undefined {
  const parts = text.split('/').map((part) => part.trim());
  if (parts.length < 3 || !/^\d{4}$/.test(parts[0] ?? '')) return parseDate(text);
  const [year = '', month = '', day = '', other = ''] = parts;
  if (month !== '') return parseDate([year, month, day].filter((part) => part !== '').join('-'));
  const words = other === '' ? day : other;
  const read = [words, `${words} ${year}`].map((text) => parseDate(text));
  return read.find((date) => date?.['date-parts'] !== undefined) ?? parseDate(year);
}

/** Keeps the first value of a variable there, later ones aside. */
function setText(
  csl: Csl,
  variable: TextVariable | NumberVariable,
  tag: string,
  value: string,
): void {
  if (csl[variable] === undefined) csl[variable] = value;
  else if (csl[variable] !== value) keepCustom(csl, tag, value);
}

/** What a tag says whose meaning depends on the type; false when it means nothing special. */
function readSpecial(draft: Draft, tag: string, value: string): boolean {
  const { csl } = draft;
  const type = csl.type ?? '';
  switch (tag) {
    case 'TI':
    case 'T1':
      setText(csl, 'title', tag, value);
      return true;
    case 'CT':
      setText(csl, 'title', tag, value);
      return true;
    case 'BT':
      setText(
        csl,
        WHOLE.has(type) && csl.title === undefined ? 'title' : 'container-title',
        tag,
        value,
      );
      return true;
    case 'T2':
    case 'JF':
    case 'JO':
      setText(
        csl,
        tag === 'T2' && WHOLE.has(type) ? 'collection-title' : 'container-title',
        tag,
        value,
      );
      return true;
    case 'T3':
      setText(
        csl,
        type === 'paper-conference' && csl['container-title'] === undefined
          ? 'container-title'
          : 'collection-title',
        tag,
        value,
      );
      return true;
    case 'TT':
      keepCustom(csl, 'translated title', value);
      return true;
    case 'A2': {
      const role: NameVariable =
        type === 'book'
          ? 'collection-editor'
          : type === 'motion_picture'
            ? 'director'
            : type === 'interview'
              ? 'interviewer'
              : type === 'personal_communication'
                ? 'recipient'
                : 'editor';
      addName(csl, role, value);
      return true;
    }
    case 'PY':
    case 'Y1':
    case 'DA': {
      const year = yearOf(csl.issued);
      const words = tag === 'DA' && !/\d{4}/.test(value) ? `${value} ${year ?? ''}` : value;
      const date = risDate(words);
      const fuller =
        (date?.['date-parts']?.[0]?.length ?? 0) > (csl.issued?.['date-parts']?.[0]?.length ?? 0);
      if (date !== undefined && (csl.issued === undefined || fuller)) csl.issued = date;
      return true;
    }
    case 'Y2': {
      const date = risDate(value);
      if (date !== undefined) csl.accessed = date;
      return true;
    }
    case 'AB':
    case 'N2':
      setText(csl, 'abstract', tag, value);
      return true;
    case 'N1':
    case 'RN':
      addNote(csl, value);
      return true;
    case 'KW':
      draft.tags.push(...(/[;\n]/.test(value) ? tagsFrom(value) : [value]));
      return true;
    case 'IS':
      if (type === 'book' || PARTS.has(type)) setText(csl, 'collection-number', tag, value);
      else setText(csl, type === 'report' || type === 'patent' ? 'number' : 'issue', tag, value);
      return true;
    case 'M1':
      setText(csl, type.startsWith('article') ? 'issue' : 'number', tag, value);
      return true;
    case 'M3':
      setText(csl, 'genre', tag, value);
      return true;
    case 'SN':
      for (const one of value.split(/[;,\n]/)) {
        const bare = one.replace(/[^\dXx]/g, '');
        if (bare !== '') setText(csl, bare.length === 8 ? 'ISSN' : 'ISBN', tag, one.trim());
      }
      return true;
    case 'C3':
      setText(csl, type === 'paper-conference' ? 'event-title' : 'source', tag, value);
      return true;
    case 'C1':
      if (type !== 'paper-conference') return false;
      setText(csl, 'event-place', tag, value);
      return true;
    case 'L1':
    case 'L4':
      draft.attachments.push(...value.split('\n'));
      return true;
    case 'L2':
    case 'L3':
    case 'LK':
      if (csl.URL === undefined && /^https?:/i.test(value)) csl.URL = value;
      else keepCustom(csl, tag, value);
      return true;
    default:
      return false;
  }
}

/** An institution as EndNote writes it: "Harbour Board,", "Harbour Board,, Oslo". */
function institutionIn(text: string): CslName | undefined {
  const [, marked] = /^([^,]+),\s*$/.exec(text) ?? [];
  if (marked !== undefined) return { literal: marked.trim() };
  return /^[^,]+,,/.test(text) ? { literal: text.replace(',,', ',').trim() } : undefined;
}

function addName(csl: Csl, variable: NameVariable, text: string): void {
  const name = institutionIn(text) ?? parseName(text);
  if (name !== undefined) (csl[variable] ??= []).push(name);
}

/** One record in the terms of CSL. */
function draftOf({ fields }: TaggedRecord): Draft {
  const draft = newDraft();
  const { csl } = draft;
  const [, written = ''] = fields.find(([tag]) => tag === 'TY') ?? [];
  csl.type = TYPES.get(written.trim().toUpperCase()) ?? 'document';
  if (!TYPES.has(written.trim().toUpperCase())) keepCustom(csl, 'TY', written);
  let first = '';
  let last = '';
  for (const [tag, value] of fields) {
    if (value === '' || tag === 'TY') continue;
    const people = PEOPLE.get(tag);
    const text = TEXTS.get(tag);
    if (tag === 'SP') first ||= value;
    else if (tag === 'EP') last ||= value;
    else if (people !== undefined) {
      for (const one of value.split('\n')) addName(csl, people, one);
    } else if (text === 'URL' && csl.URL !== undefined) keepCustom(csl, tag, value);
    else if (text !== undefined)
      setText(csl, text, tag, text === 'URL' ? (value.split(/[\s;]+(?=http)|\n/)[0] ?? '') : value);
    else if (!readSpecial(draft, tag, value)) keepCustom(csl, tag, value);
  }
  const pages = last === '' || last === first || first.includes('-') ? first : `${first}-${last}`;
  if (pages !== '') csl.page = pages.replace(/^-/, '');
  if (csl.type === 'book' || csl.type === 'thesis') {
    // For whole works SP is how many pages there are.
    if (csl.page !== undefined && !csl.page.includes('-')) {
      csl['number-of-pages'] = csl.page.replace(/\s*p(?:p|ages|\.)*$/i, '');
      delete csl.page;
    }
  }
  if (
    csl['container-title'] === undefined &&
    csl.type?.startsWith('article') &&
    csl['container-title-short'] !== undefined
  ) {
    csl['container-title'] = csl['container-title-short'];
    delete csl['container-title-short'];
  }
  if (csl['citation-key'] !== undefined) draft.names.push(csl['citation-key']);
  if (draft.tags.length > 0) csl.keyword = draft.tags.join(', ');
  return draft;
}

/** Reads a RIS file. Throws `empty` when there is no record in it. */
export const readRis: RecordReader = (request) => {
  const { text, warnings } = decodeText(request);
  const { records, stray } = parseTagged(text, {
    line: /^\s{0,3}([A-Z][A-Z0-9])\s{0,4}-(?:\s(.*))?$/s,
    begins: 'TY',
    ends: 'ER',
  });
  const read = records.map((record, index) => {
    const draft = draftOf(record);
    return finishRecord(request, RIS, draft, index + 1);
  });
  const [first] = read;
  if (first === undefined) {
    throw new Refusal(
      'empty',
      `${nameInSentence(request.name)} holds no RIS record: none of its lines begins with “TY  - ”. Export it again, or choose another file.`,
    );
  }
  first.warnings.unshift(...warnings);
  if (stray > 0) {
    first.warnings.push(
      `${stray === 1 ? 'A line' : `${stray} lines`} outside of the records of ${nameInSentence(request.name)} could not be read.`,
    );
  }
  return read;
};
