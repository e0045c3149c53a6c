/** The metadata of a source as what stands in the fields of a form, and back. */
import { dateText, parseDate, type Csl, type CslDate, type CslName } from '../../shared/csl.ts';
import {
  DATE_VARIABLES,
  NAME_VARIABLES,
  NUMBER_VARIABLES,
  TEXT_VARIABLES,
  type DateVariable,
  type NameVariable,
} from '../../shared/csl-variables.ts';
import { cslToEdtf } from '../../shared/edtf.ts';
import type { LineVariable } from './csl-labels.ts';

export interface PersonRow {
  /** Stays while the row does. */
  key: number;
  role: NameVariable;
  /** The name is written in one field, not in two. */
  whole: boolean;
  name: CslName;
}

export interface FormState {
  type: string;
  lines: Partial<Record<LineVariable, string>>;
  dates: Partial<Record<DateVariable, string>>;
  people: PersonRow[];
  /** What it was made from. */
  from: Csl;
}

const LINES: readonly LineVariable[] = [...TEXT_VARIABLES, ...NUMBER_VARIABLES];
let nextKey = 1;

/** A row for a name, or an empty one. */
export function personRow(role: NameVariable, name: CslName = {}): PersonRow {
  nextKey += 1;
  return { key: nextKey, role, whole: name.literal !== undefined, name };
}

/** A date as its field shows it: EDTF, or the words that are no EDTF. */
export function dateField(date: CslDate | undefined): string {
  if (date === undefined) return '';
  const edtf = cslToEdtf(date);
  return edtf === '' ? dateText(date) : edtf;
}

/** What the fields show for metadata. */
export function formStateOf(csl: Csl): FormState {
  const lines: FormState['lines'] = {};
  for (const key of LINES) if (csl[key] !== undefined) lines[key] = csl[key];
  const dates: FormState['dates'] = {};
  for (const key of DATE_VARIABLES) if (csl[key] !== undefined) dates[key] = dateField(csl[key]);
  const people = NAME_VARIABLES.flatMap((role) =>
    (csl[role] ?? []).map((name) => personRow(role, name)),
  );
  return { type: csl.type ?? '', lines, dates, people, from: csl };
}

/** A name without what is empty; undefined when nothing is left. */
function tidyName({ name, whole }: PersonRow): CslName | undefined {
  const { 'comma-suffix': comma, ...texts } = name;
  const filled = Object.entries(texts)
    .map(([part, text]) => [part, text.trim()] as const)
    .filter(([part, text]) => text !== '' && (part === 'literal') === whole);
  if (filled.length === 0) return undefined;
  const tidy: CslName = Object.fromEntries(filled);
  return comma === true && tidy.suffix !== undefined ? { ...tidy, 'comma-suffix': true } : tidy;
}

/** The metadata that the fields say; a date that was not touched stays as it was. */
export function cslOf({ type, lines, dates, people, from }: FormState): Csl {
  const csl: Csl = from.custom === undefined ? {} : { custom: from.custom };
  if (type !== '') csl.type = type;
  for (const key of LINES) {
    const text = lines[key]?.trim() ?? '';
    if (text !== '') csl[key] = text;
  }
  for (const key of DATE_VARIABLES) {
    const text = dates[key] ?? '';
    const before = from[key];
    const date = before !== undefined && dateField(before) === text ? before : parseDate(text);
    if (date !== undefined) csl[key] = date;
  }
  for (const row of people) {
    const name = tidyName(row);
    if (name !== undefined) csl[row.role] = [...(csl[row.role] ?? []), name];
  }
  return csl;
}

/** JSON with the keys in order, so that equal metadata is equal text. */
export function sameText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** What a call has to change to make one set of metadata into another; null takes a field out. */
export function changesBetween(before: Csl, after: Csl): Partial<Record<keyof Csl, unknown>> {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Csl>;
  const changes: Partial<Record<keyof Csl, unknown>> = {};
  for (const key of keys) {
    if (sameText(before[key]) !== sameText(after[key])) changes[key] = after[key] ?? null;
  }
  return changes;
}

/** Puts one row where another is. */
export function moveRow(people: readonly PersonRow[], key: number, by: -1 | 1): PersonRow[] {
  const from = people.findIndex((row) => row.key === key);
  const to = from + by;
  const row = people[from];
  if (row === undefined || to < 0 || to >= people.length) return [...people];
  const others = people.filter((one) => one !== row);
  return [...others.slice(0, to), row, ...others.slice(to)];
}
