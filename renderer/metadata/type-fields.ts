/** Which fields each type of source uses, in the order in which a form shows them. */
import { isCslType, type CslType, type DateVariable } from '../../shared/csl-variables.ts';
import { DATE_VARIABLES, NUMBER_VARIABLES, TEXT_VARIABLES } from '../../shared/csl-variables.ts';
import type { LineVariable } from './csl-labels.ts';

export type FormField = LineVariable | DateVariable;

const fields = (names: string) => names.split(' ') as FormField[];

const JOURNAL = fields('container-title issued volume issue page DOI URL ISSN');
const PRESS = fields('container-title issued section page edition publisher-place URL accessed');
const POST = fields('container-title issued genre URL accessed publisher');
const BOOK = fields(
  'publisher publisher-place issued edition volume collection-title collection-number number-of-pages ISBN DOI URL',
);
const ENTRY = fields(
  'container-title issued volume page edition publisher publisher-place ISBN URL accessed',
);
const LAW = fields(
  'authority number container-title volume section issued jurisdiction URL accessed',
);
const EVENT = fields('event-title event-place event-date issued genre URL accessed');
const FILM = fields(
  'issued publisher publisher-place genre medium dimensions container-title URL accessed',
);
const KEPT = fields('issued genre archive archive_collection archive_location archive-place URL');
const IMAGE = fields(
  'issued medium dimensions genre archive archive_location publisher URL accessed',
);
const OTHER = fields('container-title publisher publisher-place issued genre DOI URL accessed');

const FIELDS: Readonly<Record<CslType, readonly FormField[]>> = {
  'article-journal': JOURNAL,
  'article-magazine': fields('container-title issued volume issue page URL accessed ISSN'),
  'article-newspaper': PRESS,
  article: fields('genre number publisher issued archive archive_location version DOI URL'),
  bill: LAW,
  book: BOOK,
  broadcast: fields('container-title issued publisher medium dimensions number genre URL accessed'),
  chapter: fields(
    'container-title page issued publisher publisher-place edition volume collection-title ISBN DOI URL',
  ),
  classic: fields('issued original-date volume section publisher URL'),
  collection: KEPT,
  dataset: fields('issued version publisher genre DOI URL accessed'),
  document: OTHER,
  entry: ENTRY,
  'entry-dictionary': ENTRY,
  'entry-encyclopedia': ENTRY,
  event: EVENT,
  figure: IMAGE,
  graphic: IMAGE,
  hearing: fields('authority section number issued event-place publisher publisher-place URL'),
  interview: fields(
    'issued medium container-title publisher archive archive_location URL accessed',
  ),
  legal_case: fields(
    'authority container-title volume page number issued jurisdiction URL accessed',
  ),
  legislation: LAW,
  manuscript: KEPT,
  map: fields('scale genre edition publisher publisher-place issued archive archive_location URL'),
  motion_picture: FILM,
  musical_score: fields('publisher publisher-place issued genre volume URL'),
  pamphlet: BOOK,
  'paper-conference': fields(
    'container-title event-title event-place event-date page publisher publisher-place issued DOI ISBN URL',
  ),
  patent: fields('number authority jurisdiction submitted issued genre status URL'),
  performance: EVENT,
  periodical: fields('publisher publisher-place issued volume issue ISSN URL'),
  personal_communication: fields('issued genre medium archive archive_location URL'),
  post: POST,
  'post-weblog': POST,
  regulation: LAW,
  report: fields(
    'genre number publisher publisher-place issued collection-title page DOI URL accessed',
  ),
  review: [...fields('reviewed-title'), ...JOURNAL],
  'review-book': [...fields('reviewed-title'), ...JOURNAL],
  software: fields('version issued publisher genre DOI URL accessed'),
  song: fields('container-title publisher issued medium dimensions volume URL accessed'),
  speech: EVENT,
  standard: fields('number authority publisher issued version status URL'),
  thesis: fields('genre publisher publisher-place issued number-of-pages archive DOI URL'),
  treaty: fields('number container-title volume page issued event-place URL accessed'),
  webpage: fields('container-title issued publisher genre URL accessed'),
};

/** Fields every type has after its own. */
const ALWAYS = fields('language note');
/** The title stands before all. */
const ELSEWHERE = new Set<FormField>(['title']);
const ALL: readonly FormField[] = [
  ...TEXT_VARIABLES,
  ...NUMBER_VARIABLES,
  ...DATE_VARIABLES,
].filter((name) => !ELSEWHERE.has(name));

/** Names of some fields that are called otherwise in sources of one type. */
const OWN_LABELS: Readonly<Partial<Record<CslType, Partial<Record<FormField, string>>>>> = {
  'article-journal': { 'container-title': 'Journal' },
  'article-magazine': { 'container-title': 'Magazine' },
  'article-newspaper': { 'container-title': 'Newspaper' },
  article: { publisher: 'Repository' },
  broadcast: { 'container-title': 'Programme', publisher: 'Station' },
  chapter: { 'container-title': 'Book' },
  'paper-conference': { 'container-title': 'Proceedings', 'event-title': 'Conference' },
  'entry-dictionary': { 'container-title': 'Dictionary' },
  'entry-encyclopedia': { 'container-title': 'Encyclopedia' },
  legal_case: { authority: 'Court', 'container-title': 'Reporter', number: 'Docket number' },
  legislation: { 'container-title': 'Code', authority: 'Legislature' },
  report: { publisher: 'Institution', genre: 'Kind of report' },
  thesis: { publisher: 'University', genre: 'Kind of thesis' },
  webpage: { 'container-title': 'Website' },
  post: { 'container-title': 'Website' },
  'post-weblog': { 'container-title': 'Blog' },
  song: { 'container-title': 'Album', publisher: 'Label' },
};

export function ownLabel(type: string, field: FormField): string | undefined {
  return isCslType(type) ? OWN_LABELS[type]?.[field] : undefined;
}

/**
 * The fields to show at once for a type: its own, and whatever is filled in; and those behind "More
 * fields".
 */
export function fieldsFor(
  type: string,
  filled: (field: FormField) => boolean,
): { shown: FormField[]; more: FormField[] } {
  const own = [...(isCslType(type) ? FIELDS[type] : OTHER), ...ALWAYS];
  const rest = ALL.filter((field) => !own.includes(field));
  return {
    shown: [...own, ...rest.filter(filled)],
    more: rest.filter((field) => !filled(field)),
  };
}
