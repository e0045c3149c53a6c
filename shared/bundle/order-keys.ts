/**
 * Places in an ordered list as texts that sort: between any two there is always a third, so that
 * moving one item changes only its own place, and two people's moves of different items both hold.
 * The method is that of "fractional indexing" (Greenspan, Implementing Fractional Indexing, 2020).
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;

/** What a key may look like: digits, the last of which is not the lowest. */
export const ORDER_KEY = /^[0-9A-Za-z]{0,200}[1-9A-Za-z]$/;

/** An item of a list with its key. */
export interface Placed {
  id: string;
  key: string;
}

/** Compares items by their keys, and by their ids where those are the same. */
export function byKey(a: Placed, b: Placed): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A key between two, whatever is between: `undefined` stands for the ends of the list. */
export function keyBetween(before: string | undefined, after: string | undefined): string {
  let key = '';
  let high = after;
  for (let at = 0; ; at += 1) {
    const low = DIGITS.indexOf(before?.charAt(at) || '0');
    const top = high === undefined ? BASE : DIGITS.indexOf(high.charAt(at) || '0');
    if (top - low > 1) return key + DIGITS.charAt(low + Math.ceil((top - low) / 2));
    key += DIGITS.charAt(low);
    // Once below the upper key, anything above the lower one will do.
    if (low < top) high = undefined;
    if (at > 400) throw new Error('Two places in an outline are too close to each other.');
  }
}

/** Longer ones are given up: then the whole list is placed anew. */
const LONGEST = 150;

/** As many keys between two, evenly. */
function keysBetween(
  count: number,
  before: string | undefined,
  after: string | undefined,
): string[] {
  if (count === 0) return [];
  const middle = keyBetween(before, after);
  const lower = Math.floor((count - 1) / 2);
  return [
    ...keysBetween(lower, before, middle),
    middle,
    ...keysBetween(count - 1 - lower, middle, after),
  ];
}

/** Which items keep their keys: a longest sequence in which they rise, by index. */
function longestRising(keys: ReadonlyArray<string | undefined>): Set<number> {
  const length: number[] = [];
  const from: number[] = [];
  let last = -1;
  for (const [index, key] of keys.entries()) {
    length[index] = key === undefined ? 0 : 1;
    from[index] = -1;
    if (key === undefined) continue;
    for (let at = 0; at < index; at += 1) {
      const other = keys[at];
      const longer = (length[at] ?? 0) + 1;
      if (other === undefined || other >= key || longer <= (length[index] ?? 0)) continue;
      length[index] = longer;
      from[index] = at;
    }
    if (last === -1 || (length[index] ?? 0) > (length[last] ?? 0)) last = index;
  }
  const kept = new Set<number>();
  for (let at = last; at !== -1; at = from[at] ?? -1) kept.add(at);
  return kept;
}

/**
 * Keys for a list in its present order, given those that its items had: as many as can be keep
 * theirs. When the items sort by key and id as they stand, all keep them.
 */
export function placeInOrder(
  items: ReadonlyArray<{ id: string; key: string | undefined }>,
): Placed[] {
  const known = items.flatMap(({ id, key }) => (key === undefined ? [] : [{ id, key }]));
  const sorts = known.every((item, at) => {
    const before = known[at - 1];
    return before === undefined || byKey(before, item) < 0;
  });
  if (sorts && known.length === items.length) return known;
  const kept = longestRising(items.map(({ key }) => key));
  const keys: string[] = [];
  let before: string | undefined;
  for (let at = 0; at < items.length;) {
    let end = at;
    while (end < items.length && !kept.has(end)) end += 1;
    const after = items[end]?.key;
    keys.push(...keysBetween(end - at, before, after));
    if (after !== undefined) keys.push(after);
    before = after;
    at = end + 1;
  }
  const long = keys.some((key) => key.length > LONGEST);
  const given = long ? keysBetween(items.length, undefined, undefined) : keys;
  return items.map(({ id }, index) => ({ id, key: given[index] ?? '' }));
}
