/**
 * A source's metadata, in the names and shapes of CSL-JSON
 * (https://docs.citationstyles.org/en/stable/specification.html). Everything is optional: what is
 * not known is absent, never guessed.
 */
import { z } from 'zod';

export const cslNameSchema = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
});
export type CslName = z.infer<typeof cslNameSchema>;

/** `date-parts` is [[year, month, day]], as much of it as is known. */
export const cslDateSchema = z.object({
  'date-parts': z.array(z.array(z.number().int()).min(1).max(3)).min(1).max(2).optional(),
  literal: z.string().optional(),
});
export type CslDate = z.infer<typeof cslDateSchema>;

export const cslSchema = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  author: z.array(cslNameSchema).optional(),
  'container-title': z.string().optional(),
  publisher: z.string().optional(),
  issued: cslDateSchema.optional(),
  accessed: cslDateSchema.optional(),
  URL: z.string().optional(),
  DOI: z.string().optional(),
  ISBN: z.string().optional(),
  language: z.string().optional(),
  note: z.string().optional(),
});
export type Csl = z.infer<typeof cslSchema>;

/** A name as it is read: "Given Family", or the literal form. */
export function nameText(name: CslName): string {
  return name.literal ?? [name.given, name.family].filter(Boolean).join(' ');
}

/** A date as ISO 8601, to the precision known ("2024", "2024-12"); empty when nothing is known. */
export function dateText(date: CslDate | undefined): string {
  const parts = date?.['date-parts']?.[0];
  if (parts === undefined) return date?.literal ?? '';
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-');
}

/** Reads "2024", "2024-12" or "2024-12-24"; anything else is kept as it is written. */
export function parseDate(text: string): CslDate | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?$/.exec(trimmed);
  if (match === null) return { literal: trimmed };
  const [year, month, day] = match
    .slice(1, 4)
    .map((part) => (part === undefined ? NaN : Number(part)));
  const parts = [year, month, day].filter(
    (part): part is number => part !== undefined && !Number.isNaN(part),
  );
  if ((parts[1] ?? 1) > 12 || (parts[1] ?? 1) < 1 || (parts[2] ?? 1) > 31 || (parts[2] ?? 1) < 1) {
    return { literal: trimmed };
  }
  return { 'date-parts': [parts] };
}
