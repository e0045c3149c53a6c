/** The metadata of a source as fields of a form: how each is shown as text, and read back. */
import { dateText, nameText, parseDate, type Csl, type CslName } from '../../shared/csl.ts';

export type CslKey = keyof Csl;

export interface CslField {
  key: CslKey;
  /** As people call it. */
  label: string;
  kind: 'line' | 'lines' | 'type';
  placeholder: string;
  read: (csl: Csl) => string;
  /** What to store; null takes the field out. */
  write: (text: string) => unknown;
}

/** The kinds of source offered, in the names of CSL and in words. */
export const CSL_TYPES: ReadonlyArray<readonly [type: string, label: string]> = [
  ['article', 'Article'],
  ['article-newspaper', 'Newspaper article'],
  ['article-magazine', 'Magazine article'],
  ['article-journal', 'Journal article'],
  ['webpage', 'Web page'],
  ['post-weblog', 'Blog post'],
  ['report', 'Report'],
  ['book', 'Book'],
  ['chapter', 'Chapter of a book'],
  ['thesis', 'Thesis'],
  ['paper-conference', 'Conference paper'],
  ['interview', 'Interview'],
  ['speech', 'Speech'],
  ['legislation', 'Law'],
  ['legal_case', 'Court decision'],
  ['personal_communication', 'Letter or message'],
  ['manuscript', 'Manuscript'],
  ['document', 'Document'],
];

/** Names, one on each line: "Family, Given", or a name that is not to be taken apart. */
export function namesText(names: readonly CslName[] | undefined): string {
  return (names ?? [])
    .map((name) =>
      name.literal === undefined && name.family !== undefined && name.given !== undefined
        ? `${name.family}, ${name.given}`
        : nameText(name),
    )
    .join('\n');
}

/** Reads names as `namesText` writes them; without a comma a name is kept as it stands. */
export function parseNames(text: string): CslName[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [family = '', given = '', ...rest] = line.split(',').map((part) => part.trim());
      if (rest.length > 0 || family === '' || given === '') return { literal: line };
      return { family, given };
    });
}

function line(key: CslKey, label: string, placeholder = 'Not recorded'): CslField {
  return {
    key,
    label,
    kind: 'line',
    placeholder,
    read: (csl) => {
      const value = csl[key];
      return typeof value === 'string' ? value : '';
    },
    write: (text) => (text.trim() === '' ? null : text.trim()),
  };
}

function date(key: 'issued' | 'accessed', label: string): CslField {
  return {
    ...line(key, label),
    read: (csl) => dateText(csl[key]),
    write: (text) => parseDate(text) ?? null,
  };
}

/** The fields of the form, in its order. */
export const CSL_FIELDS: readonly CslField[] = [
  { ...line('title', 'Title', 'Untitled'), kind: 'lines' },
  { ...line('type', 'Type'), kind: 'type' },
  {
    ...line('author', 'Authors', 'Not recorded'),
    kind: 'lines',
    read: (csl) => namesText(csl.author),
    write: (text) => {
      const names = parseNames(text);
      return names.length === 0 ? null : names;
    },
  },
  line('container-title', 'Publication'),
  line('publisher', 'Publisher'),
  date('issued', 'Date'),
  line('URL', 'Address'),
  date('accessed', 'Accessed'),
  line('DOI', 'DOI'),
  line('language', 'Language'),
];
