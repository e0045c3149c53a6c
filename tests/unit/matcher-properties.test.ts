import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveQuotes, type AnchorQuote, type Resolution } from '../../shared/matcher/index.ts';
import { quoteAt } from '../../shared/selectors.ts';

/** Words of several scripts, with what the matcher forgives and what it must not cut. */
const WORDS = [
  ...['the', 'price', 'of', 'rye', 'rose', 'again', 'in', 'every', 'province', 'north', 'river'],
  ...['“quoted”', "isn't", 'well-known', '—', 'Straße', 'cafe\u0301', 'naïve', 'co\u00adoperate'],
  ...['مُوافقة', 'المجلس', 'הצעה', 'שָׁלוֹם', '委员会通过了', '決議', '가나다', 'प्रस्ताव', 'क्षेत्र'],
  ...['👩🏽‍🚀', '👨‍👩‍👧‍👦', '🇺🇦', '🌧️', '𝒳', '1921', '12,5'],
];
const word = fc.constantFrom(...WORDS);
const sentence = fc
  .array(word, { minLength: 4, maxLength: 14 })
  .map((words) => `${words.join(' ')}.`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '));
const prose = fc.array(paragraph, { minLength: 1, maxLength: 6 }).map((all) => all.join('\n\n'));
/** Anything at all that is well-formed, as graphemes. */
const soup = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
function boundaries(text: string): number[] {
  return [...Array.from(graphemes.segment(text), ({ index }) => index), text.length];
}

function quote(text: string, start: number, end: number): AnchorQuote {
  return { start, end, ...quoteAt(text, { start, end }) };
}

/** A quote between the grapheme boundaries at these shares of the text. */
function quoteBetween(text: string, from: number, to: number): AnchorQuote {
  const cuts = boundaries(text);
  const a = Math.min(cuts.length - 2, Math.floor(Math.min(from, to) * (cuts.length - 1)));
  const b = Math.max(a + 1, Math.floor(Math.max(from, to) * (cuts.length - 1)));
  return quote(text, cuts[a] ?? 0, cuts[b] ?? text.length);
}

function resolve(text: string, one: AnchorQuote, oldText?: string): Resolution {
  const [resolution] = resolveQuotes(text, [one], oldText === undefined ? {} : { oldText });
  if (resolution === undefined) throw new Error('No resolution for the only quote.');
  return resolution;
}

/** Words that stand in no other sentence: what a place is recognised by. */
function own(label: string, count: number): string {
  return Array.from({ length: count }, (_, at) => `${label}${'abcdefghij'.charAt(at)}`).join(' ');
}

describe('a text that did not change', () => {
  test('keeps every quote where it was, with score 1', () => {
    fc.assert(
      fc.property(fc.oneof(prose, soup), share, share, fc.boolean(), (text, from, to, withOld) => {
        const one = quoteBetween(text, from, to);
        expect(resolve(text, one, withOld ? text : undefined)).toEqual({
          status: 'exact',
          score: 1,
          position: { start: one.start, end: one.end },
          candidates: [],
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('text inserted before', () => {
  test('moves a quote by its length', () => {
    fc.assert(
      fc.property(prose, prose, share, share, fc.boolean(), (before, after, from, to, withOld) => {
        // The quote's neighbours are words that stand nowhere else, so there is one right answer.
        const middle = quoteBetween(after, from, to);
        const text = `${own('left', 9)} ${middle.exact} ${own('right', 9)}`;
        const at = own('left', 9).length + 1;
        const one = quote(text, at, at + middle.exact.length);
        const now = `${before}\n\n${text}`;
        const shift = now.length - text.length;
        const { status, position } = resolve(now, one, withOld ? text : undefined);
        expect({ status, position }).toEqual({
          status: 'moved',
          position: { start: one.start + shift, end: one.end + shift },
        });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a quote that drifts further from its words', () => {
  test('never scores higher for it', () => {
    const before = own('left', 9);
    const after = own('right', 9);
    fc.assert(
      fc.property(
        sentence,
        fc.array(share, { minLength: 1, maxLength: 30 }),
        fc.boolean(),
        (words, edits, withOld) => {
          const text = `${before} ${words} ${after}`;
          const one = quote(text, before.length + 1, before.length + 1 + words.length);
          // Each edit puts a sign that stands nowhere else in the place of one more grapheme.
          const clusters = Array.from(graphemes.segment(words), ({ segment }) => segment);
          let score = 1;
          for (const edit of edits) {
            clusters[Math.min(clusters.length - 1, Math.floor(edit * clusters.length))] = '※';
            const now = `${before} ${clusters.join('')} ${after}`;
            const next = resolve(now, one, withOld ? text : undefined).score;
            expect(next).toBeLessThanOrEqual(score + 1e-9);
            score = next;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('never scores higher when its context goes too', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 30 }), (edits) => {
        const sides = [own('left', 9), own('right', 9)];
        const middle = 'The vote was taken long after midnight.';
        const text = `${sides[0]} ${middle} ${sides[1]}`;
        const at = text.indexOf(middle);
        const one = quote(text, at, at + middle.length);
        const characters = [...text];
        let score = 1;
        for (const edit of edits) {
          const place = Math.floor(edit * (text.length - middle.length - 1));
          characters[place < at ? place : place + middle.length] = '※';
          const next = resolve(characters.join(''), one).score;
          expect(next).toBeLessThanOrEqual(score + 1e-9);
          score = next;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('two equal sentences', () => {
  const twin = 'The motion was carried without a single dissenting voice.';
  const filler = fc.array(sentence, { minLength: 0, maxLength: 4 }).map((all) => all.join(' '));

  test('with equal context: the one that is left is never taken for the one that is gone', () => {
    fc.assert(
      fc.property(filler, filler, filler, fc.boolean(), fc.boolean(), (a, b, c, first, edited) => {
        const block = `${own('left', 9)}. ${twin} ${own('right', 9)}.`;
        const [head, gap, tail] = [`First, ${a}`, `Then, ${b}`, `Last, ${c}`];
        const text = `${head} ${block} ${gap} ${block} ${tail}`;
        const starts = [text.indexOf(twin), text.lastIndexOf(twin)];
        const start = starts[first ? 0 : 1] ?? 0;
        const one = quote(text, start, start + twin.length);
        const kept = edited ? block.replace('voice', 'vote') : block;
        const now = first ? `${head} ${gap} ${kept} ${tail}` : `${head} ${kept} ${gap} ${tail}`;
        expect(resolve(now, one, text).status).toBe('review');
      }),
      { numRuns: 2000 },
    );
  });

  test('with equal context, both pushed away: each is found as itself, or is for review', () => {
    fc.assert(
      fc.property(
        filler,
        filler,
        filler,
        fc.boolean(),
        fc.boolean(),
        (added, a, b, first, withOld) => {
          const block = `${own('left', 9)}. ${twin} ${own('right', 9)}.`;
          const text = `${block} Then, ${a} ${block} Last, ${b}`;
          const start = first ? text.indexOf(twin) : text.lastIndexOf(twin);
          const one = quote(text, start, start + twin.length);
          const now = `Added: ${added}. ${text}`;
          const { status, position } = resolve(now, one, withOld ? text : undefined);
          // Without the old text two equal places cannot be told apart, nor a chance landing of the
          // one on the old offsets of the other from a text that did not change.
          if (status === 'review' || (!withOld && status === 'exact')) return;
          expect(position?.start).toBe(start + now.length - text.length);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('with equal context, both pushed away: the old text tells them apart', () => {
    const block = `${own('left', 9)}. ${twin} ${own('right', 9)}.`;
    const text = `${block} Then much happened between the two days. ${block} That was all.`;
    for (const start of [text.indexOf(twin), text.lastIndexOf(twin)]) {
      const one = quote(text, start, start + twin.length);
      expect(resolve(`Added. ${text}`, one)).toMatchObject({ status: 'review', score: 1 });
      expect(resolve(`Added. ${text}`, one, text)).toMatchObject({
        status: 'moved',
        position: { start: start + 7, end: start + 7 + twin.length },
      });
    }
  });

  test('with contexts of their own: each is found as itself, in whatever order', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (first, swapped, withOld) => {
        const one = `${own('alpha', 9)}. ${twin} ${own('beta', 9)}.`;
        const two = `${own('gamma', 9)}. ${twin} ${own('delta', 9)}.`;
        const text = `${one}\n\n${two}`;
        const now = swapped ? `${two}\n\n${one}` : `Added.\n\n${one}\n\n${two}`;
        const start = text.indexOf(first ? one : two) + own('alpha', 9).length + 2;
        const made = quote(text, start, start + twin.length);
        const { status, position } = resolve(now, made, withOld ? text : undefined);
        const block = first ? one : two;
        expect(now.slice(0, position?.start ?? 0).endsWith(block.split(twin)[0] ?? '')).toBe(true);
        expect(status).toMatch(/exact|moved/);
      }),
    );
  });
});

describe('whatever became of the text', () => {
  test('places lie in it, cut no character, and are found again where they are', () => {
    const text = fc.oneof(prose, soup);
    fc.assert(
      fc.property(
        text,
        text,
        share,
        share,
        share,
        fc.boolean(),
        (old, other, from, to, cut, withOld) => {
          const one = quoteBetween(old, from, to);
          const cuts = boundaries(old);
          const at = cuts[Math.floor(cut * (cuts.length - 1))] ?? 0;
          const now = old.slice(0, at) + other + old.slice(Math.min(old.length, at + 9));
          const resolution = resolve(now, one, withOld ? old : undefined);
          const places = resolution.position ? [resolution.position] : resolution.candidates;
          expect(resolution.score).toBeGreaterThanOrEqual(0);
          expect(resolution.score).toBeLessThanOrEqual(1);
          expect(resolution.candidates.length).toBeLessThanOrEqual(5);
          for (const { start, end } of places) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(now.length);
            expect(start).toBeLessThan(end);
            for (const offset of [start, end]) {
              const pair = now.slice(Math.max(0, offset - 1), offset + 1);
              expect(pair).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/);
            }
          }
          for (const { start, end, exact } of resolution.candidates) {
            expect(now.slice(start, end)).toBe(exact);
          }
          if (resolution.position === undefined) {
            expect(resolution.status).toBe('review');
            return;
          }
          const { start, end } = resolution.position;
          const again = resolve(now, quote(now, start, end), withOld ? now : undefined);
          expect(again).toEqual({
            status: 'exact',
            score: 1,
            position: { start, end },
            candidates: [],
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the quotes of a text do not depend on each other', () => {
    fc.assert(
      fc.property(
        prose,
        prose,
        fc.array(fc.tuple(share, share), { maxLength: 6 }),
        (old, now, all) => {
          const quotes = all.map(([from, to]) => quoteBetween(old, from, to));
          expect(resolveQuotes(now, quotes, { oldText: old })).toEqual(
            quotes.map((one) => resolve(now, one, old)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
