import { describe, expect, test, vi } from 'vitest';
import type { ImportItem } from '../../shared/imports.ts';
import { acceptOf, kindsText } from '../../renderer/import/accept.ts';
import { decisionsOf } from '../../renderer/import/decisions.ts';
import { createItemBook } from '../../renderer/import/item-book.ts';
import {
  doubtLine,
  doubtsOf,
  duplicateText,
  filterCounts,
  filtered,
  folderOf,
  languageName,
} from '../../renderer/import/standing.ts';

function itemOf(more: Partial<ImportItem> = {}): ImportItem {
  return {
    key: 'a',
    file: 'Letters/1920/may.txt',
    standing: 'ready',
    kind: 'Plain text',
    csl: {},
    title: 'May',
    words: 10,
    paragraphs: 1,
    pictures: 0,
    warnings: [],
    decision: 'new',
    tags: [],
    excerpt: '',
    ...more,
  };
}

describe('duplicateText', () => {
  const of = { title: 'Report', likeness: 1, sourceId: 'x' } as const;
  test.each([
    [{ by: 'bytes', ...of }, 'Same file as “Report”'],
    [{ by: 'doi', ...of }, 'Same DOI as “Report”'],
    [{ by: 'isbn', ...of }, 'Same ISBN as “Report”'],
    [{ by: 'url', ...of }, 'Same web address as “Report”'],
    [{ by: 'text', ...of }, 'Same text as “Report”'],
    [{ by: 'text', ...of, likeness: 0.974 }, '97 % the same text as “Report”'],
    [{ by: 'text', ...of, likeness: 0.9999 }, '99 % the same text as “Report”'],
    [{ by: 'bytes', ...of, trashed: true }, 'Same file as “Report”, which is in the trash'],
    [{ by: 'bytes', ...of, key: 'b' }, 'Same file as “Report” of this import'],
  ] as const)('%j', (duplicate, text) => {
    expect(duplicateText(duplicate)).toBe(text);
  });
});

test('what resembles a source becomes its revision unless that is in the trash', () => {
  const likeness = 1;
  const values = (duplicate: ImportItem['duplicate']) =>
    decisionsOf(itemOf({ duplicate })).map(({ value }) => value);
  const by = 'bytes' as const;
  expect(values({ by, likeness, title: 'R', sourceId: 'x' })).toEqual(['skip', 'revision', 'new']);
  expect(values({ by, likeness, title: 'R', sourceId: 'x', trashed: true })).toEqual([
    'skip',
    'new',
  ]);
  expect(values({ by, likeness, title: 'R', key: 'b' })).toEqual(['skip', 'revision', 'new']);
  expect(values(undefined)).toEqual([]);
});

describe('doubtsOf', () => {
  test('says nothing of what is all right', () => {
    expect(doubtsOf(itemOf())).toEqual([]);
    expect(doubtLine(itemOf())).toBeUndefined();
  });
  test('names the gravest first, and counts the rest in the line', () => {
    const item = itemOf({
      warnings: ['A table has no header.'],
      duplicate: { by: 'doi', likeness: 1, title: 'R' },
      encoding: { used: 'koi8-r', sure: false, candidates: [] },
    });
    expect(doubtsOf(item).map(({ kind }) => kind)).toEqual(['duplicate', 'doubt', 'doubt']);
    expect(doubtLine(item)).toEqual({
      kind: 'duplicate',
      text: 'Same DOI as “R” · 2 more remarks',
    });
  });
});

test('every filter lets through as many as it counts', () => {
  const items = [
    itemOf({ key: 'a' }),
    itemOf({ key: 'b', decision: 'skip', duplicate: { by: 'url', likeness: 1, title: 'R' } }),
    itemOf({ key: 'c', standing: 'failed', failure: { code: 'empty', message: 'Empty.' } }),
    itemOf({ key: 'd', standing: 'added' }),
    itemOf({ key: 'e', standing: 'left' }),
  ];
  const counts = filterCounts(items);
  expect(counts).toEqual({
    all: 5,
    doubts: 2,
    duplicates: 1,
    failed: 1,
    chosen: 1,
    skipped: 2,
    added: 1,
  });
  for (const filter of Object.keys(counts) as Array<keyof typeof counts>) {
    expect(filtered(items, filter)).toHaveLength(counts[filter]);
  }
});

test('languages are named, and unknown codes kept', () => {
  expect(languageName('ru')).toBe('Russian');
  expect(languageName('not a code')).toBe('not a code');
});

test('the folder of an item is its path without its name', () => {
  expect(folderOf(itemOf())).toBe('Letters/1920');
  expect(folderOf(itemOf({ file: 'may.txt' }))).toBe('');
});

describe('createItemBook', () => {
  function bookOf(all: () => readonly ImportItem[]) {
    const shown: Array<readonly ImportItem[]> = [];
    const read = vi.fn((offset: number, limit: number) =>
      // As it comes over the wire: never the same object.
      Promise.resolve(structuredClone(all().slice(offset, offset + limit))),
    );
    const book = createItemBook({
      read,
      onItems: (items) => shown.push(items),
      onError: (error) => {
        throw error;
      },
    });
    return { book, shown };
  }
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => itemOf({ key: `k${index}` }));

  test('shows the first slices at once, and all in the end', async () => {
    const { book, shown } = bookOf(() => many(250));
    book.refresh();
    await vi.waitFor(() => expect(shown.at(-1)).toHaveLength(250));
    book.stop();
    expect(shown.map(({ length }) => length)).toEqual([100, 200, 250]);
  });

  test('keeps the objects of what did not change', async () => {
    let items = many(120);
    const { book, shown } = bookOf(() => items);
    book.refresh();
    await vi.waitFor(() => expect(shown.at(-1)).toHaveLength(120));
    const before = shown.at(-1);
    items = items.map((item) => (item.key === 'k5' ? { ...item, standing: 'failed' } : item));
    book.refresh();
    await vi.waitFor(() => expect(shown.at(-1)?.[5]?.standing).toBe('failed'));
    book.stop();
    const after = shown.at(-1);
    expect(after?.filter((item, index) => item !== before?.[index])).toHaveLength(1);
  });

  test('an edit shows at once and is not undone by an older reading', async () => {
    const items = many(3);
    const { book, shown } = bookOf(() => items);
    book.refresh();
    await vi.waitFor(() => expect(shown.at(-1)).toHaveLength(3));
    book.refresh();
    book.edit((item) => (item.key === 'k1' ? { ...item, decision: 'skip' } : item));
    expect(shown.at(-1)?.[1]?.decision).toBe('skip');
    items[1] = { ...itemOf({ key: 'k1' }), decision: 'skip', title: 'As the notebook has it' };
    book.refresh();
    await vi.waitFor(() => expect(shown.at(-1)?.[1]?.title).toBe('As the notebook has it'));
    book.stop();
    const decisions = shown.slice(-2).map((all) => all[1]?.decision);
    expect(decisions).toEqual(['skip', 'skip']);
  });
});

test('fields for files offer every ending, and people each kind once', () => {
  const formats = [
    { name: 'Web page', endings: ['html', 'htm'] },
    { name: 'Web page (MHTML)', endings: ['mhtml'] },
    { name: 'Zip archive', endings: ['zip'], archive: true },
  ];
  expect(acceptOf(formats)).toBe('.html,.htm,.mhtml,.zip,.casebook');
  expect(kindsText(formats)).toBe('Web page, Zip archive');
});
