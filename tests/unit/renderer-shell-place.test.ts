import { describe, expect, it } from 'vitest';
import { crumbsOf } from '../../renderer/shell/crumbs.ts';
import { paths } from '../../renderer/shell/paths.ts';
import { placeOf } from '../../renderer/shell/place.ts';
import { currentRow, rowIds } from '../../renderer/shell/rail-rows.ts';

const pathOf = (address: string) => address.replace(/\?.*$/, '');

describe('placeOf', () => {
  it.each([
    ['/', { section: 'home' }],
    [paths.inbox, { section: 'inbox' }],
    [paths.sources, { section: 'sources' }],
    [paths.highlights, { section: 'highlights' }],
    [paths.notes, { section: 'notes' }],
    [paths.trash, { section: 'trash' }],
    [paths.tag('who/what? 100 %'), { section: 'tag', tag: 'who/what? 100 %' }],
    [paths.case('c'), { section: 'overview', caseId: 'c' }],
    [paths.caseSources('c'), { section: 'sources', caseId: 'c' }],
    [paths.caseNotes('c'), { section: 'notes', caseId: 'c' }],
    [paths.caseOutline('c'), { section: 'outline', caseId: 'c' }],
    [paths.source('s'), { section: 'sources', sourceId: 's' }],
    [
      pathOf(paths.source('s', { caseId: 'c', at: { start: 1, end: 2 } })),
      { section: 'sources', caseId: 'c', sourceId: 's' },
    ],
    [paths.note('n'), { section: 'notes', noteId: 'n' }],
    [paths.note('n', { caseId: 'c' }), { section: 'notes', caseId: 'c', noteId: 'n' }],
  ])('reads the address %s back', (address, place) => {
    expect(placeOf(address)).toEqual(place);
  });

  it.each(['/nowhere', '/case', '/case/c/trash', '/case/c/tags/x', '/inbox/x', '/source/s/x'])(
    'knows no place at %s',
    (address) => {
      expect(placeOf(address).section).toBe('unknown');
    },
  );

  it('takes a stray % in an address as it is', () => {
    expect(placeOf('/tags/50%')).toEqual({ section: 'tag', tag: '50%' });
  });
});

describe('crumbsOf', () => {
  const texts = (address: string, titles: Parameters<typeof crumbsOf>[1]) =>
    crumbsOf(placeOf(address), titles).map(({ text }) => text);

  it('leads from the case file to the source', () => {
    const address = paths.source('s', { caseId: 'c' });
    expect(texts(address, { case: 'Soldiers', source: 'An article' })).toEqual([
      'Soldiers',
      'Sources',
      'An article',
    ]);
  });

  it('leaves out titles that have not been read yet', () => {
    expect(texts(paths.source('s', { caseId: 'c' }), {})).toEqual(['Sources']);
  });

  it('names a note without a title', () => {
    expect(texts(paths.note('n'), { note: '' })).toEqual(['Notes', 'Untitled note']);
  });
});

describe('the rows of the rail', () => {
  it('stand in order, the open case file with its parts', () => {
    expect(rowIds({ caseIds: ['a', 'b'], openCaseId: 'b', searchIds: ['s'], tags: ['x'] })).toEqual(
      [
        'search',
        'inbox',
        'sources',
        'highlights',
        'notes',
        'case:a',
        'case:b',
        'case:b:sources',
        'case:b:notes',
        'case:b:outline',
        'search:s',
        'tag:x',
        'history',
        'trash',
      ],
    );
  });

  it('have one for every place that the rail can lead to', () => {
    const ids = rowIds({ caseIds: ['c'], openCaseId: 'c', searchIds: [], tags: ['x'] });
    for (const id of ids.filter((each) => !each.startsWith('case:'))) {
      const address = id.startsWith('tag:') ? paths.tag(id.slice(4)) : `/${id}`;
      expect(currentRow(placeOf(address))).toBe(id);
    }
    for (const address of [
      paths.case('c'),
      paths.caseOutline('c'),
      paths.note('n', { caseId: 'c' }),
    ]) {
      expect(ids).toContain(currentRow(placeOf(address)));
    }
  });
});
