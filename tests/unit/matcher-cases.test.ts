import { afterAll, describe, expect, test } from 'vitest';
import { resolveQuotes, type AnchorQuote, type Resolution } from '../../shared/matcher/index.ts';
import { quoteAt } from '../../shared/selectors.ts';
import { CASES } from './matcher-cases.ts';

/** A text without its ⟦ and ⟧, and where they stood. */
function unmark(marked: string): { text: string; start: number; end: number } {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace('⟦', '').replace('⟧', ''), start, end };
}

function resolveCase(old: string, now: string, withOld: boolean): Resolution {
  const { text, start, end } = unmark(old);
  const quote: AnchorQuote = { start, end, ...quoteAt(text, { start, end }) };
  const [resolution] = resolveQuotes(now, [quote], withOld ? { oldText: text } : {});
  if (resolution === undefined) throw new Error('No resolution for the only quote.');
  return resolution;
}

const rows: string[] = [];
afterAll(() => {
  console.log(['case'.padEnd(58) + 'with the old text'.padEnd(20) + 'without', ...rows].join('\n'));
});

describe('where a highlight is after an edit', () => {
  test.each(CASES)('$name', ({ name, old, now, status, alone = status }) => {
    const target = unmark(now);
    const found = [resolveCase(old, target.text, true), resolveCase(old, target.text, false)];
    const shown = found.map(({ status, score }) => `${status} ${score.toFixed(3)}`.padEnd(20));
    rows.push(name.padEnd(58) + shown.join(''));
    [status, alone].forEach((expected, index) => {
      const { position, ...rest } = found[index] ?? { status: 'none' };
      expect({
        status: rest.status,
        text: position && target.text.slice(position.start, position.end),
        position,
      }).toEqual({
        status: expected,
        text: expected === 'review' ? undefined : target.text.slice(target.start, target.end),
        position: expected === 'review' ? undefined : { start: target.start, end: target.end },
      });
    });
  });

  test('are at least sixty, each named once', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });
});
