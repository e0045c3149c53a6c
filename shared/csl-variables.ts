/**
 * The types and variables of CSL-JSON, as CSL 1.0.2 lists them
 * (https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV). Variables
 * that only a processor sets (citation-number, first-reference-note-number, locator, year-suffix)
 * are left out: they belong to a citation, not to a source.
 */

/** Every type with what people call it, in the order of a list to choose from. */
export const CSL_TYPE_LABELS = {
  'article-journal': 'Journal article',
  'article-magazine': 'Magazine article',
  'article-newspaper': 'Newspaper article',
  book: 'Book',
  chapter: 'Chapter of a book',
  'paper-conference': 'Conference paper',
  report: 'Report',
  thesis: 'Thesis',
  webpage: 'Web page',
  'post-weblog': 'Blog post',
  post: 'Post',
  article: 'Article or preprint',
  bill: 'Bill',
  broadcast: 'Broadcast',
  classic: 'Classical work',
  collection: 'Archival collection',
  legal_case: 'Court decision',
  dataset: 'Data set',
  'entry-dictionary': 'Dictionary entry',
  document: 'Document',
  'entry-encyclopedia': 'Encyclopedia entry',
  entry: 'Entry of a reference work',
  event: 'Event',
  figure: 'Figure',
  motion_picture: 'Film or video',
  graphic: 'Graphic',
  hearing: 'Hearing',
  interview: 'Interview',
  legislation: 'Law',
  personal_communication: 'Letter or message',
  manuscript: 'Manuscript',
  map: 'Map',
  musical_score: 'Musical score',
  pamphlet: 'Pamphlet',
  patent: 'Patent',
  performance: 'Performance',
  periodical: 'Periodical',
  regulation: 'Regulation',
  review: 'Review',
  'review-book': 'Review of a book',
  software: 'Software',
  song: 'Song or recording',
  speech: 'Speech',
  standard: 'Standard',
  treaty: 'Treaty',
} as const;
export type CslType = keyof typeof CSL_TYPE_LABELS;

export const CSL_TYPES = Object.keys(CSL_TYPE_LABELS) as readonly CslType[];

/** Says whether a text is one of CSL's types. */
export function isCslType(type: string | undefined): type is CslType {
  return type !== undefined && Object.hasOwn(CSL_TYPE_LABELS, type);
}

/** The variables that hold names. */
export const NAME_VARIABLES = [
  'author',
  'chair',
  'collection-editor',
  'compiler',
  'composer',
  'container-author',
  'contributor',
  'curator',
  'director',
  'editor',
  'editor-translator',
  'editorial-director',
  'executive-producer',
  'guest',
  'host',
  'illustrator',
  'interviewer',
  'narrator',
  'organizer',
  'original-author',
  'performer',
  'producer',
  'recipient',
  'reviewed-author',
  'script-writer',
  'series-creator',
  'translator',
] as const;
export type NameVariable = (typeof NAME_VARIABLES)[number];

/** The variables that hold dates. */
export const DATE_VARIABLES = [
  'accessed',
  'available-date',
  'event-date',
  'issued',
  'original-date',
  'submitted',
] as const;
export type DateVariable = (typeof DATE_VARIABLES)[number];

/** The variables that hold numbers, which may be written with letters: "12a", "3rd", "pp. 4-6". */
export const NUMBER_VARIABLES = [
  'chapter-number',
  'collection-number',
  'edition',
  'issue',
  'number',
  'number-of-pages',
  'number-of-volumes',
  'page',
  'page-first',
  'part-number',
  'printing-number',
  'section',
  'supplement-number',
  'version',
  'volume',
] as const;
export type NumberVariable = (typeof NUMBER_VARIABLES)[number];

/** The variables that hold a text. */
export const TEXT_VARIABLES = [
  'abstract',
  'annote',
  'archive',
  'archive-place',
  'archive_collection',
  'archive_location',
  'authority',
  'call-number',
  'citation-key',
  'citation-label',
  'collection-title',
  'container-title',
  'container-title-short',
  'dimensions',
  'division',
  'DOI',
  'event-place',
  'event-title',
  'genre',
  'ISBN',
  'ISSN',
  'jurisdiction',
  'keyword',
  'language',
  'license',
  'medium',
  'note',
  'original-publisher',
  'original-publisher-place',
  'original-title',
  'part-title',
  'PMCID',
  'PMID',
  'publisher',
  'publisher-place',
  'references',
  'reviewed-genre',
  'reviewed-title',
  'scale',
  'source',
  'status',
  'title',
  'title-short',
  'URL',
  'volume-title',
] as const;
export type TextVariable = (typeof TEXT_VARIABLES)[number];
