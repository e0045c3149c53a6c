import { describe, expect, test } from 'vitest';
import {
  correctionSentences,
  groupHits,
  hitKey,
  problemSentences,
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

test('mended words are said one by one', () => {
  expect(correctionSentences([{ from: 'zelensky', to: 'Zelenskyy' }])).toEqual([
    '“zelensky” also matched Zelenskyy',
  ]);
  expect(correctionSentences([])).toEqual([]);
});

test('a filter is put on, and taken off again', () => {
  expect(toggleKind([], 'note')).toEqual(['note']);
  expect(toggleKind(['note'], 'source')).toEqual(['note', 'source']);
  expect(toggleKind(['note', 'source'], 'note')).toEqual(['source']);
});

test('what is wrong with a query is said once the caret has passed it', () => {
  expect(problemSentences('casualties tag:drones "in Kursk" -Seoul')).toEqual([]);
  expect(problemSentences('colour:red casualties')).toHaveLength(1);
  expect(problemSentences('casualties "in Kur')).toEqual([]);
});
