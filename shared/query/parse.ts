/**
 * The query language, as a pure function from what was typed to a tree. docs/search-language.md
 * tells the language.
 *
 * A query that is not quite right is never refused: what is wrong is said with its place, and the
 * rest is searched.
 */
import { piecesOf, type Piece } from './lex.ts';
import type {
  NearNode,
  ParsedQuery,
  PhraseNode,
  QueryNode,
  QueryProblem,
  QuerySpan,
  WordNode,
} from './tree.ts';

/** Parentheses inside each other, at most; more are no query of a person, and cost stack. */
const DEEPEST = 50;
/** Pairs that `near/` between two groups of alternatives may come to. */
const MOST_NEAR_PAIRS = 64;

/** Reads a query. Never throws. */
export function parseQuery(query: string): ParsedQuery {
  const problems: QueryProblem[] = [];
  const parser: Parser = { pieces: piecesOf(query, problems), at: 0, problems, query };
  const root = readGroup(parser, 0);
  problems.sort((a, b) => a.start - b.start || a.end - b.end);
  return { ...(root === undefined ? {} : { root }), problems };
}

interface Parser {
  readonly pieces: readonly Piece[];
  at: number;
  readonly problems: QueryProblem[];
  readonly query: string;
}

type Operator = QuerySpan & ({ type: 'or' } | { type: 'near'; distance: number });
type Item = Operator | { type: 'node'; node: QueryNode };

/** Reads up to the parenthesis that closes the group, or to the end. */
function readGroup(parser: Parser, depth: number): QueryNode | undefined {
  const items: Item[] = [];
  for (;;) {
    const piece = parser.pieces[parser.at];
    if (piece === undefined || (piece.type === 'close' && depth > 0)) break;
    parser.at += 1;
    if (piece.type === 'close') {
      const { start, end } = piece;
      const message = 'This parenthesis closes none that was opened, so it was ignored.';
      parser.problems.push({ code: 'unopened-group', start, end, message });
    } else if (piece.type === 'open') {
      const node = readParenthesis(parser, piece, depth);
      if (node !== undefined) items.push({ type: 'node', node });
    } else if (piece.type !== 'and') items.push(piece);
  }
  const nodes = joinAlternatives(joinNear(items, parser.problems), parser.problems);
  return joined('and', nodes);
}

function readParenthesis(
  parser: Parser,
  opening: Extract<Piece, { type: 'open' }>,
  depth: number,
): QueryNode | undefined {
  const { start, negated, field } = opening;
  if (depth >= DEEPEST) {
    const message = `Parentheses may stand ${DEEPEST} deep in each other; this one was ignored.`;
    parser.problems.push({ code: 'too-deep', start, end: opening.end, message });
    skipParenthesis(parser);
    return undefined;
  }
  const inner = readGroup(parser, depth + 1);
  const closing = parser.pieces[parser.at];
  const end = closing?.end ?? parser.query.length;
  if (closing !== undefined) parser.at += 1;
  else {
    const message =
      'This parenthesis is not closed, so all that follows it was taken to stand inside.';
    parser.problems.push({ code: 'unclosed-group', start, end, message });
  }
  if (inner === undefined) {
    if (closing !== undefined) {
      const message = 'There is nothing to search for in these parentheses; they were ignored.';
      parser.problems.push({ code: 'empty-group', start, end, message });
    }
    return undefined;
  }
  let node = inner;
  // A field means words; a group of nothing but filters is the same without it.
  if (field !== undefined && hasWords(inner)) {
    node = { kind: 'field', field, node: inner, start: negated ? start + 1 : start, end };
  }
  return negated ? { kind: 'not', node, start, end } : node;
}

/** Passes over what stands in a parenthesis that was opened. */
function skipParenthesis(parser: Parser): void {
  let open = 1;
  while (open > 0 && parser.at < parser.pieces.length) {
    const { type } = parser.pieces[parser.at] ?? {};
    if (type === 'open') open += 1;
    else if (type === 'close') open -= 1;
    parser.at += 1;
  }
}

function hasWords(node: QueryNode): boolean {
  switch (node.kind) {
    case 'word':
    case 'phrase':
    case 'near':
    case 'field':
      return true;
    case 'filter':
      return false;
    case 'not':
      return hasWords(node.node);
    case 'and':
    case 'or':
      return node.nodes.some(hasWords);
  }
}

/** The nodes as one, those of the same kind opened up; undefined when there are none. */
function joined(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode | undefined {
  const flat = nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node]));
  const [first] = flat;
  if (first === undefined || flat.length === 1) return first;
  return { kind, nodes: flat, start: first.start, end: flat.at(-1)?.end ?? first.end };
}

type Term = WordNode | PhraseNode;

/** The words and phrases that a node is one of; undefined when it is anything else. */
function termsOf(node: QueryNode): Term[] | undefined {
  if (node.kind === 'word' || node.kind === 'phrase') return [node];
  if (node.kind !== 'or') return undefined;
  const terms = node.nodes.map(termsOf);
  return terms.every((each) => each !== undefined) ? terms.flat() : undefined;
}

/** Puts what stands on both sides of each `near/` together; it binds closest. */
function joinNear(items: readonly Item[], problems: QueryProblem[]): Item[] {
  const done: Item[] = [];
  /** What the last of `done` ends in, for a `near/` that follows. */
  let tail: Term[] | undefined;
  let chained = false;
  let pending: Extract<Operator, { type: 'near' }> | undefined;
  for (const item of items) {
    if (item.type === 'near') {
      if (done.at(-1)?.type !== 'node' || pending !== undefined) problems.push(lone(item));
      else pending = item;
      continue;
    }
    if (item.type === 'or') {
      if (pending !== undefined) problems.push(lone(pending));
      pending = undefined;
      done.push(item);
      continue;
    }
    const before = done.at(-1);
    const terms = termsOf(item.node);
    if (pending !== undefined && before?.type === 'node') {
      const near = nearOf(tail, terms, pending.distance);
      if (near === undefined) problems.push(mixedNear(pending));
      else {
        const node = (chained ? joined('and', [before.node, near]) : near) ?? near;
        done[done.length - 1] = { type: 'node', node };
      }
      pending = undefined;
      if (near !== undefined) {
        tail = terms;
        chained = true;
        continue;
      }
    }
    done.push(item);
    tail = terms;
    chained = false;
  }
  if (pending !== undefined) problems.push(lone(pending));
  return done;
}

function nearOf(
  lefts: readonly Term[] | undefined,
  rights: readonly Term[] | undefined,
  distance: number,
): QueryNode | undefined {
  if (lefts === undefined || rights === undefined) return undefined;
  if (lefts.length * rights.length > MOST_NEAR_PAIRS) return undefined;
  const pairs = lefts.flatMap((left) =>
    rights.map((right): NearNode => {
      const span = { start: left.start, end: right.end };
      return { kind: 'near', distance, left, right, ...span };
    }),
  );
  return joined('or', pairs);
}

function mixedNear({ start, end }: QuerySpan): QueryProblem {
  const message =
    '“near/” stands between two words or phrases, or a few alternatives in parentheses; here both sides have to match, however far apart.';
  return { code: 'mixed-near', start, end, message };
}

function lone({ type, start, end }: Operator): QueryProblem {
  const named = type === 'or' ? 'OR' : '“near/”';
  const message = `${named} needs a word on either side; here one is missing, so it was ignored.`;
  return { code: type === 'or' ? 'lone-or' : 'lone-near', start, end, message };
}

/** Puts what stands on both sides of each OR together; the others stand side by side. */
function joinAlternatives(items: readonly Item[], problems: QueryProblem[]): QueryNode[] {
  const nodes: QueryNode[] = [];
  let pending: Operator | undefined;
  for (const item of items) {
    if (item.type !== 'node') {
      if (nodes.length === 0 || pending !== undefined) problems.push(lone(item));
      else pending = item;
      continue;
    }
    const before = nodes.at(-1);
    const both = pending && before ? joined('or', [before, item.node]) : undefined;
    if (both === undefined) nodes.push(item.node);
    else nodes[nodes.length - 1] = both;
    pending = undefined;
  }
  if (pending !== undefined) problems.push(lone(pending));
  return nodes;
}
