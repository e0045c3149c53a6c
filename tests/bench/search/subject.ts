/** What is measured at one size, and how its figures are told. */
import type { Article, Corpus } from './corpus.ts';
import { articlesOf } from './corpus.ts';
import { goalOf, type Figure } from './figures.ts';
import type { BuiltLibrary } from './library.ts';
import { openFts5 } from './peers/fts5.ts';
import type { BuiltPeer, RunningPeer } from './peers/start.ts';
import type { Asked } from './program.ts';
import { errorsByUse, makeQueries, type BenchQuery } from './queries.ts';

const QUERIES_FROM = 1000;
/** By then a program that was just started has read the words, and made and checked the day's backup. */
export const SETTLED_MS = 15_000;
export const MB = 1024 * 1024;

export interface Subject {
  corpus: Corpus;
  library: BuiltLibrary;
  /** The bundled program. */
  program: string;
  /** The running ones, to be asked in turn. */
  peers: RunningPeer[];
  built: BuiltPeer[];
  effort: Effort;
}

export interface Effort {
  errors: number;
  starts: number;
  changes: number;
}

/** Hears every figure as soon as it is known. */
export type Say = (figure: Figure) => void;

/** A query as the window would send it. */
export function askedOf({ kind, text }: BenchQuery): Asked {
  return { query: kind === 'phrase' ? `"${text}"` : text, typing: kind === 'prefix' };
}

/** The queries of a size; what is a word is told by FTS5's own vocabulary of it. */
export async function queriesOf(
  { corpus, built }: Pick<Subject, 'corpus' | 'built'>,
  errors: number,
) {
  const texts = openFts5(built[0]?.task.texts ?? '');
  const articles: Article[] = [];
  for await (const article of articlesOf(corpus, 0, QUERIES_FROM)) articles.push(article);
  const set = makeQueries(articles, texts.isWord);
  const mistakes = errorsByUse(articles, texts.isWord, errors);
  texts.close();
  return { set, mistakes };
}

/** A figure with the goal of its size. */
export function figure(
  id: string,
  casebook: number,
  sources: number,
  rest: Partial<Figure> = {},
): Figure {
  const goal = goalOf(id, sources);
  return {
    id,
    name: id,
    unit: 'ms',
    casebook,
    peers: {},
    ...(goal === undefined ? {} : { goal }),
    ...rest,
  };
}
