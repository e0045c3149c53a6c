/** Most suggestions shown under a tag being typed. */
const MOST = 6;

const folded = (text: string) => text.trim().toLocaleLowerCase();

/** A tag as it is kept: without a leading "#", and with single spaces. */
export function tidyTag(text: string): string {
  return text.trim().replace(/^#+/, '').replace(/\s+/g, ' ').trim().slice(0, 100);
}

/**
 * The tags that what is typed may mean: those that begin with it before those that hold it, the
 * more used first; never one that is already there.
 */
export function completeTag(
  typed: string,
  known: ReadonlyArray<{ name: string; uses: number }>,
  present: readonly string[],
): string[] {
  const wanted = folded(tidyTag(typed));
  const taken = new Set(present.map(folded));
  const rank = (name: string) => (folded(name).startsWith(wanted) ? 0 : 1);
  return known
    .filter(({ name }) => !taken.has(folded(name)) && folded(name).includes(wanted))
    .sort((a, b) => rank(a.name) - rank(b.name) || b.uses - a.uses || a.name.localeCompare(b.name))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** The tags with one more; the known spelling of a tag is kept, and none is there twice. */
export function withTag(
  present: readonly string[],
  typed: string,
  known: ReadonlyArray<{ name: string }>,
): string[] {
  const tag = tidyTag(typed);
  if (tag === '' || present.some((one) => folded(one) === folded(tag))) return [...present];
  const spelled = known.find(({ name }) => folded(name) === folded(tag))?.name ?? tag;
  return [...present, spelled];
}
