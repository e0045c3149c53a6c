/**
 * From the tree of a query to what the indexes are asked: which terms stand for each word, and how
 * far each is from what was typed.
 */
import type { Correction } from '../../shared/domain.ts';
import type { FieldKey, FilterNode, PhraseNode, QueryNode, WordNode } from '../../shared/query.ts';
import { fold } from './fold.ts';
import { isSpelled, queryTokens } from './prepare.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How far a match is from what was typed; the nearest first. */
export const LEVELS = ['exact', 'prefix', 'inflected', 'corrected', 'far'] as const;
export type Level = 0 | 1 | 2 | 3 | 4;
export const EXACT: Level = 0;
export const PREFIX: Level = 1;
export const INFLECTED: Level = 2;
export const CORRECTED: Level = 3;
export const FAR: Level = 4;

/** One way in which a word or phrase of the query can be met. */
export interface Choice {
  /** They follow each other. */
  tokens: readonly string[];
  /** The folded text that the tokens were made of, to find it again in a text. */
  form: string;
  /** The last token is only a beginning. */
  prefix: boolean;
  level: Level;
  /** Searched in place of what was typed, or beside it, which has to be said. */
  instead?: Correction;
}

/** Where in things words are looked for; everywhere when absent. */
export type Place = FieldKey | 'names';

/** A word or phrase of the query with the ways in which it can be met, the nearest first. */
export interface Leaf {
  kind: 'leaf';
  /** As it was typed. */
  typed: string;
  /** Nothing has it, so what it may have been meant for is searched at any rate. */
  unknown?: boolean;
  choices: readonly Choice[];
  place?: Place | undefined;
}
export type PlanNode =
  | Leaf
  | { kind: 'near'; left: Leaf; right: Leaf; distance: number }
  | { kind: 'filter'; filter: FilterNode }
  | { kind: 'not'; node: PlanNode }
  | { kind: 'and' | 'or'; nodes: readonly PlanNode[] };

/** Shortest beginning that texts are searched for: shorter ones stand in most of them. */
const SHORTEST_PREFIX = 3;
/** Shortest word that is taken for a typing error. */
const SHORTEST_MENDED = 4;
/** A word that stands in no more things than this has few hits: what it may stand for is searched too. */
const FEW_HITS = 3;
/** How much commoner a word has to be to be taken for what was meant by one that is known. */
const MUCH_COMMONER = 10;
/** Words of one query that are completed or mended; a pasted page of unknown words is not. */
const MOST_MENDED = 8;

export interface PlanOptions {
  vocabulary: Vocabulary;
  /** The last word of the query is still being typed. */
  typing: boolean;
  /** Words that are known are mended too, because together they found nothing. */
  mendAll: boolean;
}

type Planning = PlanOptions & {
  /** The words for which other words were looked up. */
  readonly mended: Set<WordNode>;
  readonly dropped: ReadonlySet<QueryNode>;
  readonly namesOnly: boolean;
  /** Nothing but what was typed. */
  asIs: boolean;
  place?: Place | undefined;
};

/** Makes the plan of a query; undefined when it says nothing that can be searched. */
export function planQuery(root: QueryNode | undefined, options: PlanOptions): PlanNode | undefined {
  if (root === undefined) return undefined;
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
  const dropped = new Set<QueryNode>(leaves.filter(isMute));
  if (short !== undefined && heard.length > 1) dropped.add(short);
  const namesOnly = short !== undefined && heard.length === 1;
  return planNode(root, { ...options, mended: new Set(), dropped, namesOnly, asIs: false });
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

function planNode(node: QueryNode, options: Planning): PlanNode | undefined {
  switch (node.kind) {
    case 'word':
    case 'phrase':
      return leafOf(node, options);
    case 'near': {
      const [left, right] = [leafOf(node.left, options), leafOf(node.right, options)];
      if (left === undefined || right === undefined) return left ?? right;
      return { kind: 'near', left, right, distance: node.distance };
    }
    case 'field':
      return planNode(node.node, { ...options, place: node.field });
    case 'filter':
      return { kind: 'filter', filter: node };
    case 'not': {
      // What is left out is taken at its word: nothing is completed or mended.
      const inner = planNode(node.node, { ...options, typing: false, asIs: true });
      return inner === undefined ? undefined : { kind: 'not', node: inner };
    }
    case 'and':
    case 'or': {
      const nodes = node.nodes
        .map((inner) => planNode(inner, options))
        .filter((inner) => inner !== undefined);
      return nodes.length > 1 ? { kind: node.kind, nodes } : nodes[0];
    }
  }
}

function leafOf(node: WordNode | PhraseNode, options: Planning): Leaf | undefined {
  const whole = asTyped(node, options);
  if (options.dropped.has(node) || whole.tokens.length === 0) return undefined;
  const [token = ''] = whole.tokens;
  // Words of several tokens and of scripts without spaces are phrases, and are taken as they are.
  const isOneWord = node.kind === 'word' && whole.tokens.length === 1 && isSpelled(token);
  const choices = isOneWord && !options.asIs ? wordChoices(node, whole, options) : [whole];
  const unknown = choices.length > 1 && isUnknown(node, token, options);
  return {
    kind: 'leaf',
    typed: node.text,
    ...(unknown ? { unknown } : {}),
    choices,
    place: options.place ?? (options.namesOnly ? 'names' : undefined),
  };
}

function asTyped(node: WordNode | PhraseNode, { typing }: PlanOptions): Choice {
  const { tokens, open } = queryTokens(node.text);
  const unfinished = typing && node.open && isSpelled(tokens.at(-1) ?? '');
  return { tokens, form: fold(node.text), prefix: open || unfinished, level: EXACT };
}

/** Says of a word whether nothing has it; while it is typed, nothing that begins so either. */
function isUnknown(node: WordNode | PhraseNode, token: string, options: Planning): boolean {
  const { vocabulary, typing } = options;
  return typing && node.open ? false : vocabulary.documents(token) === 0;
}

/**
 * The ways to meet a word: as it is; as a beginning, while it is typed; in its other forms; and,
 * when few things have it, as what may have been meant, the likeliest first.
 */
function wordChoices(node: WordNode, whole: Choice, options: Planning): Choice[] {
  const { vocabulary, typing, mendAll, mended } = options;
  const [token = ''] = whole.tokens;
  const instead = (to: string, how: Correction['how']) => ({ from: node.text, to, how });
  const other = (to: string, how: Correction['how'], level: Level): Choice => ({
    tokens: [to],
    form: to,
    prefix: false,
    level,
    instead: instead(to, how),
  });
  const choices: Choice[] = [{ ...whole, prefix: false }];
  const unfinished = typing && node.open;
  const length = [...token].length;
  if (unfinished) {
    choices.push({ ...whole, prefix: true, level: PREFIX });
    if (vocabulary.begins(token) && !mendAll) return choices;
  }
  const documents = vocabulary.documents(token);
  const isKnown = unfinished || documents > 0;
  const mayBeMended = mended.size < MOST_MENDED && length >= SHORTEST_PREFIX;
  const forms = unfinished || !mayBeMended ? [] : vocabulary.inflections(token);
  const addForms = (level: Level) =>
    forms.forEach((form) => choices.push(other(form, 'inflected', level)));
  if (isKnown) addForms(INFLECTED);
  if (!mayBeMended || (documents > FEW_HITS && !mendAll)) return choices;
  mended.add(node);
  const isError =
    length >= SHORTEST_MENDED &&
    vocabulary.candidates(token, false, typing).length > 0 &&
    !unfinished;
  if (!isKnown) {
    // An error is likelier than a word left unfinished, or a form that nothing has.
    const to = vocabulary.completion(token);
    if (to !== undefined && to !== token && !isError) {
      choices.push({ ...whole, prefix: true, level: PREFIX, instead: instead(to, 'completed') });
    }
    if (!isError) addForms(INFLECTED);
  }
  // Named after what is written in the same script: that is the likelier where there is any.
  const spelled = vocabulary
    .spellings(token)
    .map((to, index) => other(to, 'spelled', index === 0 ? CORRECTED : FAR));
  if (length < SHORTEST_MENDED) return [...choices, ...spelled];
  const taken = new Set(choices.flatMap(({ tokens }) => tokens));
  const isLikely = (candidate: { documents: number }) =>
    mendAll || documents === 0 || candidate.documents >= MUCH_COMMONER * documents;
  const known = vocabulary
    .candidates(token, false, typing)
    .filter((candidate) => isLikely(candidate) && !taken.has(candidate.term))
    .map(({ term }) => ({ to: term, prefix: false }));
  let candidates = known;
  if (unfinished && (known.length === 0 || !mendAll)) {
    const beginnings = vocabulary.candidates(token, true, typing).map(({ term }) => term);
    if (beginnings.length > 0) candidates = beginnings.map((to) => ({ to, prefix: true }));
  }
  candidates.forEach(({ to, prefix }, index) => {
    const shown = prefix ? (vocabulary.completion(to) ?? to) : to;
    const level = index === 0 ? CORRECTED : FAR;
    choices.push({
      ...other(to, 'corrected', level),
      prefix,
      instead: instead(shown, 'corrected'),
    });
  });
  return [...choices, ...spelled];
}

/** The words and phrases that must or may match; not those that must not. */
export function leavesOf(node: PlanNode): Leaf[] {
  switch (node.kind) {
    case 'leaf':
      return [node];
    case 'near':
      return [node.left, node.right];
    case 'not':
    case 'filter':
      return [];
    case 'and':
    case 'or':
      return node.nodes.flatMap(leavesOf);
  }
}

/** The levels at which a plan has anything to offer, the nearest first. */
export function levelsOf(node: PlanNode): Level[] {
  const levels = new Set(leavesOf(node).flatMap((leaf) => leaf.choices.map(({ level }) => level)));
  return [...levels].sort((a, b) => a - b);
}
