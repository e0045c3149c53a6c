/** EndNote XML, which EndNote, Mendeley and databases write. */
import { parseDate, type Csl } from '../../../shared/csl.ts';
import type {
  CslType,
  NameVariable,
  NumberVariable,
  TextVariable,
} from '../../../shared/csl-variables.ts';
import { parseName } from '../../../shared/person-names.ts';
import { Refusal } from '../../../shared/result.ts';
import { nameInSentence } from '../reader.ts';
import {
  childElement,
  childElements,
  descendants,
  parseXml,
  xmlText,
  type XmlElement,
} from '../xml.ts';
import {
  addNote,
  finishRecord,
  keepCustom,
  MAX_RECORDS,
  newDraft,
  tagsFrom,
  type Draft,
  type RecordReader,
} from './record.ts';

export const ENDNOTE_XML = 'application/x-endnote-xml';

/** EndNote's names of its types, in small letters. */
const TYPES: ReadonlyMap<string, CslType> = new Map<string, CslType>([
  ['aggregated database', 'dataset'],
  ['ancient text', 'classic'],
  ['artwork', 'graphic'],
  ['audiovisual material', 'motion_picture'],
  ['bill', 'bill'],
  ['blog', 'post-weblog'],
  ['book', 'book'],
  ['book section', 'chapter'],
  ['case', 'legal_case'],
  ['catalog', 'book'],
  ['chart or table', 'figure'],
  ['classical work', 'classic'],
  ['computer program', 'software'],
  ['conference paper', 'paper-conference'],
  ['conference proceedings', 'paper-conference'],
  ['dataset', 'dataset'],
  ['dictionary', 'entry-dictionary'],
  ['discussion forum', 'post'],
  ['edited book', 'book'],
  ['electronic article', 'article-journal'],
  ['electronic book', 'book'],
  ['electronic book section', 'chapter'],
  ['encyclopedia', 'entry-encyclopedia'],
  ['figure', 'figure'],
  ['film or broadcast', 'motion_picture'],
  ['generic', 'document'],
  ['government document', 'report'],
  ['hearing', 'hearing'],
  ['interview', 'interview'],
  ['journal article', 'article-journal'],
  ['legal rule or regulation', 'regulation'],
  ['magazine article', 'article-magazine'],
  ['manuscript', 'manuscript'],
  ['map', 'map'],
  ['music', 'musical_score'],
  ['newspaper article', 'article-newspaper'],
  ['online database', 'dataset'],
  ['online multimedia', 'webpage'],
  ['pamphlet', 'pamphlet'],
  ['patent', 'patent'],
  ['personal communication', 'personal_communication'],
  ['podcast', 'broadcast'],
  ['press release', 'article-newspaper'],
  ['report', 'report'],
  ['serial', 'periodical'],
  ['social media', 'post'],
  ['standard', 'standard'],
  ['statute', 'legislation'],
  ['television episode', 'broadcast'],
  ['thesis', 'thesis'],
  ['unpublished work', 'manuscript'],
  ['web page', 'webpage'],
]);

const TEXTS: ReadonlyMap<string, TextVariable | NumberVariable> = new Map<
  string,
  TextVariable | NumberVariable
>([
  ['abstract', 'abstract'],
  ['accession-num', 'archive_location'],
  ['call-num', 'call-number'],
  ['edition', 'edition'],
  ['electronic-resource-num', 'DOI'],
  ['label', 'citation-key'],
  ['language', 'language'],
  ['num-vols', 'number-of-volumes'],
  ['orig-pub', 'original-title'],
  ['pages', 'page'],
  ['pub-location', 'publisher-place'],
  ['publisher', 'publisher'],
  ['remote-database-name', 'source'],
  ['section', 'section'],
  ['volume', 'volume'],
  ['work-type', 'genre'],
  ['research-notes', 'annote'],
]);

/** Parts that are read by themselves, or say how EndNote keeps the record. */
const ELSEWHERE = new Set(
  `contributors titles periodical dates urls keywords ref-type rec-number foreign-keys database
   source-app isbn number notes access-date ref-key modified-date added-date caption-style`
    .trim()
    .split(/\s+/),
);

/** The text of an element with all its `style` parts, its line ends kept. */
function textIn(element: XmlElement | undefined): string {
  return xmlText(element).replace(/\r\n?/g, '\n').trim();
}

function readNames(csl: Csl, record: XmlElement, part: string, role: NameVariable): void {
  const group = childElement(childElement(record, 'contributors'), part);
  if (group === undefined) return;
  for (const author of childElements(group)) {
    for (const line of textIn(author).split(/\n|;/)) {
      // EndNote ends a name that must not be taken apart with a comma.
      const whole = /^([^,]+),$/.exec(line.trim())?.[1];
      const name = whole === undefined ? parseName(line) : { literal: whole };
      if (name !== undefined) (csl[role] ??= []).push(name);
    }
  }
}

function readTitles(csl: Csl, record: XmlElement): void {
  const titles = childElement(record, 'titles');
  const periodical = childElement(record, 'periodical');
  const title = (name: string) => textIn(childElement(titles, name)).replace(/\s+/g, ' ');
  const set = (key: TextVariable, text: string): void => {
    if (text !== '') csl[key] ??= text;
  };
  set('title', title('title'));
  set('title-short', title('short-title'));
  const full = textIn(childElement(periodical, 'full-title'));
  const second = title('secondary-title');
  const short = textIn(childElement(periodical, 'abbr-1')) || title('alt-title');
  const container = second === '' || second === short ? full || second : second;
  const series = csl.type === 'book' || csl.type === 'report';
  set(series ? 'collection-title' : 'container-title', container);
  set('container-title-short', short);
  if (csl['container-title-short'] === csl['container-title']) delete csl['container-title-short'];
  set(
    csl.type === 'paper-conference' ? 'event-title' : 'collection-title',
    title('tertiary-title'),
  );
  const translated = title('translated-title');
  if (translated !== '') keepCustom(csl, 'translated title', translated);
}

function readDates(csl: Csl, record: XmlElement): void {
  const dates = childElement(record, 'dates');
  const year = textIn(childElement(dates, 'year'));
  const [day] = childElement(dates, 'pub-dates')?.children.length
    ? childElements(
        childElement(dates, 'pub-dates') ?? { name: '', uri: '', attributes: [], children: [] },
        'date',
      )
    : [];
  const words = textIn(day);
  const whole = words === '' || /\d{4}/.test(words) ? words : `${words} ${year}`;
  const exact = whole === '' ? undefined : parseDate(whole);
  const issued = exact?.['date-parts'] === undefined ? parseDate(year || words) : exact;
  if (issued !== undefined) csl.issued = issued;
  const accessed = parseDate(textIn(childElement(record, 'access-date')));
  if (accessed !== undefined) csl.accessed = accessed;
}

function draftOf(record: XmlElement): Draft {
  const draft = newDraft();
  const { csl } = draft;
  const refType = childElement(record, 'ref-type');
  const kind = refType?.attributes.find(({ name }) => name === 'name')?.value ?? textIn(refType);
  csl.type = TYPES.get(kind.toLowerCase()) ?? 'document';
  if (!TYPES.has(kind.toLowerCase())) keepCustom(csl, 'ref-type', kind);
  readTitles(csl, record);
  readNames(csl, record, 'authors', 'author');
  const second: NameVariable =
    csl.type === 'book'
      ? 'collection-editor'
      : csl.type === 'motion_picture'
        ? 'director'
        : 'editor';
  readNames(csl, record, 'secondary-authors', second);
  readNames(csl, record, 'tertiary-authors', 'collection-editor');
  readNames(csl, record, 'subsidiary-authors', 'translator');
  readNames(csl, record, 'translated-authors', 'translator');
  if (kind.toLowerCase() === 'edited book' && csl.author !== undefined) {
    csl.editor = [...csl.author, ...(csl.editor ?? [])];
    delete csl.author;
  }
  readDates(csl, record);
  const number = textIn(childElement(record, 'number'));
  if (number !== '') {
    const article = csl.type.startsWith('article') || csl.type === 'periodical';
    csl[article ? 'issue' : csl.type === 'book' ? 'collection-number' : 'number'] = number;
  }
  for (const one of textIn(childElement(record, 'isbn')).split(/[\n;,]|\)\s/)) {
    const bare = one.replace(/[^\dXx]/g, '');
    if (bare === '') continue;
    const key = bare.length === 8 ? 'ISSN' : 'ISBN';
    const text = one.replace(/\s*\(.*$/, '').trim();
    csl[key] = csl[key] === undefined ? text : `${csl[key]} ${text}`;
  }
  for (const element of childElements(record)) {
    const text = textIn(element);
    const variable = TEXTS.get(element.name);
    if (text === '' || ELSEWHERE.has(element.name)) continue;
    const line =
      variable === 'abstract' || variable === 'annote' ? text : text.replace(/\s+/g, ' ');
    if (variable !== undefined && csl[variable] === undefined) csl[variable] = line;
    else keepCustom(csl, element.name, line);
  }
  addNote(csl, textIn(childElement(record, 'notes')));
  const keywords = childElement(record, 'keywords');
  for (const keyword of keywords === undefined ? [] : childElements(keywords)) {
    draft.tags.push(
      ...(/[;\n]/.test(textIn(keyword)) ? tagsFrom(textIn(keyword)) : [textIn(keyword)]),
    );
  }
  if (draft.tags.length > 0) csl.keyword = draft.tags.join(', ');
  const urls = childElement(record, 'urls');
  for (const url of urls === undefined ? [] : descendants(urls, 'url')) {
    for (const one of textIn(url).split(/\n|(?=internal-pdf:)/)) {
      const address = one.trim();
      if (
        /^(?:internal-pdf|file):/i.test(address) ||
        (/\.pdf$/i.test(address) && !/^https?:/i.test(address))
      ) {
        draft.attachments.push(address);
      } else if (address !== '') {
        if (csl.URL === undefined) csl.URL = address;
        else keepCustom(csl, 'url', address);
      }
    }
  }
  const key = textIn(childElement(record, 'rec-number'));
  if (csl['citation-key'] !== undefined) draft.names.push(csl['citation-key']);
  else if (key !== '') draft.names.push(key);
  return draft;
}

/** Reads EndNote XML. Throws `empty` when there is no record in it, and what `parseXml` throws. */
export const readEndNoteXml: RecordReader = (request) => {
  const { root, warnings } = parseXml(request.bytes, request.name);
  const records = descendants(root, 'record')
    .filter(
      (record) =>
        childElement(record, 'titles') ??
        childElement(record, 'contributors') ??
        childElement(record, 'ref-type'),
    )
    .slice(0, MAX_RECORDS);
  const read = records.map((record, index) =>
    finishRecord(request, ENDNOTE_XML, draftOf(record), index + 1),
  );
  const [first] = read;
  if (first === undefined) {
    throw new Refusal(
      'empty',
      `${nameInSentence(request.name)} holds no EndNote record. Export it again as EndNote XML, or choose another file.`,
    );
  }
  first.warnings.unshift(...warnings);
  return read;
};
