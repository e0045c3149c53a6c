/** Years, months and days in queries. */

/** Days as `YYYY-MM-DD`, from the first on and up to but without the last; open where absent. */
export interface DayRange {
  from?: string;
  until?: string;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u;

const LAST = '9999-12-31';

/** A day of the calendar as text, carried over as `Date` does; never one with five digits of year. */
function dayText(year: number, month: number, day: number): string {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() > 9999 ? LAST : date.toISOString().slice(0, 10);
}

/**
 * The days of `2024`, `2024-12` or `2024-12-24`; undefined when it is none of these, or no day of
 * the calendar.
 */
function daysOf(text: string): Required<DayRange> | undefined {
  const parts = DATE.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month, day] = parts.slice(1).map((part) => (part ? Number(part) : undefined));
  if (year === 0) return undefined;
  if (month === undefined) return { from: dayText(year, 1, 1), until: dayText(year + 1, 1, 1) };
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) {
    return { from: dayText(year, month, 1), until: dayText(year, month + 1, 1) };
  }
  const from = dayText(year, month, day);
  // The calendar would carry 30 February over into March.
  return from === text ? { from, until: dayText(year, month, day + 1) } : undefined;
}

/**
 * What `before:`, `after:` or `on:` mean with a date: before its first day, after its last, or in
 * between. Undefined when the text is no date.
 */
export function dayRangeOf(key: 'before' | 'after' | 'on', text: string): DayRange | undefined {
  const days = daysOf(text);
  if (days === undefined) return undefined;
  if (key === 'before') return { until: days.from };
  return key === 'after' ? { from: days.until } : days;
}
