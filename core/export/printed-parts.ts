/** The parts of a case file that are drawn from its notes and sources; plain data for the writers. */
import type { PlaceName } from './places.ts';
import type { PrintedBlock } from './printed-model.ts';
import type { Segment } from './segments.ts';

/**
 * A part that is made of blocks alone. Claims, timeline and people are such parts: their places in
 * the case file are kept, and they are absent as long as the library holds none.
 */
export interface PrintedPart {
  title: string;
  /** What the reader should know before; may be absent. */
  lead?: string;
  /** Its headings are of level 2 and deeper. */
  blocks: PrintedBlock[];
}

/** What is left to do and to look at. At least one of the lists has something in it. */
export interface PrintedOpenQuestions {
  /** Unticked items of checklists, by the note or comment that they stand in. */
  tasks: OpenTasks[];
  /** Highlights of which a passage has no place for sure. */
  reviews: OpenReview[];
}

export interface OpenTasks {
  /** The title of the note, or "H12, The ledger" for a comment. */
  title: string;
  items: {
    segments: Segment[];
    rtl?: true;
    /** Where it stands; absent when that is not printed. */
    place?: PlaceName;
  }[];
}

export interface OpenReview {
  number: number;
  /** Of its source. */
  title: string;
  quote: string;
  why: string;
  place?: PlaceName;
}

/** A work in the bibliography. */
export interface PrintedReference {
  sourceId: string;
  /** The number in the margin, in styles that number works. */
  label?: Segment[];
  /** The work as the style sets it, without its number. */
  segments: Segment[];
  rtl?: true;
  /** The heading of its source, when that is printed. */
  place?: PlaceName;
  /** Whether something that is printed cites it; the others are sources of the case file. */
  cited: boolean;
}

export interface PrintedBibliography {
  /** What the style is called. */
  style: string;
  /** Of the words that the style adds ("edited by"), as BCP 47 has it. */
  language: string;
  /** In the style's order. */
  entries: PrintedReference[];
  /** Whether the lines after an entry's first stand in. */
  hanging: boolean;
  /** Characters of the longest label; 0 when there are none. */
  labelWidth: number;
}

/** An entry with the places whose pages stand after it. */
export interface IndexEntry {
  name: string;
  places: PlaceName[];
}

/** The parts of the index that have entries, each in the order of its names. */
export interface PrintedIndex {
  groups: { title: string; entries: IndexEntry[] }[];
}
