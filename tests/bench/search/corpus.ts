/** The corpus: articles of 300 to 1,500 words, cut from real prose, one line of JSON each. */
import { hash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder, hashOf } from './cache.ts';
import { findProse, type ProseFile } from './prose-files.ts';
import { readProse, wordCount } from './prose-text.ts';
import { articleLength, pick, seeded, shuffle, type Random } from './random.ts';

export interface Article {
  title: string;
  language: string;
  paragraphs: string[];
}

export interface Corpus {
  /** Where the articles are; the same file for every size, which takes the first of them. */
  file: string;
  hash: string;
  /** How many articles are cut from text that no other has; all after them are recombined. */
  distinct: number;
  /** Of the distinct prose, by origin and by language, the most first. */
  words: number;
  origins: Array<[name: string, words: number]>;
  languages: Array<[name: string, words: number]>;
}

/** The largest size, and as many again as an import adds to it. */
export const LARGEST = 100_000;
export const FRESH = 3000;

/** Goes up when the same files give another corpus than before. */
const CORPUS_VERSION = 1;

/** Makes the corpus, or finds the one made before from the same files. */
export async function ensureCorpus(say: (line: string) => void): Promise<Corpus> {
  const files = findProse();
  const key = hashOf(
    CORPUS_VERSION,
    files.map(({ name, bytes }) => [name, bytes]),
  );
  const manifest = join(cacheFolder(), `corpus-${key}.json`);
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')) as Corpus;
  say(`Making the corpus from ${files.length.toLocaleString('en')} files; this is done once.`);
  const file = join(cacheFolder(), `corpus-${key}.ndjson`);
  const corpus = { file, hash: key, ...(await writeCorpus(files, file)) };
  writeFileSync(manifest, JSON.stringify(corpus));
  return corpus;
}

/** The articles of a corpus, from one place up to another. */
export async function* articlesOf(
  corpus: Corpus,
  from: number,
  to: number,
): AsyncGenerator<Article> {
  const input = createReadStream(corpus.file, { highWaterMark: 1 << 20 });
  let at = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (at >= to) break;
    if (at >= from) yield JSON.parse(line) as Article;
    at += 1;
  }
  input.destroy();
}

async function writeCorpus(files: readonly ProseFile[], path: string) {
  const random = seeded(20_261_130);
  const origins = new Map<string, number>();
  const languages = new Map<string, number>();
  const articles: Article[] = [];
  for (const [language, ofLanguage] of Map.groupBy(files, (file) => file.language)) {
    for (const article of cutArticles(random, ofLanguage, origins)) {
      articles.push({ ...article, language });
      const words = article.paragraphs.reduce((sum, text) => sum + wordCount(text), 0);
      languages.set(language, (languages.get(language) ?? 0) + words);
    }
  }
  shuffle(random, articles);
  const wanted = LARGEST + FRESH;
  const temporary = `${path}.part`;
  const out = createWriteStream(temporary);
  const distinct = Math.min(articles.length, wanted);
  const byLanguage = Map.groupBy(articles, ({ language }) => language);
  for (let at = 0; at < wanted; at += 1) {
    const article = articles[at] ?? recombined(random, articles, byLanguage);
    if (!out.write(`${JSON.stringify(article)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  renameSync(temporary, path);
  const most = (counts: Map<string, number>) => [...counts].sort(([, a], [, b]) => b - a);
  const words = [...languages.values()].reduce((sum, count) => sum + count, 0);
  return { distinct, words, origins: most(origins), languages: most(languages) };
}

/** Articles of one language, out of paragraphs that follow each other; each paragraph is used once. */
function* cutArticles(
  random: Random,
  files: readonly ProseFile[],
  origins: Map<string, number>,
): Generator<Omit<Article, 'language'>> {
  const seen = new Set<string>();
  let paragraphs: string[] = [];
  let title = '';
  let words = 0;
  let length = articleLength(random);
  for (const file of files) {
    const page = proseOf(file);
    for (const text of page.paragraphs) {
      const key = hash('md5', text.toLowerCase(), 'base64');
      if (seen.has(key)) continue;
      seen.add(key);
      const own = wordCount(text);
      if (paragraphs.length === 0) title = titleOf(page.title, text);
      paragraphs.push(text);
      words += own;
      origins.set(file.origin, (origins.get(file.origin) ?? 0) + own);
      if (words < length) continue;
      yield { title, paragraphs };
      paragraphs = [];
      words = 0;
      length = articleLength(random);
    }
  }
}

/** A file that can't be read, or is not what its name says, has no prose. */
function proseOf({ path }: ProseFile): ReturnType<typeof readProse> {
  try {
    return readProse(path);
  } catch (error) {
    process.stderr.write(
      `Left out ${path}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return { title: '', paragraphs: [] };
  }
}

function titleOf(page: string, text: string): string {
  return page.length >= 8 && page.length <= 120
    ? page
    : text.split(' ').slice(0, 8).join(' ').slice(0, 120);
}

/** A third each of three articles of one language, in their order. */
function recombined(
  random: Random,
  articles: readonly Article[],
  byLanguage: ReadonlyMap<string, readonly Article[]>,
): Article {
  const first = pick(random, articles);
  const others = byLanguage.get(first.language) ?? articles;
  const parts = [first, pick(random, others), pick(random, others)];
  const paragraphs = parts.flatMap((part, index) => {
    const third = Math.ceil(part.paragraphs.length / 3);
    return part.paragraphs.slice(index * third, index * third + third);
  });
  return { title: pick(random, others).title, language: first.language, paragraphs };
}
