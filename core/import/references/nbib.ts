/** NBIB: the MEDLINE form in which PubMed gives its records away. */
import { parseDate, type Csl } from '../../../shared/csl.ts';
import type { CslType, NumberVariable, TextVariable } from '../../../shared/csl-variables.ts';
import { parseName } from '../../../shared/person-names.ts';
import { Refusal } from '../../../shared/result.ts';
import { decodeText } from '../decode.ts';
import { nameInSentence } from '../reader.ts';
import {
  addNote,
  finishRecord,
  keepCustom,
  newDraft,
  type Draft,
  type RecordReader,
} from './record.ts';
import { parseTagged, type TaggedRecord } from './tagged-lines.ts';

export const NBIB = 'application/nbib';

const TEXTS: ReadonlyMap<string, TextVariable | NumberVariable> = new Map<
  string,
  TextVariable | NumberVariable
>([
  ['PMID', 'PMID'],
  ['PMC', 'PMCID'],
  ['TI', 'title'],
  ['BTI', 'container-title'],
  ['CTI', 'collection-title'],
  ['JT', 'container-title'],
  ['TA', 'container-title-short'],
  ['VI', 'volume'],
  ['IP', 'issue'],
  ['PG', 'page'],
  ['AB', 'abstract'],
  ['PB', 'publisher'],
  ['EN', 'edition'],
  ['ISBN', 'ISBN'],
  ['CN-', 'call-number'],
]);

/** Dates and numbers that PubMed keeps for itself. */
const HOUSEKEEPING =
  /^(?:STAT|OWN|LR|DA|DCOM|JID|SB|EDAT|MHDA|CRDT|PHST|PST|SO|IRAD|IR|FIR|RN|AUID|PMCR|DRDT|CTDT|GN|CI|LID|OID|OAB|OABL|SPIN|EFR|EIN|CIN|CON|ROF|ROR|UIN|UOF|RIN|RF|PL)$/;

/** Three letters of ISO 639-2 as MEDLINE writes languages, where they differ from BCP 47's. */
const LANGUAGES: Readonly<Record<string, string>> = {
  eng: 'en',
  fre: 'fr',
  ger: 'de',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  rus: 'ru',
  jpn: 'ja',
  chi: 'zh',
  kor: 'ko',
  dut: 'nl',
  pol: 'pl',
  swe: 'sv',
  nor: 'no',
  dan: 'da',
  fin: 'fi',
  cze: 'cs',
  hun: 'hu',
  tur: 'tr',
  ukr: 'uk',
  ara: 'ar',
  heb: 'he',
  per: 'fa',
  gre: 'el',
  rum: 'ro',
};

function typeOf(kinds: readonly string[], book: boolean): CslType {
  if (kinds.some((kind) => /^(?:book chapter)/i.test(kind))) return 'chapter';
  if (kinds.some((kind) => /^(?:books?)\b/i.test(kind))) return 'book';
  if (book) return 'chapter';
  if (kinds.includes('Newspaper Article')) return 'article-newspaper';
  if (kinds.includes('Preprint')) return 'article';
  return kinds.includes('Dataset') ? 'dataset' : 'article-journal';
}

/** "10.1000/x [doi]", "S0140-6736(20)1 [pii]": what an identifier is is said after it. */
function readIdentifier(csl: Csl, value: string): void {
  const [, id = '', kind = ''] = /^(.+?)\s*\[(\w+)\]$/s.exec(value) ?? [];
  if (kind === 'doi') csl.DOI ??= id;
  else if (id !== '') keepCustom(csl, kind, id);
}

/** MEDLINE ends titles with a stop, which is not theirs. */
function withoutStop(title: string): string {
  return title
    .replace(/\s+/g, ' ')
    .replace(/^\[(.*)\]\.?$/, '$1')
    .replace(/(?<!\.)\.$/, '');
}

function draftOf({ fields }: TaggedRecord): Draft {
  const draft = newDraft();
  const { csl } = draft;
  const all = (tag: string) => fields.filter(([name]) => name === tag).map(([, value]) => value);
  const joined = (text: string) => text.replace(/\n/g, ' ');
  csl.type = typeOf(all('PT'), all('BTI').length > 0);
  for (const [tag, value] of fields) {
    if (value === '') continue;
    const variable = TEXTS.get(tag);
    const text = joined(value);
    if (variable === 'title') csl.title ??= withoutStop(text);
    else if (variable === 'container-title') csl['container-title'] ??= withoutStop(text);
    else if (variable !== undefined) {
      if (csl[variable] === undefined) csl[variable] = text;
      else keepCustom(csl, tag, text);
    } else if (tag === 'AID' || tag === 'LID') readIdentifier(csl, text);
    else if (tag === 'DP') csl.issued ??= parseDate(text);
    else if (tag === 'TT') csl['original-title'] ??= withoutStop(text);
    else if (tag === 'IS') {
      const [issn = ''] = text.split(/\s/);
      if (csl.ISSN?.includes(issn) !== true) csl.ISSN = [csl.ISSN, issn].filter(Boolean).join(' ');
    } else if (tag === 'LA')
      csl.language ??= Object.hasOwn(LANGUAGES, text) ? LANGUAGES[text] : text;
    else if (tag === 'OT' || tag === 'MH')
      draft.tags.push(
        ...text
          .split('/')
          .slice(0, 1)
          .map((one) => one.replace(/\*/g, '')),
      );
    else if (tag === 'PT') csl.genre ??= text;
    else if (tag === 'GR' || tag === 'AD' || tag === 'COIS' || tag === 'SI' || tag === 'DEP')
      keepCustom(csl, tag, text);
    else if (tag === 'PL' && (csl.type === 'book' || csl.type === 'chapter'))
      csl['publisher-place'] ??= text;
    else if (/^(?:GN|OAB|CI)$/.test(tag)) addNote(csl, text);
    else if (!/^(?:FAU|AU|FED|ED|CN)$/.test(tag) && !HOUSEKEEPING.test(tag))
      keepCustom(csl, tag, text);
  }
  if (csl.type === 'article-journal' && csl.genre === 'Journal Article') delete csl.genre;
  // Persons and groups come in the order of the title page; AU repeats FAU in short.
  const full = all('FAU').length > 0;
  for (const [tag, value] of fields) {
    if (tag === 'CN') csl.author = [...(csl.author ?? []), { literal: joined(value) }];
    if (tag !== (full ? 'FAU' : 'AU')) continue;
    const short = /^(.+) (\p{Lu}{1,3})$/u.exec(value);
    const name = full
      ? parseName(value)
      : parseName(short === null ? value : `${short[1] ?? ''}, ${short[2] ?? ''}`);
    if (name !== undefined) csl.author = [...(csl.author ?? []), name];
  }
  for (const value of all(all('FED').length > 0 ? 'FED' : 'ED')) {
    const name = parseName(value);
    if (name !== undefined) csl.editor = [...(csl.editor ?? []), name];
  }
  if (csl.PMID !== undefined) draft.names.push(csl.PMID);
  if (draft.tags.length > 0) csl.keyword = [...new Set(draft.tags)].join(', ');
  return draft;
}

/** Reads an NBIB file. Throws `empty` when there is no record in it. */
export const readNbib: RecordReader = (request) => {
  const { text, warnings } = decodeText(request);
  const { records } = parseTagged(text, { line: /^([A-Z]{2,4})\s{0,2}- ?(.*)$/s, begins: 'PMID' });
  const read = records.map((record, index) =>
    finishRecord(request, NBIB, draftOf(record), index + 1),
  );
  const [first] = read;
  if (first === undefined) {
    throw new Refusal(
      'empty',
      `${nameInSentence(request.name)} holds no PubMed record: none of its lines begins with “PMID- ”. Export it again, or choose another file.`,
    );
  }
  first.warnings.unshift(...warnings);
  return read;
};
