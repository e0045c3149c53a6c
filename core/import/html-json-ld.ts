/** What a page's JSON-LD says about it, in the vocabulary of schema.org. */
import type { CslName } from '../../shared/csl.ts';
import { namesInByline, personName } from './bylines.ts';
import { htmlToLine } from './html-page.ts';

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

/** The name of a thing, or a text that is no address: things are often only pointed at. */
function nameIn(value: unknown): string | undefined {
  const first = listOf(value)[0];
  const text = isThing(first) ? textOf(first['name']) : textOf(first);
  return text === undefined || /^(?:https?:)?\/\/|^#/i.test(text) ? undefined : text;
}

/** The names that an author's statement gives: a person, an organisation, or a byline. */
function namesOf(value: unknown): CslName[] {
  if (!isThing(value)) return namesInByline(textOf(value) ?? '');
  const family = textOf(value['familyName']);
  const given = textOf(value['givenName']);
  if (family !== undefined && given !== undefined) return [{ family, given }];
  const name = textOf(value['name']);
  if (name === undefined) return [];
  const types = typesOf(value);
  if (types.some((type) => /Organization$/.test(type))) return [{ literal: name }];
  if (types.includes('Person') && !/[,;&|]|^by\s|\s(?:and|und|et|y)\s/i.test(name)) {
    const person = /^(?:https?:)?\/\//i.test(name) ? undefined : personName(name);
    return person === undefined ? [] : [person];
  }
  return namesInByline(name);
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
    authors: listOf(article['author'] ?? article['creator'])
      .slice(0, 100)
      .flatMap(namesOf),
  };
  const found = {
    title: textOf(article['headline'] ?? article['name']),
    published: textOf(article['datePublished']),
    publisher: nameIn(article['publisher']),
    partOf: nameIn(article['isPartOf']),
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
