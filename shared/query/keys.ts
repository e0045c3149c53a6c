/** The keys of the query language, `tag:` and the others: one table for reading, writing and completing. */
import { hitKindSchema } from '../domain.ts';

/** Parts of things that words can be looked for in. */
export const FIELDS = ['title', 'text', 'note', 'comment'] as const;
export type FieldKey = (typeof FIELDS)[number];

export const FILTER_KEYS = [
  'by',
  'tag',
  'case',
  'type',
  'in',
  'label',
  'lang',
  'has',
  'before',
  'after',
  'on',
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];
export type QueryKey = FieldKey | FilterKey;

interface KeyFacts {
  /** What it does, after "finds" or the like; shown beside the key. */
  about: string;
  example: string;
  /** Other names for it. */
  also?: readonly string[];
  /** All the values that it may have, when they are few and known. */
  values?: readonly string[];
}

/** Where things lie that are in no case file. */
export const INBOX = 'inbox';

/** Every key, in the order in which they are offered. */
export const QUERY_KEYS: Readonly<Record<QueryKey, KeyFacts>> = {
  title: { about: 'words of the title', example: 'title:casualties' },
  text: { about: 'words of a source’s text', example: 'text:"two dozen"' },
  note: { about: 'words of a note', example: 'note:question' },
  comment: { about: 'words of the comment on a highlight', example: 'comment:check' },
  by: { about: 'author or publisher', example: 'by:"Hyung-jin Kim"', also: ['author'] },
  tag: { about: 'has the tag', example: 'tag:figures', also: ['tags'] },
  case: { about: 'in a case file, by its name', example: 'case:"North Korean soldiers"' },
  type: { about: 'kind of thing', example: 'type:note', values: hitKindSchema.options },
  in: { about: 'the inbox, or a case file', example: 'in:inbox' },
  label: { about: 'highlights with the label', example: 'label:red', also: ['color', 'colour'] },
  lang: { about: 'language of the text', example: 'lang:ko', also: ['language'] },
  has: { about: 'has it', example: 'has:comment', values: ['comment', 'claim', 'file'] },
  before: { about: 'earlier than the year, month or day', example: 'before:2024-12' },
  after: { about: 'later than the year, month or day', example: 'after:2024' },
  on: { about: 'in the year or month, or on the day', example: 'on:2024-12-24' },
};

const BY_NAME = new Map<string, QueryKey>(
  Object.entries(QUERY_KEYS).flatMap(([key, { also = [] }]) =>
    [key, ...also].map((name) => [name, key as QueryKey] as const),
  ),
);

/** The key that goes by a name, in whatever case; undefined when none does. */
export function keyNamed(name: string): QueryKey | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** Says whether a key tells where words have to stand; the others are filters. */
export function isField(key: QueryKey): key is FieldKey {
  return FIELDS.some((field) => field === key);
}
