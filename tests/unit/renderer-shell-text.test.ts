import { describe, expect, it } from 'vitest';
import { recordedFacts } from '../../renderer/screens/items/facts.ts';
import { countText, numberText } from '../../renderer/ui/counts.ts';
import { dayText, whenText } from '../../renderer/ui/dates.ts';

/** An ISO date of a local time: what people read is local, wherever the test runs. */
const at = (year: number, month: number, day: number, hour = 12, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).toISOString();
const now = new Date(2025, 0, 2, 9, 30);

describe('dayText', () => {
  it.each([
    [at(2025, 1, 2, 0, 1), 'today'],
    [at(2025, 1, 1, 23, 59), 'yesterday'],
    [at(2024, 12, 31), '31 Dec 2024'],
    [at(2023, 5, 3), '3 May 2023'],
  ])('%s is %s', (iso, text) => {
    expect(dayText(iso, now)).toBe(text);
  });

  it('leaves the year out in the same year', () => {
    expect(dayText(at(2025, 3, 9), new Date(2025, 10, 1))).toBe('9 Mar');
  });
});

describe('whenText', () => {
  it('adds the time', () => {
    expect(whenText(at(2025, 1, 2, 9, 12), now)).toBe('today, 09:12');
  });
});

describe('countText', () => {
  it.each([
    [0, '0 notes'],
    [1, '1 note'],
    [12408, '12,408 notes'],
  ])('%i is "%s"', (count, text) => {
    expect(countText(count, 'note')).toBe(text);
  });

  it('takes plurals of their own', () => {
    expect(countText(2, 'library', 'libraries')).toBe('2 libraries');
    expect(numberText(1000)).toBe('1,000');
  });
});

describe('recordedFacts', () => {
  it('says nothing of what is not recorded', () => {
    expect(recordedFacts({ title: 'An article' })).toEqual([]);
  });

  it('names author, container and date', () => {
    expect(
      recordedFacts({
        author: [{ given: 'Ada', family: 'Marsh' }, { literal: 'A Bureau' }],
        'container-title': 'A Journal',
        issued: { 'date-parts': [[2024, 12]] },
      }),
    ).toEqual(['Ada Marsh and A Bureau', 'A Journal', '2024-12']);
  });

  it('shortens many authors', () => {
    const author = ['One', 'Two', 'Three'].map((family) => ({ family }));
    expect(recordedFacts({ author })).toEqual(['One and others']);
  });
});
