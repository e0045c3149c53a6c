/**
 * The query language, as a pure function from what was typed to a tree.
 *
 *     words                all must match; the last may still be being typed
 *     "exact phrase"       the words in this order
 *     -word  -"a phrase"   must not match
 *     a OR b               either; binds closer than standing side by side
 *     tag: case: type:     only things with the tag, in the case file, of the type; `tag:"two words"`
 *
 * A query that is not quite right is never refused: what is wrong is said with its place, and the
 * rest is searched.
 */
import { hitKindSchema } from './domain.ts';

export const FILTER_KEYS = ['tag', 'case', 'type'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** Where in the query something stands, as a [start, end) of UTF-16 code units. */
export interface QuerySpan {
  start: number;
  end: number;
}

/** `open`: the query ends in the middle of it, so it may be only a beginning. */
export interface WordNode extends QuerySpan {
  kind: 'word';
  text: string;
  open: boolean;
}
export interface PhraseNode extends QuerySpan {
  kind: 'phrase';
  text: string;
  open: boolean;
}
export type QueryNode =
  | WordNode
  | PhraseNode
  | { kind: 'not'; node: QueryNode }
  | { kind: 'and'; nodes: QueryNode[] }
  | { kind: 'or'; nodes: QueryNode[] };

/** Narrows what may be found. It holds when any of its values does; all filters must hold. */
export interface QueryFilter extends QuerySpan {
  key: FilterKey;
  values: string[];
  negated: boolean;
  open: boolean;
}

export type QueryProblemCode =
  | 'unclosed-quote'
  | 'lone-minus'
  | 'lone-or'
  | 'mixed-or'
  | 'unknown-key'
  | 'empty-value'
  | 'unknown-type'
  | 'no-letters';

/** What is wrong with a query, where, in a sentence that says what was done instead. */
export interface QueryProblem extends QuerySpan {
  code: QueryProblemCode;
  message: string;
}

export interface ParsedQuery {
  /** What must match in the text; absent when the query has no words. */
  root?: QueryNode;
  filters: QueryFilter[];
  problems: QueryProblem[];
}

type Item =
  | { type: 'node'; node: QueryNode; span: QuerySpan }
  | { type: 'filter'; filter: QueryFilter }
  | { type: 'or'; span: QuerySpan };

const OPENING = /["“”„«]/u;
const CLOSING: Readonly<Record<string, RegExp>> = { '«': /[»"]/u };
const ANY_CLOSING = /["“”]/u;
const SEARCHABLE = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const KEY = /^(\p{L}+):/u;

const FILTERS_NAMED = 'The filters are tag:, case: and type:.';
const TYPES = hitKindSchema.options;

/** Reads a query. Never throws. */
export function parseQuery(query: string): ParsedQuery {
  const problems: QueryProblem[] = [];
  const items = itemsOf(query, problems);
  const { nodes, filters } = joinAlternatives(items, problems);
  const kept = filters.flatMap((filter) => checkedType(filter, problems));
  const root = nodes.length > 1 ? { kind: 'and' as const, nodes } : nodes[0];
  problems.sort((a, b) => a.start - b.start);
  return { ...(root === undefined ? {} : { root }), filters: kept, problems };
}

interface Quoted extends QuerySpan {
  text: string;
  closed: boolean;
}

/** The quoted text that opens at `at`; to the end of the query when it isn't closed. */
function quotedAt(query: string, at: number, problems: QueryProblem[]): Quoted {
  const closing = CLOSING[query.charAt(at)] ?? ANY_CLOSING;
  let end = at + 1;
  while (end < query.length && !closing.test(query.charAt(end))) end += 1;
  const closed = end < query.length;
  if (!closed) {
    problems.push({
      code: 'unclosed-quote',
      start: at,
      end: query.length,
      message: 'This quotation mark is not closed, so all that follows it was taken as one phrase.',
    });
  }
  return { text: query.slice(at + 1, end), start: at, end: closed ? end + 1 : end, closed };
}

/** The end of the word that begins at `at`: the next space or quotation mark. */
function wordEnd(query: string, at: number): number {
  let end = at;
  while (end < query.length && !/\s/u.test(query.charAt(end)) && !OPENING.test(query.charAt(end))) {
    end += 1;
  }
  return end;
}

function itemsOf(query: string, problems: QueryProblem[]): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/u.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    const negated = query.charAt(at) === '-';
    if (negated) at += 1;
    if (negated && (at === query.length || /\s/u.test(query.charAt(at)))) {
      problems.push({
        code: 'lone-minus',
        start,
        end: at,
        message:
          'A minus sign leaves out the word right after it; here there is none, so it was ignored.',
      });
      continue;
    }
    if (OPENING.test(query.charAt(at))) {
      const { text, end, closed } = quotedAt(query, at, problems);
      pushTerm({ kind: 'phrase', text, start, end, open: !closed }, negated);
      at = end;
      continue;
    }
    const end = wordEnd(query, at);
    const word = query.slice(at, end);
    if (!negated && word === 'OR') items.push({ type: 'or', span: { start, end } });
    else {
      const filter = filterAt(query, { start, at, end, negated }, problems);
      if (filter !== undefined) {
        if (filter !== 'ignored') items.push({ type: 'filter', filter });
        at = filter === 'ignored' ? end : filter.end;
        continue;
      }
      pushTerm({ kind: 'word', text: word, start, end, open: end === query.length }, negated);
    }
    at = Math.max(end, at + 1);
  }
  return items;

  function pushTerm(node: WordNode | PhraseNode, negated: boolean): void {
    const span = { start: node.start, end: node.end };
    if (SEARCHABLE.test(node.text)) {
      items.push({ type: 'node', node: negated ? { kind: 'not', node } : node, span });
    } else if (node.kind === 'word' || !node.open) {
      const message = `“${node.text}” has no letter or number to search for, so it was ignored.`;
      problems.push({ code: 'no-letters', ...span, message });
    }
  }
}

/** The filter that a word is, "ignored" when it is one without a value, else undefined. */
function filterAt(
  query: string,
  { start, at, end, negated }: QuerySpan & { at: number; negated: boolean },
  problems: QueryProblem[],
): QueryFilter | 'ignored' | undefined {
  const word = query.slice(at, end);
  const name = KEY.exec(word)?.[1];
  if (name === undefined) return undefined;
  const key = FILTER_KEYS.find((known) => known === name.toLowerCase());
  const valueAt = at + name.length + 1;
  const quoted = valueAt === end && OPENING.test(query.charAt(valueAt));
  if (key === undefined) {
    // "Note:" and "https://" are words like others.
    if (valueAt === end ? !quoted : query.startsWith('//', valueAt)) return undefined;
    const message = `There is no filter “${name}:”, so it was searched as a word. ${FILTERS_NAMED}`;
    problems.push({ code: 'unknown-key', start, end: valueAt, message });
    return undefined;
  }
  const value = quoted ? quotedAt(query, valueAt, problems) : undefined;
  const text = (value?.text ?? query.slice(valueAt, end)).trim();
  if (text === '') {
    problems.push({
      code: 'empty-value',
      start,
      end: value?.end ?? end,
      message: `“${key}:” needs a value right after it, such as ${EXAMPLES[key]}; it was ignored.`,
    });
    return value === undefined
      ? 'ignored'
      : { key, values: [], negated, open: false, start, end: value.end };
  }
  const valueEnd = value?.end ?? end;
  const open = value === undefined ? end === query.length : !value.closed;
  return { key, values: [text], negated, open, start, end: valueEnd };
}

const EXAMPLES: Readonly<Record<FilterKey, string>> = {
  tag: 'tag:figures',
  case: 'case:"North Korean soldiers"',
  type: 'type:note',
};

/** Puts the items on both sides of each OR together; the others stand side by side. */
function joinAlternatives(
  items: readonly Item[],
  problems: QueryProblem[],
): { nodes: QueryNode[]; filters: QueryFilter[] } {
  const joined: Array<Exclude<Item, { type: 'or' }>> = [];
  let pending: QuerySpan | undefined;
  for (const item of items) {
    if (item.type === 'or') {
      if (joined.length === 0 || pending !== undefined) problems.push(loneOr(item.span));
      else pending = item.span;
      continue;
    }
    const before = joined.at(-1);
    const both = pending && before ? alternativesOf(before, item) : undefined;
    if (pending !== undefined && both === undefined) {
      problems.push({
        code: 'mixed-or',
        ...pending,
        message:
          'OR stands between two words or phrases, or two filters of the same kind; here both sides have to match.',
      });
    }
    if (both === undefined) joined.push(item);
    else joined[joined.length - 1] = both;
    pending = undefined;
  }
  if (pending !== undefined) problems.push(loneOr(pending));
  return {
    nodes: joined.flatMap((item) => (item.type === 'node' ? [item.node] : [])),
    filters: joined.flatMap((item) => (item.type === 'filter' ? [item.filter] : [])),
  };
}

function loneOr(span: QuerySpan): QueryProblem {
  const message = 'OR needs a word on either side; here one is missing, so it was ignored.';
  return { code: 'lone-or', ...span, message };
}

function alternativesOf(
  left: Exclude<Item, { type: 'or' }>,
  right: Exclude<Item, { type: 'or' }>,
): Exclude<Item, { type: 'or' }> | undefined {
  if (left.type === 'filter' && right.type === 'filter') {
    const [a, b] = [left.filter, right.filter];
    if (a.key !== b.key || a.negated || b.negated) return undefined;
    return { type: 'filter', filter: { ...b, start: a.start, values: [...a.values, ...b.values] } };
  }
  if (left.type !== 'node' || right.type !== 'node') return undefined;
  if (left.node.kind === 'not' || right.node.kind === 'not') return undefined;
  const alternatives = left.node.kind === 'or' ? left.node.nodes : [left.node];
  const span = { start: left.span.start, end: right.span.end };
  return { type: 'node', node: { kind: 'or', nodes: [...alternatives, right.node] }, span };
}

/** A filter without the values that are not types; nothing when none is left. */
function checkedType(filter: QueryFilter, problems: QueryProblem[]): QueryFilter[] {
  const { key, values, start, end } = filter;
  if (key !== 'type') return values.length > 0 ? [filter] : [];
  const known = values.map((value) => value.toLowerCase()).filter((value) => isType(value));
  const unknown = values.filter((value) => !isType(value.toLowerCase()));
  if (unknown.length > 0) {
    const message = `“${unknown.join('”, “')}” is not a type, so it was ignored. The types are ${TYPES.join(', ')}.`;
    problems.push({ code: 'unknown-type', start, end, message });
  }
  return known.length > 0 ? [{ ...filter, values: known }] : [];
}

function isType(value: string): boolean {
  return TYPES.some((type) => type === value);
}
