/** Deciding where a quote is, or that a person must. The numbers are explained in docs/matching.md. */
import { partitionPoint } from '../partition-point.ts';
import { Aligner } from './aligner.ts';
import { patternOf, type AnchorQuote, type Pattern } from './pattern.ts';
import { CONTEXT, contextWeight, evidenceOf } from './scoring.ts';
import {
  exactPlaces,
  haystackOf,
  likelyPlaces,
  measure,
  type Found,
  type Haystack,
  type Place,
} from './search.ts';
import { SentenceMap } from './sentence-map.ts';

/** A place offered for review: UTF-16 offsets in the new text, what stands there, 0 to 1. */
export interface Candidate {
  start: number;
  end: number;
  exact: string;
  score: number;
}

/** What became of a quote. */
export interface Resolution {
  /**
   * `exact`: where it was, as it was. `moved`: as it was, elsewhere. `changed`: other words, or the
   * same in other writing. `review`: a person has to say.
   */
  status: 'exact' | 'moved' | 'changed' | 'review';
  /** 0 to 1; that of the best candidate for `review`, and 0 when there is none. */
  score: number;
  /** UTF-16 offsets in the new text; absent for `review`. */
  position?: { start: number; end: number };
  /** For `review` only: best first, at most five; none when the words are gone. */
  candidates: Candidate[];
}

/** Least score to accept without asking, and least agreement of the text itself. */
export const ACCEPT = 0.75;
export const ACCEPT_TEXT = 0.6;
/** Symbols of evidence by which the next best place must be behind. */
export const MARGIN = 16;
/** Agreement of context that fits an occurrence of the very words. */
export const FITS = 0.5;
/** What takes the place of context that is gone: the sentence map; no rival in the old text. */
export const SURE = 0.8;
export const UNRIVALLED = 0.6;
/** A quote of fewer symbols is not known by its words alone. */
export const DISTINCT = 24;
const SHOWN = 5;
const LEAST_SHOWN = 0.2;
/** Other writing of the same words is not the same. */
const OTHER_WRITING = 0.99;
/** Room for rounding: two evidences this close are equal. */
const TINY = 1e-9;

export class Resolver {
  private readonly aligner = new Aligner();
  private readonly now: Haystack;
  private readonly map: SentenceMap | undefined;
  private oldHay: Haystack | undefined;
  private readonly text: string;
  private readonly oldText: string | undefined;

  constructor(text: string, oldText: string | undefined) {
    this.text = text;
    this.oldText = oldText;
    this.now = haystackOf(text);
    this.map = oldText === undefined ? undefined : new SentenceMap(oldText, text);
  }

  resolve(quote: AnchorQuote): Resolution {
    if (this.untouched(quote)) return accepted('exact', 1, quote);
    const pattern = patternOf(quote);
    if (pattern.from === pattern.to) return this.byUnits(quote);
    const sure = this.mapped(pattern);
    if (sure !== undefined) return this.accept(pattern, sure, SURE);

    const exact = exactPlaces(this.aligner, this.now, pattern);
    const known = this.free(exact.places, quote);
    const fitting = this.fitting(quote, known);
    if (fitting !== undefined && this.unrivalled(quote, fitting)) {
      return this.accept(pattern, fitting, 0);
    }
    const likely = likelyPlaces(this.aligner, this.now, pattern);
    const places = this.ranked(quote, [...exact.places, ...likely.places]);
    const free = this.free(places, quote);
    // A fitting place that has a rival stays in doubt: more places cannot settle it.
    const open = fitting === undefined && !likely.crowded;
    const choice = open ? this.choose(pattern, free) : undefined;
    if (choice !== undefined) return this.accept(pattern, choice.place, choice.floor);
    return this.review(pattern, places);
  }

  /** Rule one, at its plainest: the quote and all its context where they were. */
  private untouched({ start, end, exact, prefix, suffix }: AnchorQuote): boolean {
    const { text, map } = this;
    if (exact === '' || start < 0 || end - start !== exact.length) return false;
    if (splitsPair(text, start) || splitsPair(text, end)) return false;
    const whole = prefix + exact + suffix;
    if (!text.startsWith(whole, start - prefix.length) || start < prefix.length) return false;
    if (map === undefined || text === this.oldText) return true;
    const went = map.locate({ start, end });
    return went !== undefined && went.start === start;
  }

  /** A quote of nothing but spaces or invisible characters: known by its context alone. */
  private byUnits({ start, exact, prefix, suffix }: AnchorQuote): Resolution {
    const whole = prefix + exact + suffix;
    const at = exact === '' ? -1 : this.text.indexOf(whole);
    if (at === -1 || this.text.includes(whole, at + 1)) return nothing();
    const from = at + prefix.length;
    const position = { start: from, end: from + exact.length };
    if (splitsPair(this.text, position.start) || splitsPair(this.text, position.end)) {
      return nothing();
    }
    return accepted(from === start ? 'exact' : 'moved', 1, position);
  }

  /** The place where the sentence map puts the quote, when its words are there. */
  private mapped(pattern: Pattern): Place | undefined {
    const { quote } = pattern;
    const went = this.map?.locate(quote);
    if (went === undefined) return undefined;
    const { at, until } = this.now.folded;
    const from = firstAtLeast(at, went.start + pattern.lead);
    const to = firstAtLeast(until, went.end - pattern.trail) + 1;
    if (from >= to || to > at.length) return undefined;
    const place = measure(this.aligner, this.now, pattern, { from, to });
    return place.text === 1 ? place : undefined;
  }

  /** Places that are not surely those of other words of the old text, nor of the quote's context. */
  private free(places: readonly Place[], quote: AnchorQuote): Place[] {
    const { map } = this;
    return places.filter((place) => !place.deleted && map?.isOthers(place, quote) !== true);
  }

  /** Rules one and two: the very words, where they were or in the one place that fits. */
  private fitting(quote: AnchorQuote, places: readonly Place[]): Place | undefined {
    const [best, next] = [...places].sort((a, b) => b.context - a.context);
    if (best === undefined || best.context < FITS) return undefined;
    const still = places.find((place) => place.same && place.start === quote.start);
    if (
      still !== undefined &&
      still.context >= FITS &&
      still.evidence > best.evidence - MARGIN &&
      (this.map === undefined || next === undefined)
    ) {
      return still;
    }
    if (next !== undefined && next.evidence > best.evidence - MARGIN) return undefined;
    return best;
  }

  /** Whether nothing else in the old text explains the words at this place about as well. */
  private unrivalled(quote: AnchorQuote, place: Place): boolean {
    const { places, crowded } = this.otherOrigins(quote, place, place.context < SURE);
    return !crowded && places.every(({ evidence }) => evidence <= place.evidence - MARGIN);
  }

  /**
   * Where else in the old text the words found here may come from: the search turned round. With
   * `alike` also from words that are only similar.
   */
  private otherOrigins({ start, end }: AnchorQuote, place: Place, alike: boolean): Found {
    if (this.oldText === undefined) return { places: [], crowded: false };
    this.oldHay ??= haystackOf(this.oldText);
    const pattern = patternOf(anchorAt(this.text, place));
    const found = exactPlaces(this.aligner, this.oldHay, pattern).places;
    const similar = alike ? likelyPlaces(this.aligner, this.oldHay, pattern) : undefined;
    const places = [...found, ...(similar?.places ?? [])].filter((origin) => {
      if (origin.end > start && origin.start < end) return false;
      const went = this.map?.locate(origin);
      return went === undefined || (went.end > place.start && went.start < place.end);
    });
    return { places, crowded: similar?.crowded ?? false };
  }

  /** Rule three: the best place, when it is good enough and no other is nearly as good. */
  private choose(
    pattern: Pattern,
    places: readonly Place[],
  ): { place: Place; floor: number } | undefined {
    const best = places[0];
    if (best === undefined || best.text < ACCEPT_TEXT) return undefined;
    const gap = this.map?.between(pattern.quote);
    const inGap = (place: Place) =>
      gap !== undefined && place.start >= gap.now.start && place.end <= gap.now.end;
    const isInOldGap = ({ start, end }: Place) =>
      gap === undefined || (end > gap.old.start && start < gap.old.end);
    const close = places.filter((place) => place.evidence > best.evidence - MARGIN);
    let place = best;
    if (close.length > 1) {
      // Equally plausible by what they say: perhaps only one stands between the same neighbours.
      const [inside, second] = close.filter(inGap);
      if (inside === undefined || second !== undefined) return undefined;
      place = inside;
    }
    const other = this.otherOrigins(pattern.quote, place, true);
    if (other.crowded) return undefined;
    const origins = other.places.filter(({ text }) => text >= ACCEPT_TEXT);
    const counts = close.length > 1 ? origins.filter(isInOldGap) : origins;
    if (counts.some(({ evidence }) => evidence > place.evidence - MARGIN)) return undefined;
    const length = pattern.to - pattern.from;
    const distinct = this.map !== undefined && origins.length === 0 && length >= DISTINCT;
    const floor = distinct ? (inGap(place) ? SURE : UNRIVALLED) : 0;
    return this.score(pattern, place, floor) >= ACCEPT ? { place, floor } : undefined;
  }

  private score(pattern: Pattern, place: Place, floor: number): number {
    const length = pattern.to - pattern.from;
    const weight = contextWeight(pattern);
    const context = Math.max(place.context, floor);
    const score = evidenceOf(length, place.text, weight, context) / (length + weight);
    return Math.max(0, Math.min(place.same ? 1 : OTHER_WRITING, score));
  }

  private accept(pattern: Pattern, place: Place, floor: number): Resolution {
    const { start, end, same } = place;
    const status = !same ? 'changed' : start === pattern.quote.start ? 'exact' : 'moved';
    return accepted(status, this.score(pattern, place, floor), { start, end });
  }

  /** The best of each group of places that overlap, best first, then nearest to where it was. */
  private ranked(quote: AnchorQuote, places: readonly Place[]): Place[] {
    const gap = this.map?.between(quote)?.now;
    const expected = gap === undefined ? quote.start : gap.start;
    const sorted = [...places].sort((a, b) =>
      Math.abs(b.evidence - a.evidence) > TINY
        ? b.evidence - a.evidence
        : Math.abs(a.start - expected) - Math.abs(b.start - expected),
    );
    const kept: Place[] = [];
    for (const place of sorted) {
      if (kept.every(({ start, end }) => place.end <= start || place.start >= end)) {
        kept.push(place);
      }
    }
    return kept;
  }

  private review(pattern: Pattern, places: readonly Place[]): Resolution {
    const candidates = places
      .map((place) => ({
        start: place.start,
        end: place.end,
        exact: this.text.slice(place.start, place.end),
        score: this.score(pattern, place, 0),
      }))
      .filter(({ score }) => score >= LEAST_SHOWN)
      .slice(0, SHOWN);
    return { status: 'review', score: candidates[0]?.score ?? 0, candidates };
  }
}

function accepted(
  status: 'exact' | 'moved' | 'changed',
  score: number,
  { start, end }: { start: number; end: number },
): Resolution {
  return { status, score, position: { start, end }, candidates: [] };
}

function nothing(): Resolution {
  return { status: 'review', score: 0, candidates: [] };
}

/** A place with its words and context, as if it had been marked there. */
function anchorAt(text: string, { start, end }: { start: number; end: number }): AnchorQuote {
  const prefix = text.slice(Math.max(0, start - CONTEXT), start);
  const suffix = text.slice(end, end + CONTEXT);
  return { start, end, exact: text.slice(start, end), prefix, suffix };
}

function splitsPair(text: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

/** The first index whose value is not below `least`, in values that never fall. */
function firstAtLeast(values: Int32Array, least: number): number {
  return partitionPoint(values.length, (index) => (values[index] ?? 0) < least);
}
