/** What may stand at the caret of a query: keys, and values of a key. */
import { isField, keyNamed, QUERY_KEYS, type FilterKey, type QueryKey } from './keys.ts';
import { opensQuote, quotedAt, wordEnd } from './lex.ts';
import { filterText } from './print.ts';
import type { QuerySpan } from './tree.ts';

/** A value that a key can have in this library; `about` tells it from others, such as "12 sources". */
export interface ValueChoice {
  value: string;
  about?: string;
}

/** The values that the library knows of a key, the likeliest first. */
export type ValueProvider = (key: FilterKey) => readonly ValueChoice[];

export interface Completion {
  kind: 'key' | 'value';
  /** `tag:`, or the value. */
  label: string;
  about?: string;
  /** What is to stand in place of the span. */
  insert: string;
}

export interface Completions {
  /** What is replaced; empty where nothing was typed yet. */
  span: QuerySpan;
  /** The key whose values are offered. */
  key?: FilterKey;
  items: Completion[];
}

interface CompletionOptions {
  /** Letters of a word before keys are offered; 0 offers all of them. */
  lettersForKeys?: number;
  limit?: number;
}

/**
 * What the word at the caret may become. Keys are offered after a letter or two of them, values as
 * soon as the key is there; nothing inside a quoted phrase. `caret` counts UTF-16 code units.
 */
export function completionsAt(
  query: string,
  caret: number,
  valuesOf: ValueProvider,
  { lettersForKeys = 2, limit = 8 }: CompletionOptions = {},
): Completions {
  const word = wordAt(query, caret);
  const typed = query.slice(word.start, caret);
  const colon = typed.indexOf(':');
  if (colon === -1) {
    const items =
      word.isPhrase || [...typed].length < lettersForKeys ? [] : keysThatBegin(typed, limit);
    // A word that only happens to begin like a key is replaced as far as it was typed.
    return { span: { start: word.start, end: caret }, items };
  }
  const key = keyNamed(typed.slice(0, colon));
  if (key === undefined || isField(key)) return { span: { start: caret, end: caret }, items: [] };
  const beginning = typed.slice(colon + 1).replace(/^["“”„«]/u, '');
  return {
    span: { start: word.start, end: word.end },
    key,
    items: valuesLike(beginning, choicesOf(key, valuesOf))
      .slice(0, limit)
      .map(({ value, about }) => ({
        kind: 'value',
        label: value,
        ...(about === undefined ? {} : { about }),
        insert: `${filterText(key, value)} `,
      })),
  };
}

/** The word around the caret, or that ends there, without minus sign and parenthesis before it. */
function wordAt(query: string, caret: number): QuerySpan & { isPhrase: boolean } {
  let at = 0;
  while (at < caret) {
    const start = at;
    if (/[\s()-]/u.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    if (opensQuote(query, at)) {
      at = quotedAt(query, at).end;
      if (caret < at) return { start, end: at, isPhrase: true };
      continue;
    }
    at = wordEnd(query, at);
    if (query.charAt(at - 1) === ':' && opensQuote(query, at)) {
      const value = quotedAt(query, at);
      at = value.end;
      if (caret === at && value.closed) continue;
    }
    if (caret <= at) return { start, end: at, isPhrase: false };
  }
  return { start: caret, end: caret, isPhrase: false };
}

function keysThatBegin(typed: string, limit: number): Completion[] {
  const lower = typed.toLowerCase();
  return (Object.keys(QUERY_KEYS) as QueryKey[])
    .filter((key) => [key, ...(QUERY_KEYS[key].also ?? [])].some((name) => name.startsWith(lower)))
    .slice(0, lower === '' ? undefined : limit)
    .map((key) => ({
      kind: 'key',
      label: `${key}:`,
      about: QUERY_KEYS[key].about,
      insert: `${key}:`,
    }));
}

function choicesOf(key: FilterKey, valuesOf: ValueProvider): readonly ValueChoice[] {
  return QUERY_KEYS[key].values?.map((value) => ({ value })) ?? valuesOf(key);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The choices that begin so, then those of which a later word does. */
function valuesLike(typed: string, choices: readonly ValueChoice[]): ValueChoice[] {
  const wanted = folded(typed.trim());
  const begins: ValueChoice[] = [];
  const within: ValueChoice[] = [];
  for (const choice of choices) {
    const value = folded(`${choice.value} ${choice.about ?? ''}`);
    if (value.startsWith(wanted)) begins.push(choice);
    else if (value.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(wanted))) {
      within.push(choice);
    }
  }
  return [...begins, ...within];
}
