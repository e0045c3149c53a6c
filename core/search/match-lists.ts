/** Asking the lists for a plan: which case files and tags match, how near, and in which place. */
import type { ListDocument } from '../store/search-lists.ts';
import type { Filters } from './filters.ts';
import { fold } from './fold.ts';
import type { ListField, SearchLists } from './lists.ts';
import { finderFor, holds } from './marks.ts';
import type { Choice, Leaf, Level, PlanNode } from './plan.ts';
import { FAR, INFLECTED, PREFIX } from './plan.ts';
import { worthOf } from './ranking.ts';
import { tokensOf } from './prepare.ts';

export interface ListHit {
  /** The nearest level at which it matches. */
  level: Level;
  /** What `worthOf` says of the place it matches in. */
  worth: number;
  /** The sum of MiniSearch's scores. */
  score: number;
}

type Hits = Map<string, ListHit>;

/** What in the lists matches a plan, with all choices up to a level, by key. */
export function matchLists(
  lists: SearchLists,
  filters: Filters,
  plan: PlanNode,
  level: Level,
): Hits {
  const inner = (node: PlanNode, at = level) => matchLists(lists, filters, node, at);
  switch (plan.kind) {
    case 'leaf':
      return matchLeaf(lists, plan, level);
    case 'near': {
      const both = bothOf(inner(plan.left), inner(plan.right));
      for (const key of both.keys()) {
        const document = lists.documents.get(key);
        if (document === undefined || !isNear(document, plan, level)) both.delete(key);
      }
      return both;
    }
    case 'filter':
      return pick(lists, (document) => filters.holdsOf(plan.filter, document));
    case 'not': {
      const unwanted = inner(plan.node, FAR);
      return pick(lists, (_, key) => !unwanted.has(key));
    }
    case 'or':
      return plan.nodes.map((node) => inner(node)).reduce<Hits>(eitherOf, new Map());
    case 'and': {
      const [first = new Map<string, ListHit>(), ...rest] = plan.nodes.map((node) => inner(node));
      return rest.reduce(bothOf, first);
    }
  }
}

/** What meets something else than a word; it is worth as much as whatever stands beside it. */
function pick(lists: SearchLists, wanted: (document: ListDocument, key: string) => boolean): Hits {
  const hits: Hits = new Map();
  for (const [key, document] of lists.documents) {
    if (wanted(document, key)) hits.set(key, { level: 0, worth: Infinity, score: 0 });
  }
  return hits;
}

function bothOf(left: Hits, right: Hits): Hits {
  const both: Hits = new Map();
  for (const [key, a] of left) {
    const b = right.get(key);
    if (b === undefined) continue;
    both.set(key, {
      level: a.level > b.level ? a.level : b.level,
      worth: Math.min(a.worth, b.worth),
      score: a.score + b.score,
    });
  }
  return both;
}

function eitherOf(left: Hits, right: Hits): Hits {
  const either = new Map(left);
  for (const [key, b] of right) either.set(key, better(either.get(key), b, true));
  return either;
}

function better(a: ListHit | undefined, b: ListHit, add: boolean): ListHit {
  if (a === undefined) return b;
  return {
    level: a.level < b.level ? a.level : b.level,
    worth: Math.max(a.worth, b.worth),
    score: add ? a.score + b.score : Math.max(a.score, b.score),
  };
}

const FIELDS = ['title', 'own'] as const satisfies readonly ListField[];

function matchLeaf(lists: SearchLists, { choices, place }: Leaf, level: Level): Hits {
  const hits: Hits = new Map();
  // Case files and tags have a name and a question, but none of the other parts.
  if (place !== undefined && place !== 'title' && place !== 'names') return hits;
  const titles = place !== undefined;
  for (const choice of choices) {
    if (choice.level > level) continue;
    for (const [key, hit] of matchChoice(lists, choice, titles)) {
      // The same thing met in two ways counts once, by the better of them.
      hits.set(key, better(hits.get(key), hit, false));
    }
  }
  return hits;
}

function matchChoice(lists: SearchLists, choice: Choice, titles: boolean): Hits {
  const hits: Hits = new Map();
  if (choice.tokens.length === 0) return hits;
  const finder = choice.tokens.length > 1 ? finderFor(choice) : undefined;
  const [first] = choice.tokens;
  for (const { key, score, terms } of lists.match({ ...choice, titles })) {
    let hit: ListHit | undefined;
    const document = lists.documents.get(key);
    for (const [term, names] of terms) {
      // The lists don't know which tokens follow each other.
      const fields =
        finder === undefined || document === undefined
          ? names
          : FIELDS.filter(
              (field) => (!titles || field === 'title') && holds(finder, fold(document[field])),
            );
      const whole = choice.level === PREFIX && finder === undefined && term === first;
      const level = whole ? 0 : choice.level;
      for (const field of fields) {
        hit ??= { level, worth: 0, score };
        hit.level = level < hit.level ? level : hit.level;
        hit.worth = Math.max(hit.worth, worthOf(field, level));
      }
    }
    if (hit !== undefined) hits.set(key, hit);
  }
  return hits;
}

/** Says whether two choices stand within so many words in one field. */
function isNear(
  document: ListDocument,
  { left, right, distance }: Extract<PlanNode, { kind: 'near' }>,
  level: Level,
): boolean {
  const starts = (tokens: readonly string[], { choices }: Leaf) =>
    choices
      .filter((choice) => choice.level <= Math.max(level, INFLECTED))
      .flatMap((choice) =>
        tokens.flatMap((_, at) =>
          standsAt(tokens, at, choice) ? [{ at, end: at + choice.tokens.length }] : [],
        ),
      );
  return FIELDS.some((field) => {
    const tokens = tokensOf(document[field]);
    return starts(tokens, left).some((one) =>
      starts(tokens, right).some((other) => {
        const gap = one.at < other.at ? other.at - one.end : one.at - other.end;
        return one.at !== other.at && gap <= distance;
      }),
    );
  });
}

function standsAt(tokens: readonly string[], at: number, choice: Choice): boolean {
  return choice.tokens.every((token, index) => {
    const here = tokens[at + index] ?? '';
    const isLast = index === choice.tokens.length - 1;
    return isLast && choice.prefix ? here.startsWith(token) : here === token;
  });
}
