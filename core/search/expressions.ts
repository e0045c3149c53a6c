/** What a plan asks of the full-text index, for each kind of thing: an expression, and conditions. */
import type { Condition } from '../store/search-conditions.ts';
import type { IndexedKind, IndexTable } from '../store/search-tables.ts';
import type { Filters } from './filters.ts';
import {
  FAR,
  leavesOf,
  type Choice,
  type Leaf,
  type Level,
  type Place,
  type PlanNode,
} from './plan.ts';

/**
 * The columns in which each kind has what a key of the language names; a kind without any can't
 * match there.
 */
const COLUMNS: Readonly<Record<IndexTable, Readonly<Record<Place, readonly string[]>>>> = {
  name: { title: ['title'], text: [], note: [], comment: [], names: ['title', 'people'] },
  source: {
    title: ['title'],
    text: ['body'],
    note: [],
    comment: [],
    names: ['title', 'people'],
  },
  note: { title: ['title'], text: [], note: ['own'], comment: [], names: ['title'] },
  highlight: { title: [], text: ['quote'], note: [], comment: ['own'], names: [] },
};

/** The least distance that words stand in to be told as near each other in ranking, in words. */
const CLOSE = 8;

/**
 * An expression of FTS5 for a part of a plan that is about words only, with all choices up to a
 * level. `false` when no thing of the kind can meet it; undefined when it isn't about words only,
 * or holds of what lacks a word, which FTS5 can't say alone.
 */
export function expressionOf(
  node: PlanNode,
  kind: IndexTable,
  level: Level,
): string | false | undefined {
  switch (node.kind) {
    case 'leaf':
      return leafExpression(node, kind, level);
    case 'near':
      return nearExpression(node, kind, level);
    case 'filter':
    case 'not':
      return undefined;
    case 'or': {
      const parts = node.nodes.map((inner) => expressionOf(inner, kind, level));
      if (parts.includes(undefined)) return undefined;
      return joined(parts.filter(isText), ' OR ') ?? false;
    }
    case 'and': {
      const wanted: string[] = [];
      const unwanted: string[] = [];
      for (const inner of node.nodes) {
        const part = expressionOf(
          inner.kind === 'not' ? inner.node : inner,
          kind,
          wantedAt(inner, level),
        );
        if (part === undefined) return undefined;
        if (inner.kind === 'not') {
          if (part !== false) unwanted.push(part);
        } else if (part === false) return false;
        else wanted.push(part);
      }
      const all = joined(wanted, ' AND ');
      if (all === undefined) return undefined;
      const none = joined(unwanted, ' OR ');
      return none === undefined ? all : `(${all} NOT ${none})`;
    }
  }
}

function wantedAt(node: PlanNode, level: Level): Level {
  return node.kind === 'not' ? FAR : level;
}

function isText(part: string | false | undefined): part is string {
  return typeof part === 'string';
}

function joined(parts: readonly string[], by: string): string | undefined {
  return parts.length > 1 ? `(${parts.join(by)})` : parts[0];
}

/** Tokens hold only letters, marks, numbers and private-use characters, so quoting is enough. */
function phraseOf({ tokens, prefix }: Choice): string {
  return `"${tokens.join(' ')}"${prefix ? '*' : ''}`;
}

/** The choices up to a level; a beginning says all that the same word as a whole does. */
function choicesAt({ choices }: Leaf, level: Level): Choice[] {
  const within = choices.filter((choice) => choice.level <= level);
  return within.filter(
    (choice) =>
      choice.prefix || !within.some((other) => other.prefix && other.form === choice.form),
  );
}

function columnFilter(place: Place | undefined, kind: IndexTable): string | false {
  if (place === undefined) return '';
  const columns = COLUMNS[kind][place];
  return columns.length > 0 ? `{${columns.join(' ')}} : ` : false;
}

function leafExpression(leaf: Leaf, kind: IndexTable, level: Level): string | false {
  const filter = columnFilter(leaf.place, kind);
  const phrases = choicesAt(leaf, level).map(phraseOf);
  if (filter === false || phrases.length === 0) return false;
  const either = joined(phrases, ' OR ') ?? '';
  return filter === '' ? either : `(${filter}${either})`;
}

function nearExpression(
  { left, right, distance }: Extract<PlanNode, { kind: 'near' }>,
  kind: IndexTable,
  level: Level,
): string | false {
  const filter = columnFilter(left.place, kind);
  if (filter === false) return false;
  const pairs = choicesAt(left, level).flatMap((one) =>
    choicesAt(right, level).map(
      (other) => `${filter}NEAR(${phraseOf(one)} ${phraseOf(other)}, ${distance})`,
    ),
  );
  return (
    joined(
      pairs.map((pair) => `(${pair})`),
      ' OR ',
    ) ?? false
  );
}

/** What is asked of one kind at one level. */
export interface Asked {
  /** What the words that all have to match are; absent when there are none. */
  expression?: string;
  /** What else has to hold. */
  condition?: Condition;
}

/** What a plan asks of a kind at a level; undefined when nothing of the kind can meet it. */
export function askedOf(
  plan: PlanNode,
  kind: IndexedKind,
  level: Level,
  filters: Filters,
): Asked | undefined {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  const conditions: Condition[] = [];
  for (const node of plan.kind === 'and' ? plan.nodes : [plan]) {
    const part = expressionOf(node, kind, level);
    if (part === false) return undefined;
    if (part !== undefined) {
      wanted.push(part);
      continue;
    }
    const left = node.kind === 'not' ? expressionOf(node.node, kind, FAR) : undefined;
    if (left === false) continue;
    if (left !== undefined) {
      unwanted.push(left);
      continue;
    }
    const condition = conditionOf(node, kind, level, filters);
    if (condition.kind !== 'always') conditions.push(condition);
    else if (!condition.holds) return undefined;
  }
  const all = joined(wanted, ' AND ');
  const none = joined(unwanted, ' OR ');
  if (all === undefined && none !== undefined) {
    conditions.push({ kind: 'not', of: { kind: 'match', expression: none } });
  }
  const expression = all === undefined || none === undefined ? all : `(${all} NOT ${none})`;
  return {
    ...(expression === undefined ? {} : { expression }),
    ...(conditions.length === 0 ? {} : { condition: allOf(conditions) }),
  };
}

function allOf(conditions: readonly Condition[]): Condition {
  const [first] = conditions;
  return conditions.length === 1 && first !== undefined ? first : { kind: 'and', of: conditions };
}

const ALWAYS: Condition = { kind: 'always', holds: true };
const NEVER: Condition = { kind: 'always', holds: false };

/** Any part of a plan as a condition, with what can't be otherwise taken out. */
function conditionOf(node: PlanNode, kind: IndexedKind, level: Level, filters: Filters): Condition {
  const expression = expressionOf(node, kind, level);
  if (expression === false) return NEVER;
  if (expression !== undefined) return { kind: 'match', expression };
  switch (node.kind) {
    case 'leaf':
    case 'near':
      return NEVER;
    case 'filter':
      return filters.conditionOf(node.filter, kind);
    case 'not': {
      const inner = conditionOf(node.node, kind, FAR, filters);
      if (inner.kind === 'always') return inner.holds ? NEVER : ALWAYS;
      return { kind: 'not', of: inner };
    }
    case 'and':
    case 'or': {
      const isAnd = node.kind === 'and';
      const parts = node.nodes.map((inner) => conditionOf(inner, kind, level, filters));
      // One that never holds decides an "and", one that always does an "or".
      if (parts.some((part) => part.kind === 'always' && part.holds !== isAnd)) {
        return isAnd ? NEVER : ALWAYS;
      }
      const rest = parts.filter((part) => part.kind !== 'always');
      if (rest.length === 0) return isAnd ? ALWAYS : NEVER;
      return rest.length === 1 ? allOf(rest) : { kind: node.kind, of: rest };
    }
  }
}

/**
 * What the names of sources are asked for: all the words of a plan in the title, the people and
 * the tags. Undefined when they can't have them, or when it isn't all words that have to match.
 */
export function namesAskedOf(
  plan: PlanNode,
  level: Level,
  asked: Asked,
): { expression: string; condition?: Condition } | undefined {
  const nodes = plan.kind === 'and' ? plan.nodes : [plan];
  const words = nodes.filter((node) => leavesOf(node).length > 0);
  const parts = words.map((node) => expressionOf(node, 'name', level));
  if (words.length === 0 || !parts.every(isText)) return undefined;
  const expression = joined(parts, ' AND ') ?? '';
  const conditions: Condition[] = asked.condition === undefined ? [] : [asked.condition];
  // What must not match must not stand in the text either.
  if (hasNot(plan) && asked.expression !== undefined) {
    conditions.push({ kind: 'match', expression: asked.expression });
  }
  return { expression, ...(conditions.length === 0 ? {} : { condition: allOf(conditions) }) };
}

function hasNot(node: PlanNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(hasNot);
  return node.kind === 'not';
}

/** Words that the best hits are looked for, when not all that matches has to have them. */
export function anyWordOf(plan: PlanNode, kind: IndexTable, level: Level): string | undefined {
  const parts = positiveParts(plan).map((node) => expressionOf(node, kind, level));
  return joined(parts.filter(isText), ' OR ');
}

function positiveParts(node: PlanNode): PlanNode[] {
  if (node.kind === 'leaf' || node.kind === 'near') return [node];
  return node.kind === 'and' || node.kind === 'or' ? node.nodes.flatMap(positiveParts) : [];
}

/**
 * The expressions for the words of a query close to each other, and right behind each other in
 * their order; undefined when it isn't two or more plain words.
 */
export function closenessOf(
  plan: PlanNode,
  kind: IndexedKind,
  level: Level,
): { close: string; inOrder: string } | undefined {
  if (plan.kind !== 'and') return undefined;
  const words: Choice[] = [];
  for (const node of plan.nodes) {
    if (node.kind === 'not' || node.kind === 'filter') continue;
    if (node.kind !== 'leaf' || node.place !== undefined) return undefined;
    const choice = choicesAt(node, level <= 1 ? level : 0)[0];
    if (choice === undefined) return undefined;
    words.push(choice);
  }
  if (words.length < 2) return undefined;
  const tokens = words.flatMap((choice) => choice.tokens);
  const isPrefix = words.at(-1)?.prefix === true;
  if (words.slice(0, -1).some(({ prefix }) => prefix)) return undefined;
  const phrases = words.map(phraseOf).join(' ');
  // Texts are asked for alone: in names, which are short, everything is close.
  const column = kind === 'source' ? '{body} : ' : '';
  return {
    close: `${column}NEAR(${phrases}, ${CLOSE})`,
    inOrder: `${column}"${tokens.join(' ')}"${isPrefix ? '*' : ''}`,
  };
}
