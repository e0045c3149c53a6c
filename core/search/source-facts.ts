/** What of a source's metadata is searched, and what it is narrowed and sorted by. */
import { cslSchema, nameText, type Csl } from '../../shared/csl.ts';

const NAMES = ['author', 'editor', 'translator'] as const;

/** Says whose a source is: authors, editors and translators, and who published it. */
export function peopleOf(csl: unknown): string[] {
  const record = csl as Partial<Record<keyof Csl, unknown>> | null;
  const names = NAMES.flatMap((key) => {
    if (record?.[key] === undefined) return [];
    return (cslSchema.shape[key].safeParse(record[key]).data ?? []).map(nameText);
  });
  const publisher = typeof record?.publisher === 'string' ? [record.publisher] : [];
  return [...new Set([...names, ...publisher].map((name) => name.trim()))].filter(Boolean);
}

/** The day when a source was published, as YYYY-MM-DD: of a year or month, its first. */
export function publishedOn(csl: unknown): string | undefined {
  const { issued } = (csl ?? {}) as { issued?: unknown };
  if (issued === undefined) return undefined;
  const [parts] = cslSchema.shape.issued.safeParse(issued).data?.['date-parts'] ?? [];
  const [year, month = 1, day = 1] = parts ?? [];
  if (year === undefined || year < 0 || year > 9999) return undefined;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
