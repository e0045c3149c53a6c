/**
 * The things of a list that work, in their order: all are tried at once, and halves of the list
 * only when that fails, so that a list without a bad one costs one trial.
 */
export function whichWork<T>(things: readonly T[], works: (some: readonly T[]) => boolean): T[] {
  if (things.length === 0) return [];
  if (works(things)) return [...things];
  if (things.length === 1) return [];
  const middle = things.length >> 1;
  return [...whichWork(things.slice(0, middle), works), ...whichWork(things.slice(middle), works)];
}
