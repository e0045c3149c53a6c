import { resolveQuotes, type AnchorQuote } from '../../shared/matcher/index.ts';
import { quoteAt } from '../../shared/selectors.ts';
import { makeCorpus } from './corpus.ts';
import { compete } from './measure.ts';

const SEED = 20_260_301;

/** Numbers from 0 to 1, the same in every run (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Revision {
  old: string;
  now: string;
  quotes: AnchorQuote[];
  /** Where each quote begins in the new text. */
  truth: number[];
}

/** Prose of about so many words, every eighth of them replaced, deleted, doubled or misspelt. */
function edited(words: number, highlights: number): Revision {
  const next = numbers(SEED);
  const articles = makeCorpus(Math.ceil(words / 330));
  const tokens = articles
    .flatMap(({ paragraphs }) => paragraphs)
    .join('\n\n')
    .split(/(\s+)/);
  tokens.length = Math.min(tokens.length, words * 2);
  const old = tokens.join('');
  const other = () => tokens[2 * Math.floor((next() * tokens.length) / 2)] ?? '';
  const went = new Int32Array(old.length + 1);
  let now = '';
  let at = 0;
  tokens.forEach((token, index) => {
    const chance = index % 2 === 0 ? next() : 1;
    let put = token;
    if (chance < 0.05) put = other();
    else if (chance < 0.075) put = '';
    else if (chance < 0.1) put = `${other()} ${token}`;
    else if (chance < 0.125) put = token.slice(0, 1) + token.slice(2);
    went.fill(now.length, at, at + token.length);
    now += put;
    at += token.length;
  });
  const starts = Array.from({ length: highlights }, () => {
    const from = old.indexOf(' ', Math.floor(next() * (old.length - 500)));
    return from + 1;
  });
  const quotes = starts.map((start) => {
    const end = old.indexOf(' ', start + 20 + Math.floor(next() * 380));
    const position = { start, end: end === -1 ? old.length : end };
    return { ...position, ...quoteAt(old, position) };
  });
  return { old, now, quotes, truth: starts.map((start) => went[start] ?? 0) };
}

/** The table of Sellers (1980), cell by cell, over prefix, quote and suffix: where they fit best. */
function sellers(text: string, { prefix, exact, suffix }: AnchorQuote): number {
  const pattern = prefix + exact + suffix;
  const column = Int32Array.from({ length: pattern.length + 1 }, (_, row) => row);
  let best = pattern.length;
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    let diagonal = 0;
    for (let row = 1; row <= pattern.length; row += 1) {
      const left = column[row] ?? 0;
      const edits = Math.min(
        diagonal + (pattern.charCodeAt(row - 1) === code ? 0 : 1),
        left + 1,
        (column[row - 1] ?? 0) + 1,
      );
      diagonal = left;
      column[row] = edits;
    }
    if ((column[pattern.length] ?? 0) < best) {
      best = column[pattern.length] ?? 0;
      end = at + 1;
    }
  }
  return end;
}

/** Finding highlights again after an edit: small against the plain table, and at full size. */
export async function benchMatcher(): Promise<void> {
  const small = edited(5_000, 20);
  await compete({
    name: 'find 20 highlights again in 5,000 edited words',
    casebook: () => {
      resolveQuotes(small.now, small.quotes, { oldText: small.old });
      return Promise.resolve();
    },
    baseline: {
      name: 'Sellers’ table, every cell',
      run: () => {
        for (const quote of small.quotes) sellers(small.now, quote);
        return Promise.resolve();
      },
    },
    runs: 5,
  });
  const full = edited(100_000, 500);
  for (const oldText of [full.old, undefined]) {
    const start = performance.now();
    const found = resolveQuotes(full.now, full.quotes, oldText === undefined ? {} : { oldText });
    const ms = performance.now() - start;
    const placed = found.filter(({ position }) => position !== undefined);
    const wrong = found.filter(
      ({ position }, at) => position && Math.abs(position.start - (full.truth[at] ?? 0)) > 100,
    );
    console.log(
      `  (500 highlights in 100,000 words, an eighth of them edited, ` +
        `${oldText === undefined ? 'without' : 'with'} the old text: ${ms.toFixed(0)} ms; ` +
        `${placed.length} found, ${500 - placed.length} for review, ${wrong.length} misplaced)`,
    );
  }
}
