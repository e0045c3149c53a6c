/**
 * Which changes are in a part of an item: for each library that ever changed it, the time of its
 * last change. A version vector (Parker et al. 1983) whose entries are times of a hybrid logical
 * clock (Kulkarni et al. 2014), so that the same record says what came before what, and which of
 * two changes that did not know of each other is the later one.
 */

/** Milliseconds since 1970 by the id of a library; a later change of any of them has a later time. */
export type Seen = Readonly<Record<string, number>>;

/** How two records stand to each other. */
export type Standing = 'same' | 'here' | 'there' | 'both';

function includes(one: Seen, other: Seen): boolean {
  return Object.entries(other).every(([library, time]) => (one[library] ?? -1) >= time);
}

/** Whether changes are in one record only that the other lacks: here, there, in both, in none. */
export function compareSeen(here: Seen, there: Seen): Standing {
  const hasTheirs = includes(here, there);
  const hasOurs = includes(there, here);
  if (hasTheirs) return hasOurs ? 'same' : 'here';
  return hasOurs ? 'there' : 'both';
}

/** All changes of both. */
export function joinSeen(one: Seen, other: Seen): Seen {
  const joined: Record<string, number> = { ...one };
  for (const [library, time] of Object.entries(other)) {
    joined[library] = Math.max(joined[library] ?? time, time);
  }
  return joined;
}

/** The last change, and the library that made it. */
export function lastChange(seen: Seen): { library: string; time: number } {
  let last = { library: '', time: -1 };
  for (const [library, time] of Object.entries(seen)) {
    const later = time > last.time || (time === last.time && library > last.library);
    if (later) last = { library, time };
  }
  return last;
}

/** The record after a change at `time`, which becomes later than all that it knows of. */
export function afterChange(seen: Seen, library: string, time: number): Seen {
  return { ...seen, [library]: Math.max(Math.trunc(time), lastChange(seen).time + 1) };
}

/**
 * Which of two versions that did not know of each other wins everywhere: the one changed last; at
 * the same time that of the library with the greater id; else the one with the greater hash.
 */
export function winnerOf(
  here: { seen: Seen; hash: string },
  there: { seen: Seen; hash: string },
): 'here' | 'there' {
  const [ours, theirs] = [lastChange(here.seen), lastChange(there.seen)];
  if (ours.time !== theirs.time) return ours.time > theirs.time ? 'here' : 'there';
  if (ours.library !== theirs.library) return ours.library > theirs.library ? 'here' : 'there';
  return here.hash >= there.hash ? 'here' : 'there';
}
