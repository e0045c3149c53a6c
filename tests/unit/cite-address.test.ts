import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casebookAddress, readCasebookAddress } from '../../shared/casebook-links.ts';
import { citationText, labelIn } from '../../shared/citation-label.ts';
import type { Citation } from '../../shared/document.ts';
import { LOCATOR_KIND_IDS } from '../../shared/locators.ts';

const words = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text);

const citations: fc.Arbitrary<Citation> = fc
  .record({
    place: fc.option(fc.tuple(fc.constantFrom(...LOCATOR_KIND_IDS), words), { nil: undefined }),
    prefix: fc.option(words, { nil: undefined }),
    suffix: fc.option(words, { nil: undefined }),
    suppressed: fc.boolean(),
  })
  .map(({ place, prefix, suffix, suppressed }) => ({
    sourceId: 'source',
    ...(place === undefined ? {} : { locator: { kind: place[0], value: place[1] } }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
    ...(suppressed ? { suppressAuthor: true as const } : {}),
  }));

test('a citation comes back from its address as it was', () => {
  fc.assert(
    fc.property(citations, (cite) => {
      expect(readCasebookAddress(casebookAddress({ cite }))).toEqual({ cite });
    }),
  );
});

test.each(['Kim 2024', ''])('the label “%s” of a citation is found in its words', (label) => {
  fc.assert(
    fc.property(citations, (cite) => {
      expect(labelIn(citationText(label, cite), cite)).toBe(label);
    }),
  );
});
