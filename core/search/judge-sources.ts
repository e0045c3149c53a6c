/**
 * A source's title and body are in the full-text index, its authors and tags in the lists. Where a
 * query's words meet in both, or one of them must not match, neither can answer alone: those few
 * sources are judged here, word by word.
 */
import type { ReadableDB } from '../store/connection.ts';
import { matchingSeqs, seqsOf, sourceIdsOf } from '../store/search-queries.ts';
import { parseKey, type SearchLists } from './lists.ts';
import { excludedOf, expressionOf, type Leaf, type Level, type PlanNode } from './plan.ts';

export interface Judgement {
  /** Ids of sources that match, all words taken together. */
  matching: ReadonlySet<string>;
  /** Ids of sources that don't, whatever one side alone says. */
  failing: ReadonlySet<string>;
}

/**
 * Judges the sources that a word of the plan finds by author or tag, and of `found` (ids found by
 * the lists) all, if anything must not match.
 */
export function judgeSources(
  db: ReadableDB,
  lists: SearchLists,
  root: PlanNode,
  { level, found }: { level: Level; found: readonly string[] },
): Judgement {
  const leaves = everyLeaf(root);
  const holders = new Map<Leaf, Set<string>>();
  for (const leaf of leaves) holders.set(leaf, besideTheText(lists, leaf, level));
  const judged = new Set(excludedOf(root).length > 0 ? found : []);
  for (const ids of holders.values()) for (const id of ids) judged.add(id);
  if (judged.size === 0) return { matching: judged, failing: judged };

  const only = seqsOf(db, judged);
  for (const leaf of leaves) {
    const expression = expressionOf(leaf, level);
    if (expression === undefined) continue;
    const inText = sourceIdsOf(db, matchingSeqs(db, expression, { only, not: [] }));
    for (const id of inText.values()) holders.get(leaf)?.add(id);
  }
  const matching = new Set<string>();
  const failing = new Set<string>();
  for (const id of judged) (matches(root, id, holders) ? matching : failing).add(id);
  return { matching, failing };
}

function everyLeaf(node: PlanNode): Leaf[] {
  if (node.kind === 'leaf') return [node];
  return node.kind === 'not' ? everyLeaf(node.node) : node.nodes.flatMap(everyLeaf);
}

/** The sources that meet a leaf by an author or a tag. */
function besideTheText(lists: SearchLists, leaf: Leaf, level: Level): Set<string> {
  const ids = new Set<string>();
  for (const choice of leaf.choices) {
    if (choice.level > level || choice.tokens.length === 0) continue;
    for (const { key } of lists.match({ ...choice, besideText: true })) {
      const { kind, id } = parseKey(key);
      if (kind === 'source') ids.add(id);
    }
  }
  return ids;
}

function matches(node: PlanNode, id: string, holders: ReadonlyMap<Leaf, Set<string>>): boolean {
  switch (node.kind) {
    case 'leaf':
      return holders.get(node)?.has(id) === true;
    case 'not':
      return !matches(node.node, id, holders);
    case 'and':
      return node.nodes.every((inner) => matches(inner, id, holders));
    case 'or':
      return node.nodes.some((inner) => matches(inner, id, holders));
  }
}
