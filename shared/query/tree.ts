/** What a query means: the tree that the parser makes and the search walks. */
import type { DayRange } from './dates.ts';
import type { FieldKey, FilterKey } from './keys.ts';

/** Where in the query something stands, as a [start, end) of UTF-16 code units. */
export interface QuerySpan {
  start: number;
  end: number;
}

/** `open`: the query ends in the middle of it, so it may be only a beginning. */
export interface WordNode extends QuerySpan {
  kind: 'word';
  text: string;
  open: boolean;
}
export interface PhraseNode extends QuerySpan {
  kind: 'phrase';
  text: string;
  open: boolean;
}

/** Both stand in the same text, in either order, with at most `distance` words between them. */
export interface NearNode extends QuerySpan {
  kind: 'near';
  distance: number;
  left: WordNode | PhraseNode;
  right: WordNode | PhraseNode;
}

/** What is in it has to stand in one part of a thing: its words and phrases, not its filters. */
export interface FieldNode extends QuerySpan {
  kind: 'field';
  field: FieldKey;
  node: QueryNode;
}

/** Holds of things of which something is so, whatever their words. */
export interface FilterNode extends QuerySpan {
  kind: 'filter';
  key: FilterKey;
  /** As typed, without quotation marks; of `type:`, `has:` and `in:inbox` in lower case. */
  value: string;
  /** Of `before:`, `after:` and `on:` only: the days that are meant. */
  range?: DayRange;
  open: boolean;
}

export interface NotNode extends QuerySpan {
  kind: 'not';
  node: QueryNode;
}
/** Two nodes or more. */
export interface AndNode extends QuerySpan {
  kind: 'and';
  nodes: QueryNode[];
}
/** Two nodes or more, of any kind: also filters and what must not match. */
export interface OrNode extends QuerySpan {
  kind: 'or';
  nodes: QueryNode[];
}

export type QueryNode =
  WordNode | PhraseNode | NearNode | FieldNode | FilterNode | NotNode | AndNode | OrNode;

export type QueryProblemCode =
  | 'unclosed-quote'
  | 'unclosed-group'
  | 'unopened-group'
  | 'empty-group'
  | 'too-deep'
  | 'lone-minus'
  | 'lone-or'
  | 'lone-near'
  | 'bad-distance'
  | 'mixed-near'
  | 'unknown-key'
  | 'empty-value'
  | 'unknown-type'
  | 'unknown-value'
  | 'bad-date'
  | 'no-letters';

/** What is wrong with a query, where, in a sentence that says what was done instead. */
export interface QueryProblem extends QuerySpan {
  code: QueryProblemCode;
  message: string;
}

export interface ParsedQuery {
  /** What must match; absent when the query says nothing. */
  root?: QueryNode;
  problems: QueryProblem[];
}
