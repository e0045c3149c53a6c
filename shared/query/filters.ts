/** The filters of a query that hold for all it finds, and changing them in its text. */
import type { FilterKey } from './keys.ts';
import { parseQuery } from './parse.ts';
import { filterText, printQuery } from './print.ts';
import type { FilterNode, QueryNode } from './tree.ts';

/** A filter, or several of which one has to hold; `negated`: none may. */
export interface FilterConjunct {
  alternatives: FilterNode[];
  negated: boolean;
}

export interface SplitQuery {
  /** They hold for everything that is found, so the search can begin with them. */
  filters: FilterConjunct[];
  /** The tree without them; absent when nothing is left. */
  rest?: QueryNode;
}

function conjunctOf(node: QueryNode): FilterConjunct | undefined {
  if (node.kind === 'not') {
    const inner = conjunctOf(node.node);
    return inner === undefined || inner.negated ? undefined : { ...inner, negated: true };
  }
  if (node.kind === 'filter') return { alternatives: [node], negated: false };
  if (node.kind !== 'or') return undefined;
  const alternatives = node.nodes.filter((each) => each.kind === 'filter');
  return alternatives.length === node.nodes.length ? { alternatives, negated: false } : undefined;
}

/** Takes the filters off a tree that hold for all of it: `tag:a x` as {tag:a} and x, not `tag:a OR x`. */
export function splitFilters(root: QueryNode | undefined): SplitQuery {
  if (root === undefined) return { filters: [] };
  const filters: FilterConjunct[] = [];
  const others: QueryNode[] = [];
  for (const node of root.kind === 'and' ? root.nodes : [root]) {
    const conjunct = conjunctOf(node);
    if (conjunct === undefined) others.push(node);
    else filters.push(conjunct);
  }
  if (filters.length === 0) return { filters, rest: root };
  const [first, second] = others;
  if (first === undefined) return { filters };
  const rest: QueryNode =
    second === undefined
      ? first
      : { kind: 'and', nodes: others, start: first.start, end: others.at(-1)?.end ?? first.end };
  return { filters, rest };
}

function sameText(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

/** Where a filter stands among those that all found things meet. */
function placesOf(query: string, key: FilterKey, value: string) {
  return splitFilters(parseQuery(query).root)
    .filters.filter(({ negated }) => !negated)
    .flatMap(({ alternatives }) =>
      alternatives.flatMap((filter, index) =>
        filter.key === key && sameText(filter.value, value)
          ? [{ filter, before: alternatives[index - 1], after: alternatives[index + 1] }]
          : [],
      ),
    );
}

/** Says whether a query asks for a filter, alone or as an alternative. */
export function hasFilter(query: string, key: FilterKey, value: string): boolean {
  return placesOf(query, key, value).length > 0;
}

/** The query with a filter more; the same when it is there already. */
export function withFilter(query: string, key: FilterKey, value: string): string {
  if (hasFilter(query, key, value)) return query;
  const typed = query.trim();
  const { root, problems } = parseQuery(typed);
  // What is open at the end would swallow the filter.
  const closed = problems.reduce((text, { code }) => {
    if (code === 'unclosed-quote') return `${text}"`;
    return code === 'unclosed-group' ? `${text})` : text;
  }, typed);
  const added = `${closed} ${filterText(key, value)}`.trim();
  // So would an OR or a minus sign; then the query is written anew.
  if (hasFilter(added, key, value)) return added;
  return `${printQuery(root)} ${filterText(key, value)}`.trim();
}

/** The query without a filter, wherever all that is found has to meet it. */
export function withoutFilter(query: string, key: FilterKey, value: string): string {
  let text = query;
  for (const { filter, before, after } of placesOf(query, key, value).reverse()) {
    // Of alternatives, the OR beside it goes too.
    const start = after === undefined ? (before?.end ?? filter.start) : filter.start;
    const end = after?.start ?? filter.end;
    text = `${text.slice(0, start)}${text.slice(end)}`;
  }
  text = text
    .replace(/\(\s*\)/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .trim();
  const { root, problems } = parseQuery(query);
  const isWhole = parseQuery(text).problems.length <= problems.length;
  if (isWhole && !hasFilter(text, key, value)) return text;
  return printQuery(without(root, (node) => node.key === key && sameText(node.value, value)));
}

/** A tree without the filters that hold for all of it and are unwanted. */
function without(
  root: QueryNode | undefined,
  unwanted: (node: FilterNode) => boolean,
): QueryNode | undefined {
  if (root?.kind === 'filter') return unwanted(root) ? undefined : root;
  const isOpen = root?.kind === 'and' || (root?.kind === 'or' && conjunctOf(root) !== undefined);
  if (!isOpen) return root;
  const nodes = root.nodes
    .map((node) => without(node, unwanted))
    .filter((node) => node !== undefined);
  return nodes.length > 1 ? { ...root, nodes } : nodes[0];
}
