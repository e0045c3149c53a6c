import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hrefFrom } from '../../renderer/editor/features/link/href.ts';
import { isAllowedHref } from '../../shared/links.ts';

test.each<[string, string | undefined]>([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['HTTP://EXAMPLE.ORG', 'HTTP://EXAMPLE.ORG'],
  [' example.org ', 'https://example.org'],
  ['www.example.org/path', 'https://www.example.org/path'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['//example.org', 'https://example.org'],
  ['name@example.org', 'mailto:name@example.org'],
  ['mailto:name@example.org', 'mailto:name@example.org'],
  ['пример.рф/страница', 'https://пример.рф/страница'],
  ['javascript:alert(1)', undefined],
  ['JAVASCRIPT:alert(1)', undefined],
  ['java\tscript:alert(1)', undefined],
  ['vbscript:x', undefined],
  ['data:text/html,x', undefined],
  ['file:///etc/passwd', undefined],
  ['casebook://app/', undefined],
  ['/a/path', undefined],
  ['#there', undefined],
  ['a word', undefined],
  ['word', undefined],
  ['word.', undefined],
  ['', undefined],
])('%j is taken for %j', (typed, href) => {
  expect(hrefFrom(typed)).toBe(href);
});

test('whatever is typed, only links that may be kept come out, and stay as they are', () => {
  const scheme = fc.constantFrom('', 'http:', 'https:', 'mailto:', 'javascript:', 'data:', '//');
  fc.assert(
    fc.property(scheme, fc.string({ unit: 'grapheme' }), (start, rest) => {
      const href = hrefFrom(start + rest);
      if (href === undefined) return;
      expect(isAllowedHref(href)).toBe(true);
      expect(hrefFrom(href)).toBe(href);
    }),
    { numRuns: 1000 },
  );
});
