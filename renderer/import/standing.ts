/** What is said of the items of an import: how far each is, what looks wrong, which are shown. */
import type { ImportDuplicate, ImportItem, ImportStanding } from '../../shared/imports.ts';
import { countText, numberText } from '../ui/counts.ts';

/** How far an item is, in a word or two. */
export const STANDING_TEXT: Readonly<Record<ImportStanding, string>> = {
  waiting: 'Waiting',
  reading: 'Reading…',
  ready: 'Ready',
  failed: 'Can’t be added',
  adding: 'Adding…',
  added: 'Added',
  revised: 'Added as a revision',
  left: 'Skipped',
};

/** Says whether an item can still be decided on. */
export function isOpen({ standing }: ImportItem): boolean {
  return standing === 'waiting' || standing === 'reading' || standing === 'ready';
}

/** Says whether an item will be added as things are. */
export function isChosen(item: ImportItem): boolean {
  return isOpen(item) && item.decision !== 'skip';
}

/** How like another text is, in whole percents, never more than is sure: 99.6 % is "99 %". */
function percent(likeness: number): string {
  return `${Math.floor(likeness * 100)} %`;
}

/** "Same file as “Report”", "Same DOI as …", "97 % the same text as …". */
export function duplicateText(duplicate: ImportDuplicate): string {
  const { by, likeness, title, trashed, key } = duplicate;
  const where =
    trashed === true ? ', which is in the trash' : key === undefined ? '' : ' of this import';
  const of = `“${title}”${where}`;
  switch (by) {
    case 'bytes':
      return `Same file as ${of}`;
    case 'doi':
      return `Same DOI as ${of}`;
    case 'isbn':
      return `Same ISBN as ${of}`;
    case 'url':
      return `Same web address as ${of}`;
    case 'citation':
      return `Same author, title and year as ${of}`;
    case 'text':
      return likeness >= 1 ? `Same text as ${of}` : `${percent(likeness)} the same text as ${of}`;
  }
}

export interface Doubt {
  kind: 'failed' | 'duplicate' | 'doubt';
  text: string;
}

/** What looks wrong with an item, the gravest first; each a few words or a sentence. */
export function doubtsOf(item: ImportItem): Doubt[] {
  const { failure, duplicate, encoding, record, warnings } = item;
  return [
    ...(failure === undefined ? [] : [{ kind: 'failed' as const, text: failure.message }]),
    ...(duplicate === undefined
      ? []
      : [{ kind: 'duplicate' as const, text: duplicateText(duplicate) }]),
    // The reader says it in full; here it is said only if that was not.
    ...(encoding === undefined || encoding.sure || warnings.some((text) => /encoding/i.test(text))
      ? []
      : [{ kind: 'doubt' as const, text: `Perhaps not in ${encoding.used}: look at its letters` }]),
    ...(record === true
      ? [{ kind: 'doubt' as const, text: 'A reference only: no text came with it' }]
      : []),
    ...warnings.map((text) => ({ kind: 'doubt' as const, text })),
  ];
}

/** The one line that a row of the list has for what looks wrong. */
export function doubtLine(item: ImportItem): Doubt | undefined {
  const [first, ...others] = doubtsOf(item);
  if (first === undefined || others.length === 0) return first;
  return { ...first, text: `${first.text} · ${countText(others.length, 'more remark')}` };
}

export type Filter = 'all' | 'doubts' | 'duplicates' | 'failed' | 'chosen' | 'skipped' | 'added';

/** The filters of the list, in their order. */
export const FILTERS: ReadonlyArray<{ value: Filter; label: string }> = [
  { value: 'all', label: 'All' },
  { value: 'doubts', label: 'With remarks' },
  { value: 'duplicates', label: 'Duplicates' },
  { value: 'failed', label: 'Can’t be added' },
  { value: 'chosen', label: 'To be added' },
  { value: 'skipped', label: 'Skipped' },
  { value: 'added', label: 'Added' },
];

const MATCHES: Readonly<Record<Filter, (item: ImportItem) => boolean>> = {
  all: () => true,
  doubts: (item) => doubtsOf(item).length > 0,
  duplicates: ({ duplicate }) => duplicate !== undefined,
  failed: ({ standing }) => standing === 'failed',
  chosen: isChosen,
  skipped: (item) => item.standing === 'left' || (isOpen(item) && item.decision === 'skip'),
  added: ({ standing }) => standing === 'added' || standing === 'revised',
};

/** The items that a filter shows. */
export function filtered(items: readonly ImportItem[], filter: Filter): readonly ImportItem[] {
  return filter === 'all' ? items : items.filter(MATCHES[filter]);
}

/** How many items each filter would show. */
export function filterCounts(items: readonly ImportItem[]): Readonly<Record<Filter, number>> {
  const counts: Record<Filter, number> = {
    all: 0,
    doubts: 0,
    duplicates: 0,
    failed: 0,
    chosen: 0,
    skipped: 0,
    added: 0,
  };
  for (const item of items) {
    for (const { value } of FILTERS) if (MATCHES[value](item)) counts[value] += 1;
  }
  return counts;
}

/** What is said of files that no item was made of. */
export function ignoredText(count: number): string {
  return count === 1
    ? '1 file that is no source of its own was left out: part of a page, or left by a program.'
    : `${numberText(count)} files that are no sources of their own were left out: parts of pages, or left by programs.`;
}

const languages = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' });

/** A language as people call it: "Russian" for "ru". */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The folder an item lay in, without its name; empty at the top. */
export function folderOf({ file }: ImportItem): string {
  const end = file.lastIndexOf('/');
  return end === -1 ? '' : file.slice(0, end);
}
