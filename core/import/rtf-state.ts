/** The state of reading Rich Text Format: what a group inherits, and what the document defines. */
import type { Mark } from '../../shared/document.ts';
import type { Role } from './docx-styles.ts';
import type { RtfCell, RtfFlow } from './rtf-flow.ts';

/**
 * Where text goes. `skip` drops all that is inside; `quiet` drops text, but not what groups inside
 * say they are.
 */
export type Destination =
  | 'body'
  | 'skip'
  | 'quiet'
  | 'fonts'
  | 'styles'
  | 'lists'
  | 'overrides'
  | 'info'
  | 'picture'
  | 'field'
  | 'marker'
  | 'property-name'
  | 'property-value';

export interface RtfField {
  instruction: string;
  href?: string | undefined;
}

export interface RtfPicture {
  hex: string[];
  length: number;
  binary: [start: number, end: number] | undefined;
  /** It is of a kind that can be shown. */
  known: boolean;
  alt: string;
  /** The property that is just being told. */
  property: string;
}

/** What a group takes over from the one around it, and leaves behind when it ends. */
export interface RtfState {
  destination: Destination;
  /** What the group gathers as text: a font's name, a property. */
  gathered: { key: string; text: string } | undefined;
  marks: ReadonlySet<Mark>;
  hidden: boolean;
  font: number;
  language: number;
  /** How many characters stand for a `\u` in programs without Unicode. */
  fallback: number;
  style: number;
  outline: number | undefined;
  inTable: boolean;
  list: number | undefined;
  level: number;
  left: number;
  first: number;
  field: RtfField | undefined;
  href: string | undefined;
  picture: RtfPicture | undefined;
  /** The stretch of text that begins with this group. */
  flow: { flow: RtfFlow; kind: 'footnote' | 'endnote' | 'box' } | undefined;
}

export interface RtfFont {
  name: string;
  charset: number | undefined;
}

export interface RtfStyle {
  role?: Role;
  level?: number;
}

/** What is defined once for the document. */
export interface RtfTables {
  page: number;
  fonts: Map<number, RtfFont>;
  styles: Map<number, RtfStyle>;
  /** Whether levels of lists count, by the list's id; the lists of `\ls` by its number. */
  lists: Map<number, boolean[]>;
  /** The levels of the list that is being defined, and the list that is being named. */
  levels: boolean[];
  listId: number;
  listOf: Map<number, number>;
  info: Map<string, string>;
}

/** The row of a table as it is defined so far. */
export interface RtfRow {
  cells: RtfCell[];
  covered: boolean;
  header: boolean;
}

/** The state before the first group. */
export function firstState(): RtfState {
  return {
    ...{
      destination: 'body',
      gathered: undefined,
      marks: new Set(),
      hidden: false,
      font: -1,
      language: 0,
    },
    ...{ fallback: 1, style: 0, outline: undefined, inTable: false, list: undefined, level: 0 },
    ...{ left: 0, first: 0, field: undefined, href: undefined, picture: undefined },
    flow: undefined,
  };
}
