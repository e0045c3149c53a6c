/** What a page's JSON-LD says about it, in the vocabulary of schema.org. */
import type { CslName } from '../../shared/csl.ts';
import { htmlToLine } from './html-page.ts';
import { literalName } from './names.ts';

/** The statements about a page; absent ones are not made. */
export interface JsonLdFacts {
  types: string[];
  title?: string;
  authors: CslName[];
  published?: string;
  publisher?: string;
  partOf?: string;
  language?: string;
  url?: string;
}

type Thing = Record<string, unknown>;

/** Most things looked at in one page's JSON-LD. */
const MAX_THINGS = 500;

const ARTICLE = /Article$|^Report$|^BlogPosting$|^LiveBlogPosting$/;
const DISCUSSION = /^(?:DiscussionForumPosting|QAPage|ProfilePage|CollectionPage)$/;

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function typesOf(thing: Thing): string[] {
  return listOf(thing['@type']).flatMap((type) =>
    typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : [],
  );
}

function textOf(value: unknown): string | undefined {
  const first = listOf(value)[0];
  if (isThing(first)) return textOf(first['name'] ?? first['@value'] ?? first['@id']);
  if (typeof first !== 'string') return undefined;
  const line = htmlToLine(first.slice(0, 4000));
  return line === '' ? undefined : line;
}

function nameOf(value: unknown): CslName | undefined {
  if (isThing(value)) {
    const family = textOf(value['familyName']);
    const given = textOf(value['givenName']);
    if (family !== undefined && given !== undefined) return { family, given };
  }
  const text = isThing(value) ? textOf(value['name']) : textOf(value);
  return text === undefined ? undefined : literalName(text);
}

/** All things of a page's scripts, those of graphs included; scripts that are not JSON say nothing. */
function thingsIn(scripts: readonly string[]): Thing[] {
  const things: Thing[] = [];
  for (const script of scripts) {
    const queue = listOf(parsed(script));
    for (let at = 0; at < queue.length && things.length < MAX_THINGS; at += 1) {
      const thing = queue[at];
      if (Array.isArray(thing)) for (const inner of thing.slice(0, MAX_THINGS)) queue.push(inner);
      if (!isThing(thing)) continue;
      things.push(thing);
      for (const inner of listOf(thing['@graph']).slice(0, MAX_THINGS)) queue.push(inner);
      for (const inner of listOf(thing['mainEntity']).slice(0, 1)) queue.push(inner);
    }
  }
  return things;
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(script);
  } catch {
    return undefined; // Broken JSON-LD is common, and says nothing that could be relied on.
  }
}

/** Reads the JSON-LD scripts of a page: the statements about its article, and all its types. */
export function readJsonLd(scripts: readonly string[]): JsonLdFacts {
  const things = thingsIn(scripts);
  const types = things.flatMap(typesOf);
  const article = things.find((thing) => typesOf(thing).some((type) => ARTICLE.test(type)));
  if (article === undefined) return { types, authors: [] };
  const facts: JsonLdFacts = {
    types: [...typesOf(article), ...types],
    authors: listOf(article['author'])
      .slice(0, 100)
      .map(nameOf)
      .filter((name) => name !== undefined),
  };
  const found = {
    title: textOf(article['headline'] ?? article['name']),
    published: textOf(article['datePublished']),
    publisher: textOf(article['publisher']),
    partOf: textOf(article['isPartOf']),
    language: textOf(article['inLanguage']),
    url: textOf(article['url'] ?? article['mainEntityOfPage']),
  };
  return { ...facts, ...found };
}

/** Says whether the facts are about an article, about a discussion, or neither. */
export function kindOfPage({ types }: JsonLdFacts): 'article' | 'discussion' | undefined {
  if (types.some((type) => DISCUSSION.test(type))) return 'discussion';
  return types.some((type) => ARTICLE.test(type)) ? 'article' : undefined;
}
