/** Cuts a query into the pieces that the parser puts together. Never throws. */
import { dayRangeOf } from './dates.ts';
import { INBOX, isField, keyNamed, QUERY_KEYS, type FieldKey, type FilterKey } from './keys.ts';
import type {
  FilterNode,
  PhraseNode,
  QueryNode,
  QueryProblem,
  QuerySpan,
  WordNode,
} from './tree.ts';

export type Piece = QuerySpan &
  (
    | { type: 'node'; node: QueryNode }
    | { type: 'open'; negated: boolean; field?: FieldKey }
    | { type: 'close' }
    | { type: 'and' }
    | { type: 'or' }
    | { type: 'near'; distance: number }
  );

/** Words between the words of `near/`, at most. */
export const FARTHEST_NEAR = 100;

const OPENING = /["“”„«]/u;
const CLOSING: Readonly<Record<string, RegExp>> = { '«': /[»"]/u };
const ANY_CLOSING = /["“”]/u;
const SEARCHABLE = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const KEY = /^(\p{L}+):/u;
const NEAR = /^near\/(\d*)$/iu;
const SPACE = /\s/u;

/** The quoted text that opens at `at`; to the end of the query when it isn't closed. */
export function quotedAt(query: string, at: number): QuerySpan & { text: string; closed: boolean } {
  const closing = CLOSING[query.charAt(at)] ?? ANY_CLOSING;
  let end = at + 1;
  while (end < query.length && !closing.test(query.charAt(end))) end += 1;
  const closed = end < query.length;
  return { text: query.slice(at + 1, end), start: at, end: closed ? end + 1 : end, closed };
}

/** Says whether a quotation opens at a place. */
export function opensQuote(query: string, at: number): boolean {
  return OPENING.test(query.charAt(at));
}

/** The end of the word that begins at `at`: the next space, quotation mark or parenthesis. */
export function wordEnd(query: string, at: number): number {
  let end = at;
  while (end < query.length && !/[\s()]/u.test(query.charAt(end)) && !opensQuote(query, end)) {
    end += 1;
  }
  return end;
}

/** The pieces of a query in their order; what is wrong with them goes to `problems`. */
export function piecesOf(query: string, problems: QueryProblem[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < query.length) {
    if (SPACE.test(query.charAt(at))) at += 1;
    else at = Math.max(at + 1, pieceAt(query, at, { pieces, problems }));
  }
  return pieces;
}

interface Made {
  pieces: Piece[];
  problems: QueryProblem[];
}

/** Reads what begins at `start`, and gives where it ends. */
function pieceAt(query: string, start: number, made: Made): number {
  const negated = query.charAt(start) === '-';
  const at = negated ? start + 1 : start;
  const next = query.charAt(at);
  if (negated && (next === '' || next === ')' || SPACE.test(next))) {
    const message =
      'A minus sign leaves out the word right after it; here there is none, so it was ignored.';
    made.problems.push({ code: 'lone-minus', start, end: at, message });
    return at;
  }
  if (next === ')') {
    made.pieces.push({ type: 'close', start, end: at + 1 });
    return at + 1;
  }
  if (next === '(') {
    made.pieces.push({ type: 'open', negated, start, end: at + 1 });
    return at + 1;
  }
  if (opensQuote(query, at)) return addPhrase(query, { start, at, negated }, made);
  const end = wordEnd(query, at);
  const word = query.slice(at, end);
  if (!negated && (word === 'OR' || word === 'AND')) {
    made.pieces.push({ type: word === 'OR' ? 'or' : 'and', start, end });
    return end;
  }
  const near = negated ? null : NEAR.exec(word);
  if (near !== null) {
    addNear(near[1] ?? '', { start, end }, made);
    return end;
  }
  const name = KEY.exec(word)?.[1];
  const key = name === undefined ? undefined : keyNamed(name);
  if (name !== undefined && key !== undefined) {
    const valueAt = at + name.length + 1;
    return isField(key)
      ? addInField(query, { start, valueAt, end, negated, key }, made)
      : addFilter(query, { start, valueAt, end, negated, key }, made);
  }
  if (name !== undefined) noteUnknownKey(query, { start, end, at, name }, made.problems);
  addTerm(wordNode(query, { start: at, end }), { start, negated }, made);
  return end;
}

function wordNode(query: string, { start, end }: QuerySpan): WordNode {
  const text = query.slice(start, end);
  return { kind: 'word', text, start, end, open: end === query.length };
}

function phraseNode(query: string, at: number, problems: QueryProblem[]): PhraseNode {
  const { text, start, end, closed } = quotedAt(query, at);
  if (!closed) problems.push(unclosedQuote(start, end));
  return { kind: 'phrase', text, start, end, open: !closed };
}

function unclosedQuote(start: number, end: number): QueryProblem {
  const message =
    'This quotation mark is not closed, so all that follows it was taken as one phrase.';
  return { code: 'unclosed-quote', start, end, message };
}

interface Begun {
  /** Where the piece begins, with its minus sign. */
  start: number;
  negated: boolean;
}

function addPhrase(query: string, { at, ...begun }: Begun & { at: number }, made: Made): number {
  const node = phraseNode(query, at, made.problems);
  addTerm(node, begun, made);
  return node.end;
}

/** Adds a word or phrase, in its field and left out where it must be; not one without letters. */
function addTerm(
  term: WordNode | PhraseNode,
  { start, negated, field }: Begun & { field?: FieldKey },
  { pieces, problems }: Made,
): void {
  const span = { start, end: term.end };
  if (SEARCHABLE.test(term.text)) {
    const inField: QueryNode =
      field === undefined
        ? term
        : { kind: 'field', field, node: term, start: negated ? start + 1 : start, end: term.end };
    pieces.push({ type: 'node', node: asTyped(inField, start, negated), ...span });
  } else if (term.kind === 'word' || !term.open) {
    const message = `“${term.text}” has no letter or number to search for, so it was ignored.`;
    problems.push({ code: 'no-letters', ...span, message });
  }
}

function asTyped(node: QueryNode, start: number, negated: boolean): QueryNode {
  return negated ? { kind: 'not', node, start, end: node.end } : node;
}

function addNear(digits: string, span: QuerySpan, { pieces, problems }: Made): void {
  const distance = Number(digits);
  const wrong = digits === '' || distance > FARTHEST_NEAR;
  if (wrong) {
    const message =
      digits === ''
        ? '“near/” needs the number of words that may stand in between, such as near/5; here both sides have to match, however far apart.'
        : `“near/” reaches ${FARTHEST_NEAR} words at most, so that is what was searched.`;
    problems.push({ code: 'bad-distance', ...span, message });
  }
  if (digits === '') pieces.push({ type: 'and', ...span });
  else pieces.push({ type: 'near', distance: Math.min(distance, FARTHEST_NEAR), ...span });
}

type Keyed<K> = Begun & { valueAt: number; end: number; key: K };

function addInField(
  query: string,
  { start, valueAt, end, negated, key }: Keyed<FieldKey>,
  made: Made,
): number {
  if (valueAt < end) {
    addTerm(wordNode(query, { start: valueAt, end }), { start, negated, field: key }, made);
    return end;
  }
  if (query.charAt(valueAt) === '(') {
    made.pieces.push({ type: 'open', negated, field: key, start, end: valueAt + 1 });
    return valueAt + 1;
  }
  if (opensQuote(query, valueAt)) {
    const node = phraseNode(query, valueAt, made.problems);
    addTerm(node, { start, negated, field: key }, made);
    return node.end;
  }
  const message = `“${key}:” needs a word, a phrase or a parenthesis right after it, such as ${QUERY_KEYS[key].example}; it was ignored.`;
  made.problems.push({ code: 'empty-value', start, end, message });
  return end;
}

function addFilter(
  query: string,
  { start, valueAt, end, negated, key }: Keyed<FilterKey>,
  { pieces, problems }: Made,
): number {
  const quoted =
    valueAt === end && opensQuote(query, valueAt) ? quotedAt(query, valueAt) : undefined;
  if (quoted?.closed === false) problems.push(unclosedQuote(quoted.start, quoted.end));
  const span = { start, end: quoted?.end ?? end };
  const typed = (quoted?.text ?? query.slice(valueAt, end)).trim();
  if (typed === '') {
    const message = `“${key}:” needs a value right after it, such as ${QUERY_KEYS[key].example}; it was ignored.`;
    problems.push({ code: 'empty-value', ...span, message });
    return span.end;
  }
  const checked = checkedValue(key, typed);
  if ('message' in checked) problems.push({ ...checked, ...span });
  else {
    const open = quoted === undefined ? end === query.length : !quoted.closed;
    const filter: FilterNode = {
      kind: 'filter',
      key,
      ...checked,
      open,
      start: negated ? start + 1 : start,
      end: span.end,
    };
    pieces.push({ type: 'node', node: asTyped(filter, start, negated), ...span });
  }
  return span.end;
}

/** A value as the search wants it, or what is wrong with it. */
function checkedValue(
  key: FilterKey,
  typed: string,
): Pick<FilterNode, 'value' | 'range'> | Pick<QueryProblem, 'code' | 'message'> {
  if (key === 'before' || key === 'after' || key === 'on') {
    const range = dayRangeOf(key, typed);
    if (range !== undefined) return { value: typed, range };
    const message = `“${typed}” is no date, so it was ignored. Dates are written 2024, 2024-12 or 2024-12-24.`;
    return { code: 'bad-date', message };
  }
  const { values } = QUERY_KEYS[key];
  const lower = typed.toLowerCase();
  if (values === undefined) return { value: key === 'in' && lower === INBOX ? INBOX : typed };
  if (values.includes(lower)) return { value: lower };
  const known = values.join(', ');
  return key === 'type'
    ? {
        code: 'unknown-type',
        message: `“${typed}” is not a type, so it was ignored. The types are ${known}.`,
      }
    : {
        code: 'unknown-value',
        message: `“${key}:” does not know “${typed}”, so it was ignored. It knows ${known}.`,
      };
}

/** "Note:" and "https://" are words like others; "colr:red" looks like a key that isn't one. */
function noteUnknownKey(
  query: string,
  { start, end, at, name }: QuerySpan & { at: number; name: string },
  problems: QueryProblem[],
): void {
  const valueAt = at + name.length + 1;
  if (valueAt === end ? !opensQuote(query, valueAt) : query.startsWith('//', valueAt)) return;
  const message = `There is no “${name}:”, so it was searched as a word. There are ${Object.keys(QUERY_KEYS).join(':, ')}:.`;
  problems.push({ code: 'unknown-key', start, end: valueAt, message });
}
