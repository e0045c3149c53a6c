/**
 * A source's metadata, in the names and shapes of CSL-JSON
 * (https://docs.citationstyles.org/en/stable/specification.html). Everything is optional: what is
 * not known is absent, never guessed. This is what is stored; what other programs write is read by
 * `readCsl` (csl-read.ts).
 */
import { z } from 'zod';
import {
  DATE_VARIABLES,
  NAME_VARIABLES,
  NUMBER_VARIABLES,
  TEXT_VARIABLES,
} from './csl-variables.ts';
import { edtfOfWords } from './date-parse.ts';
import { edtfText } from './date-words.ts';
import { cslToEdtf, edtfToCsl } from './edtf.ts';

export const cslNameSchema = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  /** A name that is not taken apart: an institution, or a person whose name nobody divided. */
  literal: z.string().optional(),
  /** Goes with the given name: "von" in Humboldt, Alexander von. */
  'dropping-particle': z.string().optional(),
  /** Goes with the family name: "van der" in van der Berg, Jan. */
  'non-dropping-particle': z.string().optional(),
  suffix: z.string().optional(),
  /** Whether a comma stands before the suffix when the given name comes first. */
  'comma-suffix': z.boolean().optional(),
});
export type CslName = z.infer<typeof cslNameSchema>;

/** `date-parts` is [[year, month, day]], as much of it as is known; two of them are a range. */
export const cslDateSchema = z.object({
  'date-parts': z.array(z.array(z.number().int()).min(1).max(3)).min(1).max(2).optional(),
  /** 1 is spring, 4 is winter. */
  season: z.number().int().min(1).max(4).optional(),
  /** Approximate or uncertain. */
  circa: z.boolean().optional(),
  /** What is written where nothing more can be made of it. */
  literal: z.string().optional(),
  /** The date in EDTF, where the other fields don't say all of it; written by `edtfToCsl` only. */
  edtf: z.string().optional(),
});
export type CslDate = z.infer<typeof cslDateSchema>;

/** The same optional schema under each of the names. */
function each<K extends string, T extends z.ZodType>(names: readonly K[], schema: T) {
  return Object.fromEntries(names.map((name) => [name, schema.optional()])) as Record<
    K,
    z.ZodOptional<T>
  >;
}

export const cslSchema = z.object({
  /** One of `CSL_TYPES`, or what a later CSL or another program calls it. */
  type: z.string().optional(),
  ...each(TEXT_VARIABLES, z.string()),
  ...each(NUMBER_VARIABLES, z.string()),
  ...each(NAME_VARIABLES, z.array(cslNameSchema)),
  ...each(DATE_VARIABLES, cslDateSchema),
  /** What another program knew and CSL has no variable for, by the name it had there. */
  custom: z.record(z.string(), z.string()).optional(),
});
export type Csl = z.infer<typeof cslSchema>;
export type CslKey = keyof Csl;

/** Names in these scripts are read with the family name first. */
const FAMILY_FIRST =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u;

/** A name as it is read: "Given van der Family Jr.", "佐藤 花子", or the literal form. */
export function nameText(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const { family = '', given = '' } = name;
  if (FAMILY_FIRST.test(family) && FAMILY_FIRST.test(given)) return `${family} ${given}`;
  const plain = [
    name.given,
    name['dropping-particle'],
    name['non-dropping-particle'],
    name.family,
  ].filter(Boolean);
  const text = plain.join(' ');
  if (!name.suffix) return text;
  return `${text}${name['comma-suffix'] === true ? ',' : ''} ${name.suffix}`.trim();
}

/**
 * A date as people read it, to the precision known: ISO 8601 when it is certain ("2024-12-24"),
 * else in few words ("c. 1920", "Spring 2020", "2019–2021"); empty when nothing is known.
 */
export function dateText(date: CslDate | undefined): string {
  if (date === undefined) return '';
  const edtf = cslToEdtf(date);
  return edtf === '' ? (date.literal ?? '') : edtfText(edtf);
}

/** The year a date is of, or begins in; negative before our era; undefined when not known. */
export function yearOf(date: CslDate | undefined): number | undefined {
  return date?.['date-parts']?.[0]?.[0];
}

/**
 * Reads a date: EDTF ("2024-12-24", "2019/2021"), or words that mean one ("c. 1920", "24 December
 * 2024"). Anything else is kept as it is written; undefined for nothing.
 */
export function parseDate(text: string): CslDate | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const edtf = edtfOfWords(trimmed);
  return (edtf === undefined ? undefined : edtfToCsl(edtf)) ?? { literal: trimmed };
}
