/**
 * From the tree of a query to what the indexes are asked: which terms stand for each word, and how
 * far each is from what was typed.
 */
import type { Correction } from '../../shared/domain.ts';
import type { PhraseNode, QueryNode, WordNode } from '../../shared/query.ts';
import { fold } from './fold.ts';
import { isSpelled, queryTokens } from './prepare.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How far a match is from what was typed; the nearest first. */
export const LEVELS = ['exact', 'prefix', 'corrected', 'far'] as const;
export type Level = 0 | 1 | 2 | 3;
const EXACT: Level = 0;
const PREFIX: Level = 1;
const CORRECTED: Level = 2;
const FAR: Level = 3;

/** One way in which a word or phrase of the query can be met. */
export interface Choice {
  /** They follow each other. */
  tokens: readonly string[];
  /** The folded text that the tokens were made of, to find it again in a text. */
  form: string;
  /** The last token is only a beginning. */
  prefix: boolean;
  level: Level;
  /** Searched in place of what was typed, which has to be said. */
  instead?: Correction;
}

/** A word or phrase of the query with the ways in which it can be met, the nearest first. */
export interface Leaf {
  kind: 'leaf';
  choices: readonly Choice[];
}
export type PlanNode =
  Leaf | { kind: 'not'; node: PlanNode } | { kind: 'and' | 'or'; nodes: readonly PlanNode[] };

export interface Plan {
  root?: PlanNode;
  /** Nothing but a word too short for the full-text index: only the lists are asked. */
  listsOnly: boolean;
}

/** Shortest beginning that sources are searched for: shorter ones stand in most of them. */
const SHORTEST_PREFIX = 3;
/** Shortest word that is taken for a typing error when nothing holds it. */
const SHORTEST_MENDED = 4;

/** Words of one query that are completed or mended; a pasted page of unknown words is not. */
const MOST_MENDED = 8;

export interface PlanOptions {
  vocabulary: Vocabulary;
  /** The last word of the query is still being typed. */
  typing: boolean;
  /** Words that are known are mended too, because together they found nothing. */
  mendAll: boolean;
}

/** `mended`: the words for which other words were looked up. */
type Planning = PlanOptions & { readonly mended: Set<WordNode> };

/** Makes the plan of a query. */
export function planQuery(root: QueryNode | undefined, options: PlanOptions): Plan {
  if (root === undefined) return { listsOnly: false };
  const leaves = positiveLeaves(root);
  const isShort = (leaf: WordNode | PhraseNode) => {
    if (!options.typing || !leaf.open || leaf.kind !== 'word') return false;
    const { tokens } = queryTokens(leaf.text);
    const [token = ''] = tokens;
    return tokens.length === 1 && [...token].length < SHORTEST_PREFIX && isSpelled(token);
  };
  const isMute = (leaf: WordNode | PhraseNode) => queryTokens(leaf.text).tokens.length === 0;
  const heard = leaves.filter((leaf) => !isMute(leaf));
  const short = heard.find(isShort);
  const dropped = new Set(leaves.filter(isMute));
  if (short !== undefined && heard.length > 1) dropped.add(short);
  const planned = planNode(root, dropped, { ...options, mended: new Set() });
  const listsOnly = short !== undefined && heard.length === 1;
  return { ...(planned === undefined ? {} : { root: planned }), listsOnly };
}

function positiveLeaves(node: QueryNode): Array<WordNode | PhraseNode> {
  switch (node.kind) {
    case 'word':
    case 'phrase':
      return [node];
    case 'not':
    case 'filter':
      return [];
    case 'near':
      return [node.left, node.right];
    case 'field':
      return positiveLeaves(node.node);
    case 'and':
    case 'or':
      return node.nodes.flatMap(positiveLeaves);
  }
}

function planNode(
  node: QueryNode,
  dropped: ReadonlySet<QueryNode>,
  options: Planning,
): PlanNode | undefined {
  switch (node.kind) {
    case 'word':
      return dropped.has(node) ? undefined : { kind: 'leaf', choices: wordChoices(node, options) };
    case 'phrase':
      return dropped.has(node) ? undefined : { kind: 'leaf', choices: [asTyped(node, options)] };
    case 'not': {
      // What is left out is taken at its word: nothing is completed or mended.
      const typed = { ...options, typing: false };
      if (node.node.kind !== 'word' && node.node.kind !== 'phrase') return undefined;
      const choice = asTyped(node.node, typed);
      if (choice.tokens.length === 0) return undefined;
      return { kind: 'not', node: { kind: 'leaf', choices: [choice] } };
    }
    case 'filter':
      return undefined;
    case 'field':
      return planNode(node.node, dropped, options);
    case 'near':
    case 'and':
    case 'or': {
      const inside = node.kind === 'near' ? [node.left, node.right] : node.nodes;
      const kind = node.kind === 'near' ? 'and' : node.kind;
      const nodes = inside
        .map((inner) => planNode(inner, dropped, options))
        .filter((inner) => inner !== undefined);
      return nodes.length > 1 ? { kind, nodes } : nodes[0];
    }
  }
}

function asTyped(node: WordNode | PhraseNode, { typing }: PlanOptions): Choice {
  const { tokens, open } = queryTokens(node.text);
  const unfinished = typing && node.open && isSpelled(tokens.at(-1) ?? '');
  return { tokens, form: fold(node.text), prefix: open || unfinished, level: EXACT };
}

/** The ways to meet a word: as it is; as a beginning; mended, the likeliest first. */
function wordChoices(node: WordNode, options: Planning): Choice[] {
  const { vocabulary, typing, mendAll, mended } = options;
  const whole = asTyped(node, options);
  const [token = ''] = whole.tokens;
  // Words of several tokens and of scripts without spaces are phrases, and are taken as they are.
  if (whole.tokens.length !== 1 || !isSpelled(token)) return [whole];
  const choices: Choice[] = [{ ...whole, prefix: false }];
  if (typing && node.open) {
    choices.push({ ...whole, prefix: true, level: PREFIX });
    if (vocabulary.knows(token, true) && !mendAll) return choices;
  } else if (vocabulary.knows(token, false) && !mendAll) return choices;

  if (mended.size >= MOST_MENDED) return choices;
  mended.add(node);
  const length = [...token].length;
  const instead = (to: string, how: Correction['how']) => ({ from: node.text, to, how });
  if (!whole.prefix && length >= SHORTEST_PREFIX) {
    const to = vocabulary.completion(token);
    if (to !== undefined && to !== token) {
      choices.push({ ...whole, prefix: true, level: PREFIX, instead: instead(to, 'completed') });
    }
  }
  if (length < SHORTEST_MENDED) return choices;
  let candidates = vocabulary.candidates(token, false).map((to) => ({ to, prefix: false }));
  if (whole.prefix && (candidates.length === 0 || !mendAll)) {
    const beginnings = vocabulary.candidates(token, true);
    if (beginnings.length > 0) candidates = beginnings.map((to) => ({ to, prefix: true }));
  }
  candidates.forEach(({ to, prefix }, index) => {
    const shown = prefix ? (vocabulary.completion(to) ?? to) : to;
    const level = index === 0 ? CORRECTED : FAR;
    choices.push({ tokens: [to], form: to, prefix, level, instead: instead(shown, 'corrected') });
  });
  return choices;
}

/** The levels at which a plan has anything to offer, the nearest first. */
export function levelsOf(node: PlanNode): Level[] {
  const levels = new Set(leavesOf(node).flatMap((leaf) => leaf.choices.map(({ level }) => level)));
  return [...levels].sort((a, b) => a - b);
}

/** The words and phrases that must or may match; not those that must not. */
export function leavesOf(node: PlanNode): Leaf[] {
  switch (node.kind) {
    case 'leaf':
      return [node];
    case 'not':
      return [];
    case 'and':
    case 'or':
      return node.nodes.flatMap(leavesOf);
  }
}

/** What must not match, as plans of their own. */
export function excludedOf(node: PlanNode): PlanNode[] {
  if (node.kind === 'not') return [node.node];
  return node.kind === 'and' ? node.nodes.flatMap(excludedOf) : [];
}

/**
 * The plan's full-text expression with all choices up to a level; undefined when it can't be met.
 * Tokens hold only letters, marks, numbers and private-use characters, so quoting them is enough.
 */
export function expressionOf(node: PlanNode, level: Level): string | undefined {
  switch (node.kind) {
    case 'leaf': {
      const phrases = node.choices
        .filter((choice) => choice.level <= level)
        .map(({ tokens, prefix }) => `"${tokens.join(' ')}"${prefix ? '*' : ''}`);
      return phrases.length > 1 ? `(${phrases.join(' OR ')})` : phrases[0];
    }
    case 'not':
      return undefined;
    case 'or': {
      const parts = node.nodes
        .map((inner) => expressionOf(inner, level))
        .filter((part) => part !== undefined);
      return parts.length > 1 ? `(${parts.join(' OR ')})` : parts[0];
    }
    case 'and': {
      const parts: string[] = [];
      for (const inner of node.nodes) {
        if (inner.kind === 'not') continue;
        const part = expressionOf(inner, level);
        if (part === undefined) return undefined;
        parts.push(part);
      }
      const excluded = excludedOf(node)
        .map((inner) => expressionOf(inner, FAR))
        .filter((part) => part !== undefined);
      if (parts.length === 0) return undefined;
      const wanted = parts.length > 1 ? `(${parts.join(' AND ')})` : (parts[0] ?? '');
      return excluded.length > 0 ? `(${wanted} NOT (${excluded.join(' OR ')}))` : wanted;
    }
  }
}
