import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { watchChanges } from '../../core/store/history.ts';
import { printQuery, type QueryNode } from '../../shared/query.ts';
import { addition, edit, query } from './search-edits.ts';
import { testLibrary, type TestLibrary } from './search-fixture.ts';
import { scan, thingsOf } from './search-scan.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Everything but tags, which are found only while something has them. */
const KINDS = ['source', 'highlight', 'note', 'case'] as const;

function searched(library: TestLibrary, node: QueryNode): string[] {
  const { hits, total } = library.find(printQuery(node), { limit: 500, kinds: [...KINDS] });
  expect(total).toBe(hits.length);
  return hits.map(({ kind, id }) => `${kind}:${id}`).sort();
}

test('the whole language finds what a plain scan finds, after random edits of random libraries', () => {
  fc.assert(
    fc.property(
      fc.array(addition, { minLength: 8, maxLength: 16 }),
      fc.array(fc.array(edit, { minLength: 1, maxLength: 8 }), { maxLength: 3 }),
      fc.array(query, { minLength: 12, maxLength: 12 }),
      (additions, rounds, queries) => {
        const library = testLibrary();
        try {
          watchChanges(library.db);
          for (const edits of [additions, ...rounds]) {
            for (const change of edits) change(library);
            const things = thingsOf(library.db);
            for (const node of queries) {
              expect(searched(library, node), printQuery(node)).toEqual(scan(things, node));
            }
          }
        } finally {
          library.close();
        }
      },
    ),
    { numRuns: 15 },
  );
});
