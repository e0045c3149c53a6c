/**
 * Where a step up or down puts an item of an ordered list: the id it then stands before, null for
 * the end, undefined when it can't go further.
 */
export function stepTarget(
  ids: readonly string[],
  id: string,
  step: 'up' | 'down',
): string | null | undefined {
  const index = ids.indexOf(id);
  if (index === -1) return undefined;
  if (step === 'up') return ids[index - 1];
  if (index === ids.length - 1) return undefined;
  return ids[index + 2] ?? null;
}

/**
 * Where dropping an item on the upper or lower half of another puts it: the id it then stands
 * before, null for the end, undefined when it already stands there.
 */
export function dropTarget(
  ids: readonly string[],
  dragged: string,
  over: string,
  half: 'upper' | 'lower',
): string | null | undefined {
  if (dragged === over) return undefined;
  const index = ids.indexOf(over);
  if (index === -1 || !ids.includes(dragged)) return undefined;
  const before = half === 'upper' ? over : (ids[index + 1] ?? null);
  if (before === dragged) return undefined;
  const after = ids[ids.indexOf(dragged) + 1] ?? null;
  return before === after ? undefined : before;
}
