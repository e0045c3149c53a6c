/** Several rows of a list chosen at once. Pure; the hook beside it ties it to keys and clicks. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** Where a range begins: the row that was last chosen alone. */
  anchor: string | undefined;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: undefined };

/** Adds a row to the selection, or takes it out. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/**
 * Selects the rows from the anchor to `id`, both with it, in the order of the list. `from` is the
 * anchor when there is none yet, or when it is gone. With `add` the rest stays selected.
 */
export function extended(
  { ids, anchor }: Selection,
  order: readonly string[],
  range: { from: string; to: string; add: boolean },
): Selection {
  const start = anchor !== undefined && order.includes(anchor) ? anchor : range.from;
  const ends = [order.indexOf(start), order.indexOf(range.to)].sort((a, b) => a - b);
  const [first = -1, last = -1] = ends;
  if (first === -1) return { ids, anchor };
  const between = order.slice(first, last + 1);
  return { ids: new Set(range.add ? [...ids, ...between] : between), anchor: start };
}

/** The rows of the list that are selected, in its order; a row that has left it counts no more. */
export function selectedIn({ ids }: Selection, order: readonly string[]): string[] {
  return ids.size === 0 ? [] : order.filter((id) => ids.has(id));
}
