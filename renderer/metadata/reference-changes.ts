/** What a pasted reference would change in metadata, field by field. */
import { nameInverted } from '../../shared/person-names.ts';
import { type Csl, type CslDate, type CslName } from '../../shared/csl.ts';
import {
  CSL_TYPE_LABELS,
  DATE_VARIABLES,
  isCslType,
  NAME_VARIABLES,
} from '../../shared/csl-variables.ts';
import { DATE_LABELS, LINE_LABELS, ROLE_LABELS, type LineVariable } from './csl-labels.ts';
import { dateField, sameText } from './form-state.ts';

export interface FieldChange {
  key: keyof Csl;
  label: string;
  before: string;
  after: string;
}

function isOneOf<T extends string>(list: readonly T[], key: string): key is T {
  return (list as readonly string[]).includes(key);
}

function labelOf(key: keyof Csl): string {
  if (key === 'type') return 'Type';
  if (key === 'custom') return 'Kept from another program';
  if (isOneOf(DATE_VARIABLES, key)) return DATE_LABELS[key];
  if (isOneOf(NAME_VARIABLES, key)) return ROLE_LABELS[key];
  return LINE_LABELS[key as LineVariable];
}

function textOf(key: keyof Csl, value: unknown): string {
  if (value === undefined) return '';
  if (key === 'type')
    return isCslType(String(value)) ? CSL_TYPE_LABELS[value as 'book'] : String(value);
  if (isOneOf(DATE_VARIABLES, key)) return dateField(value as CslDate);
  if (isOneOf(NAME_VARIABLES, key)) return (value as CslName[]).map(nameInverted).join('; ');
  if (key === 'custom') return Object.keys(value as object).join(', ');
  return String(value);
}

/** The fields of a reference that differ from what is there, the filled ones first. */
export function referenceChanges(present: Csl, reference: Csl): FieldChange[] {
  const keys = Object.keys(reference) as Array<keyof Csl>;
  return keys
    .filter((key) => sameText(present[key]) !== sameText(reference[key]))
    .map((key) => ({
      key,
      label: labelOf(key),
      before: textOf(key, present[key]),
      after: textOf(key, reference[key]),
    }))
    .sort((a, b) => Number(b.before !== '') - Number(a.before !== ''));
}

/** The metadata with the chosen fields of a reference in it. */
export function withReference(present: Csl, reference: Csl, keys: ReadonlySet<keyof Csl>): Csl {
  const chosen = Object.entries(reference).filter(([key]) => keys.has(key as keyof Csl));
  return { ...present, ...Object.fromEntries(chosen) };
}
