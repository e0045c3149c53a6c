import { problemsOf } from '../../renderer/search/problems-of.ts';
import { describe, expect, test } from 'vitest';
import {
  correctionSentences,
  groupHits,
  hitKey,
  toggleKind,
} from '../../renderer/search/groups.ts';
import { hitSchema, type Hit, type HitKind } from '../../shared/domain.ts';

function hit(kind: HitKind, id: string): Hit {
  return hitSchema.parse({
    kind,
    id,
    title: id,
    titleMarks: [],
    snippet: '',
    snippetMarks: [],
    score: 1,
  });
}

describe('groupHits', () => {
  test('keeps the order of hits, and puts the group of the best hit first', () => {
    const hits = [hit('note', 'a'), hit('source', 'b'), hit('note', 'c'), hit('tag', 'd')];
    expect(groupHits(hits).map(({ kind, hits: all }) => [kind, all.map(({ id }) => id)])).toEqual([
      ['note', ['a', 'c']],
      ['source', ['b']],
      ['tag', ['d']],
    ]);
  });

  test('has no empty groups', () => {
    expect(groupHits([])).toEqual([]);
  });
});

test('a tag and a case file of the same name are different options', () => {
  expect(hitKey(hit('tag', 'drones'))).not.toBe(hitKey(hit('case', 'drones')));
});

describe('mended words', () => {
  const reply = { hits: [], total: 0, counts: {}, ms: 1, problems: [] };

  test('are said one by one', () => {
    const corrections = [
      { from: 'zelensky', to: 'zelenskyy', how: 'corrected' as const },
      { from: 'kursc', to: 'kursk', how: 'corrected' as const },
    ];
    expect(correctionSentences({ ...reply, corrections })).toEqual([
      '“zelensky” also matched zelenskyy',
      '“kursc” also matched kursk',
    ]);
    expect(correctionSentences({ ...reply, corrections: [] })).toEqual([]);
  });

  test('are written as the hits write them', () => {
    const snippet = 'President Żeleński, or zelenski';
    const found: Hit = { ...hit('note', 'a'), snippet, snippetMarks: [[10, 18]] };
    const corrections = [{ from: 'zelenskj', to: 'zelenski', how: 'corrected' as const }];
    expect(correctionSentences({ ...reply, hits: [found], corrections })).toEqual([
      '“zelenskj” also matched Żeleński',
    ]);
  });
});

test('a filter is put on, and taken off again', () => {
  expect(toggleKind([], 'note')).toEqual(['note']);
  expect(toggleKind(['note'], 'source')).toEqual(['note', 'source']);
  expect(toggleKind(['note', 'source'], 'note')).toEqual(['source']);
});

test('what is wrong with a query is said once the caret has passed it', () => {
  expect(problemsOf('casualties tag:drones "in Kursk" -Seoul', true)).toEqual([]);
  expect(problemsOf('colr:red casualties', true)).toHaveLength(1);
  expect(problemsOf('casualties "in Kur', true)).toEqual([]);
});
