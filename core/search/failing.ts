/** Why nothing was found: which words nothing has, and what comes nearest to each. */
import type { ReadableDB } from '../store/connection.ts';
import { newestMatches } from '../store/search-queries.ts';
import { INDEXED_KINDS } from '../store/search-tables.ts';
import { askedOf } from './expressions.ts';
import type { Filters } from './filters.ts';
import type { SearchLists } from './lists.ts';
import { matchLists } from './match-lists.ts';
import { FAR, INFLECTED, leavesOf, type Leaf, type PlanNode } from './plan.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Failing {
  term: string;
  nearest: string[];
}

interface Looking {
  db: ReadableDB;
  generation: number;
  lists: SearchLists;
  filters: Filters;
  vocabulary: Vocabulary;
  typing: boolean;
}

const MOST_NEAREST = 3;
/** Words that are looked at one by one; a pasted page isn't. */
const MOST_LEAVES = 12;

/** The words because of which a plan finds nothing. */
export function failingOf(plan: PlanNode, looking: Looking): Failing[] {
  const leaves = leavesOf(plan).slice(0, MOST_LEAVES);
  const unknown = leaves.filter((leaf) => !findsAny(leaf, looking));
  // Each is there, only never together: leaving which one out would help?
  const culprits =
    unknown.length > 0
      ? unknown
      : leaves.filter((leaf) => {
          const rest = without(plan, leaf);
          return rest !== undefined && findsAny(rest, looking);
        });
  return culprits.map((leaf) => ({
    term: leaf.typed,
    nearest: nearestOf(leaf, looking),
  }));
}

function findsAny(plan: PlanNode, { db, generation, lists, filters }: Looking): boolean {
  if (matchLists(lists, filters, plan, INFLECTED).size > 0) return true;
  return INDEXED_KINDS.some((kind) => {
    const asked = askedOf(plan, kind, INFLECTED, filters);
    return (
      asked !== undefined && newestMatches(db, { table: kind, generation, ...asked }, 1).length > 0
    );
  });
}

function without(plan: PlanNode, leaf: Leaf): PlanNode | undefined {
  if (plan === leaf) return undefined;
  if (plan.kind === 'near') {
    if (plan.left === leaf) return plan.right;
    return plan.right === leaf ? plan.left : plan;
  }
  if (plan.kind !== 'and' && plan.kind !== 'or') return plan;
  const nodes = plan.nodes.map((node) => without(node, leaf)).filter((node) => node !== undefined);
  return nodes.length > 1 ? { ...plan, nodes } : nodes[0];
}

function nearestOf({ choices, typed }: Leaf, { vocabulary, typing }: Looking): string[] {
  const [first] = choices;
  const tried = choices
    .filter(({ level }) => level > INFLECTED && level <= FAR)
    .flatMap(({ instead }) => (instead === undefined ? [] : [instead.to]));
  const [token = ''] = first?.tokens ?? [];
  const candidates =
    first?.tokens.length === 1
      ? vocabulary.candidates(token, false, typing).map(({ term }) => term)
      : [];
  return [...new Set([...tried, ...candidates])]
    .filter((term) => term !== typed)
    .slice(0, MOST_NEAREST);
}
