/**
 * Which sentences of the old text are surely which of the new one, after Heckel (1978, Communications
 * of the ACM 21(4)): those that stand once in both, wherever; the beginning and the end; and, from
 * these outwards, equal neighbours, unless two old sentences lay claim to one new place.
 */
import { partitionPoint } from '../partition-point.ts';

/** A sentence without the white space around it, as a half-open range of UTF-16 units. */
interface Sentence {
  start: number;
  end: number;
}

/** Offsets in the one text or the other. */
export interface Span {
  start: number;
  end: number;
}

/** A shorter sentence is known only by its neighbours: such a one may return anywhere. */
const TELLING = 24;
const SENTENCE = /[^\n.!?。！？؟]+[.!?。！？؟]*|[.!?。！？؟]+/gu;

function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const { 0: part, index } of text.matchAll(SENTENCE)) {
    const start = index + part.length - part.trimStart().length;
    const end = index + part.trimEnd().length;
    if (start < end) found.push({ start, end });
  }
  return found;
}

export class SentenceMap {
  private readonly old: Sentence[];
  private readonly now: Sentence[];
  /** By old sentence its new one, and the other way round; -1 for none. */
  private readonly forth: Int32Array;
  private readonly back: Int32Array;

  constructor(oldText: string, newText: string) {
    this.old = sentencesOf(oldText);
    this.now = sentencesOf(newText);
    const ids = new Map<string, number>();
    const idsOf = (text: string, sentences: readonly Sentence[]) =>
      Int32Array.from(sentences, ({ start, end }) => {
        const words = text.slice(start, end);
        const id = ids.get(words) ?? ids.size;
        ids.set(words, id);
        return id;
      });
    const oldIds = idsOf(oldText, this.old);
    const newIds = idsOf(newText, this.now);
    const seeds = this.seeds(oldIds, newIds, ids.size);
    this.forth = agreed(
      spread(seeds, oldIds, newIds, 1),
      spread(seeds, oldIds, newIds, -1),
      newIds,
    );
    this.back = new Int32Array(newIds.length).fill(-1);
    this.forth.forEach((to, from) => {
      if (to >= 0) this.back[to] = from;
    });
  }

  private seeds(oldIds: Int32Array, newIds: Int32Array, count: number): Int32Array {
    const inOld = new Int32Array(count);
    const inNew = new Int32Array(count);
    const placeInNew = new Int32Array(count);
    for (const id of oldIds) inOld[id] = (inOld[id] ?? 0) + 1;
    newIds.forEach((id, at) => {
      inNew[id] = (inNew[id] ?? 0) + 1;
      placeInNew[id] = at;
    });
    return oldIds.map((id, at) => {
      const { start, end } = this.old[at] ?? { start: 0, end: 0 };
      const telling = inOld[id] === 1 && inNew[id] === 1 && end - start >= TELLING;
      return telling ? (placeInNew[id] ?? -1) : -1;
    });
  }

  /** Where a range of the old text went, if all its sentences stayed together and as they were. */
  locate({ start, end }: Span): Span | undefined {
    const first = indexAt(this.old, start);
    const last = indexAt(this.old, end - 1);
    const to = this.forth[first] ?? -1;
    if (to < 0) return undefined;
    for (let at = first; at <= last; at += 1) {
      if (this.forth[at] !== to + at - first) return undefined;
    }
    const [a, b] = [this.old[first], this.old[last]];
    const [c, d] = [this.now[to], this.now[to + last - first]];
    if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
    if (start < a.start || end > b.end) return undefined;
    return { start: c.start + start - a.start, end: d.start + end - b.start };
  }

  /** Whether a range of the new text is surely another than this one of the old. */
  isOthers(place: Span, quote: Span): boolean {
    const first = indexAt(this.now, place.start);
    const last = indexAt(this.now, place.end - 1);
    const from = indexAt(this.old, quote.start);
    const to = indexAt(this.old, quote.end - 1);
    for (let at = first; at <= last; at += 1) {
      const source = this.back[at] ?? -1;
      if (source < 0 || (source >= from && source <= to)) return false;
    }
    return first >= 0 && last >= first;
  }

  /** The stretch of the new text between the sure neighbours of an old range, and of the old text. */
  between({ start, end }: Span): { now: Span; old: Span } | undefined {
    let before = indexAt(this.old, start);
    while (before >= 0 && (this.forth[before] ?? -1) < 0) before -= 1;
    let after = indexAt(this.old, end - 1);
    while (after < this.old.length && (this.forth[after] ?? -1) < 0) after += 1;
    const low = before < 0 ? -1 : (this.forth[before] ?? -1);
    const high = after >= this.old.length ? this.now.length : (this.forth[after] ?? -1);
    if (high <= low) return undefined;
    return {
      old: { start: this.old[before]?.end ?? 0, end: this.old[after]?.start ?? Infinity },
      now: { start: this.now[low]?.end ?? 0, end: this.now[high]?.start ?? Infinity },
    };
  }
}

/** The last sentence that begins at or before an offset; -1 when there is none. */
function indexAt(sentences: readonly Sentence[], offset: number): number {
  const begun = (index: number) => (sentences[index]?.start ?? Infinity) <= offset;
  return partitionPoint(sentences.length, begun) - 1;
}

/** Carries what is known to equal neighbours, in one direction. */
function spread(
  seeds: Int32Array,
  oldIds: Int32Array,
  newIds: Int32Array,
  step: 1 | -1,
): Int32Array {
  const claims = seeds.slice();
  const first = step === 1 ? 0 : oldIds.length - 1;
  // Before the first stands the beginning (or the end), which both texts have.
  let image = step === 1 ? -1 : newIds.length;
  let known = true;
  for (let at = first; at >= 0 && at < oldIds.length; at += step) {
    const seed = seeds[at] ?? -1;
    const next = image + step;
    if (seed >= 0) {
      image = seed;
      known = true;
    } else if (known && next >= 0 && next < newIds.length && newIds[next] === oldIds[at]) {
      image = next;
      claims[at] = next;
    } else known = false;
  }
  return claims;
}

/** The claims that nobody disputes. */
function agreed(a: Int32Array, b: Int32Array, newIds: Int32Array): Int32Array {
  const DISPUTED = -2;
  const owner = new Int32Array(newIds.length).fill(-1);
  const claim = (old: number, place: number) => {
    if (place < 0) return;
    owner[place] = owner[place] === -1 || owner[place] === old ? old : DISPUTED;
  };
  a.forEach((place, old) => claim(old, place));
  b.forEach((place, old) => claim(old, place));
  return a.map((place, old) => {
    const other = b[old] ?? -1;
    if (place >= 0 && other >= 0 && place !== other) return -1;
    const chosen = place >= 0 ? place : other;
    return chosen >= 0 && owner[chosen] === old ? chosen : -1;
  });
}
