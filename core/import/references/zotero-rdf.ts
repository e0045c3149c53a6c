/** Zotero RDF: a library or a collection as Zotero exports it, with notes and the paths of files. */
import { parseDate, type Csl, type CslName } from '../../../shared/csl.ts';
import type { NumberVariable, TextVariable } from '../../../shared/csl-variables.ts';
import { Refusal } from '../../../shared/result.ts';
import { nameInSentence } from '../reader.ts';
import {
  childElement,
  childElements,
  descendants,
  parseXml,
  xmlAttribute,
  xmlText,
  type XmlElement,
} from '../xml.ts';
import { htmlNoteText } from './html-note.ts';
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
import { ZOTERO_ROLES, ZOTERO_TYPES } from './zotero-types.ts';

export const ZOTERO_RDF = 'application/rdf+xml';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** The things of the file by what they are called in it. */
type Things = ReadonlyMap<string, XmlElement>;

const LINES: ReadonlyMap<string, TextVariable | NumberVariable> = new Map<
  string,
  TextVariable | NumberVariable
>([
  ['shortTitle', 'title-short'],
  ['language', 'language'],
  ['libraryCatalog', 'source'],
  ['callNumber', 'call-number'],
  ['archive', 'archive'],
  ['archiveLocation', 'archive_location'],
  ['volume', 'volume'],
  ['number', 'issue'],
  ['issue', 'issue'],
  ['pages', 'page'],
  ['numPages', 'number-of-pages'],
  ['numberOfVolumes', 'number-of-volumes'],
  ['edition', 'edition'],
  ['section', 'section'],
  ['type', 'genre'],
  ['runningTime', 'dimensions'],
  ['artworkSize', 'dimensions'],
  ['artworkMedium', 'medium'],
  ['medium', 'medium'],
  ['scale', 'scale'],
  ['version', 'version'],
  ['court', 'authority'],
  ['place', 'publisher-place'],
  ['meetingName', 'event-title'],
  ['conferenceName', 'event-title'],
  ['rights', 'license'],
  ['websiteTitle', 'container-title'],
  ['blogTitle', 'container-title'],
  ['dictionaryTitle', 'container-title'],
  ['encyclopediaTitle', 'container-title'],
  ['proceedingsTitle', 'container-title'],
  ['forumTitle', 'container-title'],
  ['programTitle', 'container-title'],
  ['citationKey', 'citation-key'],
]);

/** Parts that are read by themselves. */
const ELSEWHERE = new Set(
  `itemType title date identifier subject isPartOf publisher link isReferencedBy relation abstract
   description dateSubmitted dateAdded dateModified presentedAt resource alternative`
    .trim()
    .split(/\s+/),
);

function lineOf(element: XmlElement | undefined): string {
  return xmlText(element).replace(/\s+/g, ' ').trim();
}

/** The thing that an element holds, or refers to. */
function thingIn(element: XmlElement, things: Things): XmlElement | undefined {
  const id = xmlAttribute(element, 'resource', RDF);
  return id === undefined ? childElements(element)[0] : things.get(id);
}

function namesIn(element: XmlElement): CslName[] {
  return descendants(element, 'Person').flatMap((person): CslName[] => {
    const family = lineOf(childElement(person, 'surname') ?? childElement(person, 'familyName'));
    const given = lineOf(childElement(person, 'givenName') ?? childElement(person, 'givenname'));
    if (family === '' && given === '') return [];
    // Zotero writes a name in one field as a family name alone.
    if (given === '') return [{ literal: family }];
    return [family === '' ? { literal: given } : { family, given }];
  });
}

/** "ISBN 978…", "DOI 10.…", "ISSN …", or an address in a resource of its own. */
function readIdentifier(csl: Csl, element: XmlElement): void {
  const text = lineOf(element);
  const [, kind = '', value = ''] = /^(ISBN|ISSN|DOI)\s+(.+)$/i.exec(text) ?? [];
  if (kind !== '') {
    const key = kind.toUpperCase() as 'ISBN' | 'ISSN' | 'DOI';
    if (csl[key] === undefined) csl[key] = value;
  } else if (/^https?:/i.test(text)) csl.URL ??= text;
  else if (text !== '') keepCustom(csl, 'identifier', text);
}

/** The journal, book or series that an item is part of. */
function readWhole(csl: Csl, whole: XmlElement, things: Things, depth = 0): void {
  const title = lineOf(childElement(whole, 'title'));
  const series = whole.name === 'Series';
  if (title !== '') {
    if (series) csl['collection-title'] ??= title;
    else csl['container-title'] ??= title;
  }
  const short = lineOf(childElement(whole, 'alternative'));
  if (short !== '') csl['container-title-short'] ??= short;
  const number = lineOf(childElement(whole, 'number'));
  if (number !== '') csl[series ? 'collection-number' : 'issue'] ??= number;
  const volume = lineOf(childElement(whole, 'volume'));
  if (volume !== '') csl.volume ??= volume;
  for (const identifier of childElements(whole, 'identifier')) readIdentifier(csl, identifier);
  for (const part of childElements(whole, 'isPartOf')) {
    const outer = thingIn(part, things);
    if (outer !== undefined && depth < 3) readWhole(csl, outer, things, depth + 1);
  }
}

function readPublisher(csl: Csl, publisher: XmlElement): void {
  const [organization] = descendants(publisher, 'Organization');
  const name = lineOf(childElement(organization, 'name'));
  if (name !== '') csl.publisher = name;
  const place = organization && descendants(organization, 'locality')[0];
  if (lineOf(place) !== '') csl['publisher-place'] = lineOf(place);
}

/** "Citation Key: x" and the like in Zotero's Extra field are what they say; the rest is a note. */
function readExtra(csl: Csl, extra: string): void {
  for (const line of extra.split('\n')) {
    const [, name = '', value = ''] = /^\s*([A-Za-z ]{2,40}):\s*(\S.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    if (key === 'citation key') csl['citation-key'] ??= value.trim();
    else if (key === 'pmid') csl.PMID ??= value.trim();
    else if (key === 'pmcid') csl.PMCID ??= value.trim();
    else if (key === 'doi') csl.DOI ??= value.trim();
    else if (key === 'original date') csl['original-date'] ??= parseDate(value);
    else addNote(csl, line);
  }
}

function draftOf(
  item: XmlElement,
  things: Things,
  collections: ReadonlyMap<string, string[]>,
): Draft {
  const draft = newDraft();
  const { csl } = draft;
  const kind = lineOf(childElement(item, 'itemType'));
  csl.type = ZOTERO_TYPES.get(kind) ?? 'document';
  if (!ZOTERO_TYPES.has(kind) && kind !== '') keepCustom(csl, 'itemType', kind);
  const id = xmlAttribute(item, 'about', RDF);
  if (id !== undefined) draft.names.push(id);
  for (const element of childElements(item)) {
    const { name } = element;
    const text = lineOf(element);
    const role = ZOTERO_ROLES.get(name);
    const line = LINES.get(name);
    if (role !== undefined) {
      const names = namesIn(element);
      if (names.length > 0) csl[role] = [...(csl[role] ?? []), ...names];
    } else if (name === 'title' && text !== '') csl.title = text;
    else if (name === 'date') csl.issued ??= parseDate(text);
    else if (name === 'dateSubmitted') csl.accessed ??= parseDate(text);
    else if (name === 'identifier') readIdentifier(csl, element);
    else if (name === 'abstract') csl.abstract = xmlText(element).trim();
    else if (name === 'description') readExtra(csl, xmlText(element));
    else if (name === 'publisher') readPublisher(csl, element);
    else if (name === 'subject') draft.tags.push(text);
    else if (name === 'alternative') csl['container-title-short'] ??= text;
    else if (name === 'presentedAt') {
      const event = lineOf(descendants(element, 'title')[0]);
      if (event !== '') csl['event-title'] ??= event;
    } else if (name === 'isPartOf') {
      const whole = thingIn(element, things);
      if (whole !== undefined) readWhole(csl, whole, things);
    } else if (name === 'isReferencedBy') {
      const note = thingIn(element, things);
      addNote(csl, htmlNoteText(xmlText(note && (childElement(note, 'value') ?? note))));
    } else if (name === 'link') {
      const attachment = thingIn(element, things);
      const target = attachment && childElement(attachment, 'resource');
      const path = target && xmlAttribute(target, 'resource', RDF);
      if (path !== undefined && !/^https?:/i.test(path)) draft.attachments.push(path);
      for (const tag of attachment === undefined ? [] : childElements(attachment, 'subject')) {
        draft.tags.push(lineOf(tag));
      }
    } else if (line !== undefined && text !== '' && csl[line] === undefined) csl[line] = text;
    else if (!ELSEWHERE.has(name)) keepCustom(csl, name, text);
  }
  if (
    csl.type !== undefined &&
    !/^article|^periodical|^post|^webpage/.test(csl.type) &&
    csl.issue !== undefined
  ) {
    csl.number ??= csl.issue;
    delete csl.issue;
  }
  const added = timeOf(lineOf(childElement(item, 'dateAdded')));
  if (added !== undefined) draft.createdAt = added;
  const changed = timeOf(lineOf(childElement(item, 'dateModified')));
  if (changed !== undefined) draft.updatedAt = changed;
  for (const collection of id === undefined ? [] : (collections.get(id) ?? [])) {
    keepCustom(csl, 'collection', collection);
  }
  if (csl['citation-key'] !== undefined) draft.names.push(csl['citation-key']);
  if (draft.tags.length > 0) csl.keyword = draft.tags.join(', ');
  return draft;
}

/** Says whether an element is a thing that was read, written or seen. */
function isItem({ name, children }: XmlElement): boolean {
  if (/^(?:Attachment|Collection|Memo|Journal|Series|Organization|Person)$/.test(name))
    return false;
  return children.some(
    (child) => typeof child !== 'string' && /^(?:itemType|title|authors)$/.test(child.name),
  );
}

/** Reads Zotero RDF. Throws `empty` when there is no item in it, and what `parseXml` throws. */
export const readZoteroRdf: RecordReader = (request) => {
  const { root, warnings } = parseXml(request.bytes, request.name);
  const top = childElements(root);
  const things = new Map<string, XmlElement>();
  for (const thing of top) {
    const id = xmlAttribute(thing, 'about', RDF);
    if (id !== undefined && !things.has(id)) things.set(id, thing);
  }
  const collections = new Map<string, string[]>();
  for (const collection of top.filter(({ name }) => name === 'Collection')) {
    const title = lineOf(childElement(collection, 'title'));
    for (const part of childElements(collection, 'hasPart')) {
      const id = xmlAttribute(part, 'resource', RDF) ?? '';
      collections.set(id, [...(collections.get(id) ?? []), title]);
    }
  }
  // A book that a chapter is in stands beside it, without a type of its own.
  const wholes = new Set(
    top.flatMap((thing) =>
      childElements(thing, 'isPartOf').flatMap((part) => xmlAttribute(part, 'resource', RDF) ?? []),
    ),
  );
  const items = top
    .filter(isItem)
    .filter(
      (item) =>
        childElement(item, 'itemType') !== undefined ||
        !wholes.has(xmlAttribute(item, 'about', RDF) ?? ''),
    )
    .filter((item) => !/^(?:attachment|note)$/.test(lineOf(childElement(item, 'itemType'))))
    .slice(0, MAX_RECORDS);
  const read = items.map((item, index) =>
    finishRecord(request, ZOTERO_RDF, draftOf(item, things, collections), index + 1),
  );
  const [first] = read;
  if (first === undefined) {
    throw new Refusal(
      'empty',
      `${nameInSentence(request.name)} holds no item of Zotero. Export it again as Zotero RDF, or choose another file.`,
    );
  }
  first.warnings.unshift(...warnings);
  return read;
};
