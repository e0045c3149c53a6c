/** Asking the lists for a plan: what in them matches, how near, and in which place. */
import type { ReadableDB } from '../store/connection.ts';
import { readListDocuments } from '../store/search-lists.ts';
import { fold } from './fold.ts';
import { FIELD_BOOSTS, keyOf, parseKey, type ListField, type SearchLists } from './lists.ts';
import { finderFor, holds } from './marks.ts';
import type { Choice, Leaf, Level, PlanNode } from './plan.ts';
import { worthOf } from './ranking.ts';

export interface ListHit {
  /** The nearest level at which it matches. */
  level: Level;
  /** What `worthOf` says of the place it matches in. */
  worth: number;
  /** The sum of MiniSearch's scores. */
  score: number;
  /** All that matched stands in the title, so the full-text index has it too. */
  inTitle: boolean;
}

type Hits = Map<string, ListHit>;

/** What in the lists matches a plan, by key. */
export function matchLists(db: ReadableDB, lists: SearchLists, plan: PlanNode): Hits {
  switch (plan.kind) {
    case 'leaf':
      return matchLeaf(db, lists, plan);
    case 'not':
      return new Map();
    case 'or':
      return plan.nodes
        .map((node) => matchLists(db, lists, node))
        .reduce<Hits>(eitherOf, new Map());
    case 'and': {
      const wanted = plan.nodes.filter((node) => node.kind !== 'not');
      const hits = wanted
        .map((node) => matchLists(db, lists, node))
        .reduce<Hits | undefined>(bothOf, undefined);
      for (const node of plan.nodes) {
        if (node.kind !== 'not') continue;
        for (const key of matchLists(db, lists, node.node).keys()) hits?.delete(key);
      }
      return hits ?? new Map<string, ListHit>();
    }
  }
}

function bothOf(left: Hits | undefined, right: Hits): Hits {
  if (left === undefined) return right;
  const both: Hits = new Map();
  for (const [key, a] of left) {
    const b = right.get(key);
    if (b === undefined) continue;
    both.set(key, {
      level: a.level > b.level ? a.level : b.level,
      worth: Math.min(a.worth, b.worth),
      score: a.score + b.score,
      inTitle: a.inTitle && b.inTitle,
    });
  }
  return both;
}

function eitherOf(left: Hits, right: Hits): Hits {
  const either = new Map(left);
  for (const [key, b] of right) {
    const a = left.get(key);
    either.set(
      key,
      a === undefined
        ? b
        : {
            level: a.level < b.level ? a.level : b.level,
            worth: Math.max(a.worth, b.worth),
            score: a.score + b.score,
            inTitle: a.inTitle || b.inTitle,
          },
    );
  }
  return either;
}

function matchLeaf(db: ReadableDB, lists: SearchLists, { choices }: Leaf): Hits {
  // The lists tell a whole word from a beginning themselves, so the whole word is not asked for too.
  const isCovered = (choice: Choice) =>
    !choice.prefix && choices.some((other) => other.prefix && other.form === choice.form);
  return choices
    .filter((choice) => !isCovered(choice))
    .map((choice) => matchChoice(db, lists, choice))
    .reduce<Hits>(nearerOf, new Map());
}

/** The same thing met in two ways counts once, by the better of them. */
function nearerOf(left: Hits, right: Hits): Hits {
  for (const [key, b] of right) {
    const a = left.get(key);
    left.set(
      key,
      a === undefined
        ? b
        : {
            level: a.level < b.level ? a.level : b.level,
            worth: Math.max(a.worth, b.worth),
            score: Math.max(a.score, b.score),
            inTitle: a.inTitle || b.inTitle,
          },
    );
  }
  return left;
}

function matchChoice(db: ReadableDB, lists: SearchLists, choice: Choice): Hits {
  const hits: Hits = new Map();
  if (choice.tokens.length === 0) return hits;
  const matches = lists.match(choice);
  const inSequence =
    choice.tokens.length > 1
      ? fieldsInSequence(
          db,
          choice,
          matches.map(({ key }) => key),
        )
      : undefined;
  const [first] = choice.tokens;
  for (const { key, score, terms } of matches) {
    let hit: ListHit | undefined;
    for (const [term, names] of terms) {
      const fields = inSequence === undefined ? names : (inSequence.get(key) ?? []);
      const whole = choice.level === 1 && inSequence === undefined && term === first;
      const level = whole ? 0 : choice.level;
      for (const field of fields) {
        hit ??= { level, worth: 0, score, inTitle: false };
        hit.level = level < hit.level ? level : hit.level;
        hit.worth = Math.max(hit.worth, worthOf(field, level));
        hit.inTitle ||= field === 'title';
      }
    }
    if (hit !== undefined) hits.set(key, hit);
  }
  return hits;
}

/** The fields in which a choice's tokens follow each other, which the lists don't know. */
function fieldsInSequence(
  db: ReadableDB,
  choice: Choice,
  keys: readonly string[],
): Map<string, ListField[]> {
  const found = new Map<string, ListField[]>();
  const finder = finderFor(choice);
  if (finder === undefined) return found;
  const byKind = Map.groupBy(keys.map(parseKey), ({ kind }) => kind);
  for (const [kind, things] of byKind) {
    for (const document of readListDocuments(
      db,
      kind,
      things.map(({ id }) => id),
    )) {
      const fields = (Object.keys(FIELD_BOOSTS) as ListField[]).filter((field) =>
        holds(finder, fold(document[field])),
      );
      if (fields.length > 0) found.set(keyOf(kind, document.id), fields);
    }
  }
  return found;
}
