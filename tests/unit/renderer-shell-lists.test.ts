import { describe, expect, it } from 'vitest';
import type { SourceSummary } from '../../shared/domain.ts';
import { candidatesFor } from '../../renderer/screens/candidates.ts';
import { sortNotes, sortSources } from '../../renderer/screens/items/sort.ts';
import { withIndex } from '../../renderer/screens/items/with-index.ts';
import { latest, toContinue } from '../../renderer/screens/overview/choose.ts';

const source = (id: string, facts: Partial<SourceSummary> = {}): SourceSummary => ({
  id,
  title: id,
  csl: {},
  words: 0,
  highlights: 0,
  tags: [],
  caseIds: [],
  createdAt: '2025-01-01T00:00:00Z',
  updatedAt: '2025-01-01T00:00:00Z',
  ...facts,
});
const idsOf = (items: ReadonlyArray<{ id: string }>) => items.map(({ id }) => id).join(' ');

describe('sorting', () => {
  const rows = [
    source('a', { title: 'Part 10', words: 5, createdAt: '2025-01-02T00:00:00Z' }),
    source('b', { title: 'part 2', words: 9, highlights: 1, createdAt: '2025-01-01T00:00:00Z' }),
    source('c', { title: 'Élan', words: 7, createdAt: '2025-01-03T00:00:00Z' }),
  ];

  it.each([
    ['order', 'a b c'],
    ['title', 'c b a'],
    ['words', 'b c a'],
    ['highlights', 'b a c'],
    ['added', 'c a b'],
  ] as const)('puts sources by %s: %s', (sort, expected) => {
    expect(idsOf(sortSources(rows, sort, (row) => row))).toBe(expected);
  });

  it('puts the notes changed last first', () => {
    const notes = rows.map((row) => ({ ...row, excerpt: '', updatedAt: row.createdAt }));
    expect(idsOf(sortNotes(notes, 'changed', (note) => note))).toBe('c a b');
  });
});

describe('candidatesFor', () => {
  const library = {
    sources: [source('a', { title: 'Rivers' }), source('b', { title: 'Dams' })],
    notes: [{ id: 'n', title: 'On rivers' }],
    outline: [{ id: 'o', kind: 'source' as const, source: source('a') }],
  };

  it('puts what is in the case file last', () => {
    expect(candidatesFor({ ...library, filter: '' })).toEqual([
      { kind: 'source', id: 'b', title: 'Dams', isIn: false },
      { kind: 'note', id: 'n', title: 'On rivers', isIn: false },
      { kind: 'source', id: 'a', title: 'Rivers', isIn: true },
    ]);
  });

  it('finds a part of a title in whatever case', () => {
    expect(idsOf(candidatesFor({ ...library, filter: ' RIVER ' }))).toBe('n a');
  });
});

describe('what the overview shows', () => {
  it('puts what was read last first and keeps the rest in order', () => {
    const sources = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
    expect(idsOf(toContinue(sources, ['c', 'gone', 'a']))).toBe('c a b d');
  });

  it('takes the latest highlights', () => {
    const highlights = ['1', '3', '2'].map((day) => ({ id: day, updatedAt: `2025-01-0${day}` }));
    expect(idsOf(latest(highlights, 2))).toBe('3 2');
  });
});

describe('withIndex', () => {
  it.each([
    [[3, 4], 9, [3, 4, 9]],
    [[3, 4], 1, [1, 3, 4]],
    [[3, 4], 4, [3, 4]],
    [[3, 4], -1, [3, 4]],
  ])('%j and %i: %j', (indexes, index, expected) => {
    expect(withIndex(indexes, index)).toEqual(expected);
  });
});
