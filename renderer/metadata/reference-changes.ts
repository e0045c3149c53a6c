/** What a pasted reference would change in metadata, field by field. */
import { nameInverted } from '../../shared/person-names.ts';
import type { Csl } from '../../shared/csl.ts';
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

function isLine(key: string): key is LineVariable {
  return Object.hasOwn(LINE_LABELS, key);
}

/** What a field is called, and what stands in it as a text. */
function shown(key: keyof Csl, csl: Csl): { label: string; text: string } {
  if (isOneOf(DATE_VARIABLES, key)) {
    return { label: DATE_LABELS[key], text: dateField(csl[key]) };
  }
  if (isOneOf(NAME_VARIABLES, key)) {
    return { label: ROLE_LABELS[key], text: (csl[key] ?? []).map(nameInverted).join('; ') };
  }
  if (isLine(key)) return { label: LINE_LABELS[key], text: csl[key] ?? '' };
  if (key === 'type') {
    const { type = '' } = csl;
    return { label: 'Type', text: isCslType(type) ? CSL_TYPE_LABELS[type] : type };
  }
  return { label: 'Kept from another program', text: Object.keys(csl.custom ?? {}).join(', ') };
}

/** The fields of a reference that differ from what is there, the filled ones first. */
export function referenceChanges(present: Csl, reference: Csl): FieldChange[] {
  const keys = Object.keys(reference) as Array<keyof Csl>;
  return keys
    .filter((key) => sameText(present[key]) !== sameText(reference[key]))
    .map((key) => {
      const { label, text: after } = shown(key, reference);
      return { key, label, before: shown(key, present).text, after };
    })
    .sort((a, b) => Number(b.before !== '') - Number(a.before !== ''));
}

/** The metadata with the chosen fields of a reference in it. */
export function withReference(present: Csl, reference: Csl, keys: ReadonlySet<keyof Csl>): Csl {
  const chosen = Object.entries(reference).filter(([key]) => keys.has(key as keyof Csl));
  return { ...present, ...Object.fromEntries(chosen) };
}
