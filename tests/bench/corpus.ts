import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MODULES = resolve(import.meta.dirname, '../../node_modules');

export interface Article {
  title: string;
  paragraphs: string[];
}

/** Paragraphs of prose in the documentation of the installed packages, each once. */
function* paragraphs(): Generator<string> {
  const seen = new Set<string>();
  const files = readdirSync(MODULES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|[\\/])[A-Za-z-]+\.md$/.test(name))
    .sort();
  for (const file of files) {
    for (const part of readFileSync(join(MODULES, file), 'utf8').split(/\n\s*\n/)) {
      const text = part.replaceAll(/\s+/g, ' ').trim();
      if (text.length < 80 || /^[#<|`[!*-]/.test(text) || seen.has(text)) continue;
      seen.add(text);
      yield text;
    }
  }
}

/**
 * Articles of 300 words or more, cut from the Markdown files of the installed npm packages. When
 * that prose runs out, it is used again in another order.
 */
export function makeCorpus(count: number): Article[] {
  const pool = [...paragraphs()];
  const articles: Article[] = [];
  let at = 0;
  // A step that shares no factor with the pool's size visits every paragraph before any repeats.
  let step = 1;
  while (articles.length < count) {
    const own: string[] = [];
    for (let words = 0; words < 300; at += 1) {
      if (at === pool.length) {
        at = 0;
        step += 2;
      }
      const text = pool[(at * step) % pool.length] ?? '';
      own.push(text);
      words += text.split(' ').length;
    }
    articles.push({ title: own[0]?.split(' ').slice(0, 8).join(' ') ?? '', paragraphs: own });
  }
  return articles;
}
