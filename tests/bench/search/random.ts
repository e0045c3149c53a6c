/** Chance that comes out the same in every run. */

export type Random = () => number;

/** A generator of numbers in [0, 1): mulberry32, by Tommy Ettinger, in the public domain. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the things; there has to be one. */
export function pick<T>(random: Random, things: readonly T[]): T {
  const thing = things[Math.floor(random() * things.length)];
  if (thing === undefined) throw new Error('There is nothing to pick from.');
  return thing;
}

/** Puts the things into a random order, in place (Fisher and Yates). */
export function shuffle<T>(random: Random, things: T[]): T[] {
  for (let at = things.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [things[at], things[other]] = [things[other] as T, things[at] as T];
  }
  return things;
}

/** A length in words: log-normal around a mean of about 730, held within 300 to 1,500. */
export function articleLength(random: Random): number {
  // Box and Muller's normal deviate.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(Math.min(1500, Math.max(300, Math.exp(6.5 + 0.42 * normal))));
}
