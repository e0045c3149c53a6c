/**
 * Dates as EDTF, the Extended Date/Time Format of ISO 8601-2:2019, levels 0 and 1
 * (https://www.loc.gov/standards/datetime/), and to and from the dates of CSL-JSON.
 *
 * EDTF counts years as astronomers do (0000 is 1 BC, -0043 is 44 BC); CSL has no year 0 and writes
 * 44 BC as -44.
 */
import type { CslDate } from './csl.ts';

/** One day, month, season or year; digits that are not known are X. */
export interface EdtfPoint {
  /** Four digits or more, with a minus before our era: "2024", "201X", "-0043". */
  year: string;
  /** "01" to "12", "XX", or "21" to "24" for the seasons from spring to winter. */
  month?: string;
  /** "01" to "31", or "XX". */
  day?: string;
  uncertain: boolean;
  approximate: boolean;
}

/** An end of an interval: `open` goes on for ever, `unknown` ends some time. */
export type EdtfEnd = EdtfPoint | 'open' | 'unknown';

export interface Edtf {
  start: EdtfEnd;
  /** Present in an interval. */
  end?: EdtfEnd;
}

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && !leap ? 28 : (DAYS_IN[month - 1] ?? 31);
}

const POINT = new RegExp(
  [
    /^(?<year>-?\d{2}(?:\d\d|\dX|XX)|Y-?[1-9]\d{4,8})/,
    /(?:-(?<month>\d\d|XX)(?:-(?<day>\d\d|XX))?)?/,
    /(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?<sign>[?~%])?$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

function parsePoint(text: string): EdtfPoint | undefined {
  const groups = POINT.exec(text)?.groups;
  const { year = '', month, day, sign = '' } = groups ?? {};
  if (groups === undefined || year === '-0000') return undefined;
  const vague = year.includes('X');
  if (vague && month !== undefined) return undefined;
  if (month === 'XX' && day !== undefined && day !== 'XX') return undefined;
  const number = Number(month);
  if (month !== undefined && month !== 'XX') {
    const season = number >= 21 && number <= 24;
    if (season ? day !== undefined : number < 1 || number > 12) return undefined;
  }
  if (day !== undefined && day !== 'XX') {
    const most = daysIn(Number(year.replace('Y', '')), number);
    if (Number(day) < 1 || Number(day) > most) return undefined;
  }
  return {
    year: year.replace('Y', ''),
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
    uncertain: sign === '?' || sign === '%',
    approximate: sign === '~' || sign === '%',
  };
}

/** [year, month, day] with everything that is not known at its least (0) or its most (99). */
function bound({ year, month, day }: EdtfPoint, digit: '0' | '9'): number[] {
  const known = (part: string | undefined) =>
    part === undefined || part === 'XX' || Number(part) > 20 ? undefined : Number(part);
  const fill = digit === '0' ? 0 : 99;
  // A season is all of its year here: winter begins in one and ends in the next.
  const inYear = known(month);
  const inMonth = inYear === undefined || day === 'XX' ? undefined : day;
  return [
    Number(year.replaceAll('X', digit)),
    inYear ?? fill,
    inMonth === undefined ? fill : Number(inMonth),
  ];
}

/** Says whether two points may be in this order. */
function inOrder(a: EdtfPoint, b: EdtfPoint): boolean {
  const last = bound(b, '9');
  for (const [index, part] of bound(a, '0').entries()) {
    if (part !== last[index]) return part < (last[index] ?? 0);
  }
  return true;
}

/** Reads EDTF of level 0 or 1; undefined when the text is anything else. */
export function parseEdtf(text: string): Edtf | undefined {
  const parts = text.trim().split('/');
  if (parts.length > 2) return undefined;
  const ends = parts.map((part): EdtfEnd | undefined => {
    if (parts.length === 2 && part === '') return 'unknown';
    return parts.length === 2 && part === '..' ? 'open' : parsePoint(part);
  });
  const [start, end] = ends;
  if (start === undefined) return undefined;
  if (parts.length === 1) return { start };
  if (end === undefined) return undefined;
  if (typeof start === 'string' && typeof end === 'string') return undefined;
  if (typeof start !== 'string' && typeof end !== 'string' && !inOrder(start, end)) {
    return undefined;
  }
  return { start, end };
}

function pointText({ year, month, day, uncertain, approximate }: EdtfPoint): string {
  const long = year.replace('-', '').length > 4 ? `Y${year}` : year;
  const sign = uncertain && approximate ? '%' : uncertain ? '?' : approximate ? '~' : '';
  return [long, month, day].filter((part) => part !== undefined).join('-') + sign;
}

function endText(end: EdtfEnd): string {
  if (end === 'unknown') return '';
  return end === 'open' ? '..' : pointText(end);
}

/** EDTF as the standard writes it. */
export function formatEdtf({ start, end }: Edtf): string {
  return end === undefined ? endText(start) : `${endText(start)}/${endText(end)}`;
}

/** A year of EDTF as CSL counts: there is no year 0. */
function cslYear(year: number): number {
  return year <= 0 ? year - 1 : year;
}

function edtfYear(year: number): string {
  const astronomical = year < 0 ? year + 1 : year;
  const digits = String(Math.abs(astronomical)).padStart(4, '0');
  return astronomical < 0 ? `-${digits}` : digits;
}

/** What is known of a point as [year, month, day]; `fill` stands in for the unknown digits. */
function partsOf({ year, month, day }: EdtfPoint, fill: '0' | '9'): number[] {
  const parts = [cslYear(Number(year.replaceAll('X', fill)))];
  if (month === undefined || month === 'XX' || Number(month) > 20) return parts;
  parts.push(Number(month));
  if (day !== undefined && day !== 'XX') parts.push(Number(day));
  return parts;
}

/**
 * EDTF as a date of CSL-JSON. What CSL has no field for (which sign, unknown digits, open ends) is
 * kept in `edtf` beside the nearest that it can say. Undefined when the text is no EDTF.
 */
export function edtfToCsl(text: string): CslDate | undefined {
  const edtf = parseEdtf(text);
  if (edtf === undefined) return undefined;
  const { start, end } = edtf;
  const points = [start, end].filter((point): point is EdtfPoint => typeof point === 'object');
  const first = points[0];
  if (first === undefined) return undefined;
  const last = points[1] ?? (first.year.includes('X') && end === undefined ? first : undefined);
  const season = points.length === 1 && end === undefined ? Number(first.month) - 20 : 0;
  const date: CslDate = {
    'date-parts': [partsOf(first, '0'), ...(last === undefined ? [] : [partsOf(last, '9')])],
    ...(season >= 1 ? { season } : {}),
    ...(points.some((point) => point.uncertain || point.approximate) ? { circa: true } : {}),
  };
  const written = formatEdtf(edtf);
  return cslToEdtf(date) === written ? date : { ...date, edtf: written };
}

/** A date of CSL-JSON as EDTF; empty when it is not known, or only in words. */
export function cslToEdtf(date: CslDate): string {
  if (date.edtf !== undefined) {
    const edtf = parseEdtf(date.edtf);
    if (edtf !== undefined) return formatEdtf(edtf);
  }
  const points = (date['date-parts'] ?? []).map(([year = 1, month, day]): EdtfPoint => {
    const inYear = month ?? (date.season === undefined ? undefined : 20 + date.season);
    return {
      year: edtfYear(year),
      ...(inYear === undefined ? {} : { month: String(inYear).padStart(2, '0') }),
      ...(day === undefined ? {} : { day: String(day).padStart(2, '0') }),
      uncertain: false,
      approximate: date.circa === true,
    };
  });
  const [start, end] = points;
  if (start === undefined) return '';
  return formatEdtf(end === undefined ? { start } : { start, end });
}
