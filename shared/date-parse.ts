/** Dates as people and other programs write them, to EDTF; what has two readings is not read. */
import { formatEdtf, parseEdtf, type EdtfPoint } from './edtf.ts';
import { monthNumber, seasonNumber } from './month-names.ts';

/** Longest text that is taken for a date, in characters. */
const MAX_LENGTH = 80;

type Bare = Pick<EdtfPoint, 'year' | 'month' | 'day'>;

function two(number: number | string): string {
  return String(number).padStart(2, '0');
}

function fourDigits(year: string | number, bc = false): string {
  const number = bc ? 1 - Number(year) : Number(year);
  const digits = String(Math.abs(number)).padStart(4, '0');
  return number < 0 ? `-${digits}` : digits;
}

/** Patterns of one date in numbers, each with what it means. */
const NUMERIC: ReadonlyArray<readonly [RegExp, (...parts: string[]) => Bare | undefined]> = [
  [/^(\d{4})$/, (year) => ({ year: year ?? '' })],
  [/^(\d{4})[-/.](\d{1,2})$/, (year = '', month = '') => ({ year, month: two(month) })],
  [
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/,
    (year = '', month = '', day = '') => ({ year, month: two(month), day: two(day) }),
  ],
  [/^(\d{4})(\d\d)(\d\d)$/, (year = '', month = '', day = '') => ({ year, month, day })],
  [
    // With stops, the day comes first wherever dates are written so.
    /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/,
    (day = '', month = '', year = '') => ({ year, month: two(month), day: two(day) }),
  ],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
    (first = '', second = '', year = '') => {
      // 3/4/2024 is in March or in April, and nothing here tells which.
      if (Number(first) > 12) return { year, month: two(second), day: two(first) };
      if (Number(second) > 12) return { year, month: two(first), day: two(second) };
      return first === second ? { year, month: two(first), day: two(first) } : undefined;
    },
  ],
  [/^(\d{1,2})\/(\d{4})$/, (month = '', year = '') => ({ year, month: two(month) })],
];

/** A date with a month or a season by name: the words and numbers of it, in any usual order. */
function fromWords(text: string): Bare | undefined {
  const words = text
    .replace(/^\p{L}+day,?\s+/iu, '')
    .split(/[\s,]+|(?<=\d)(?=\p{L})|(?<=\p{L}{3})\.?-(?=\d)|(?<=\d)-(?=\p{L}{3})/u)
    .map((word) => word.replace(/^(?:of|the|de|del|г\.?)$/iu, ''))
    .filter((word) => word !== '' && !/^(?:st|nd|rd|th|er|\.)$/i.test(word));
  const numbers: string[] = [];
  let month: string | undefined;
  let season = false;
  for (const word of words) {
    const number = /^(\d{1,4})\.?$/.exec(word)?.[1];
    if (number !== undefined) {
      numbers.push(number);
      continue;
    }
    const named = monthNumber(word) ?? seasonNumber(word);
    if (named === undefined || month !== undefined) return undefined;
    month = two(named);
    season = named > 20;
  }
  const years = numbers.filter((number) => number.length === 4);
  const days = numbers.filter((number) => number.length <= 2);
  const [year] = years;
  if (year === undefined || years.length + days.length !== numbers.length) return undefined;
  if (month === undefined || years.length > 1 || days.length > (season ? 0 : 1)) return undefined;
  return { year, month, ...(days[0] === undefined ? {} : { day: two(days[0]) }) };
}

/** One date without any sign of doubt. */
function onePoint(text: string): Bare | undefined {
  const bc = /^(?:AD\s*)?(\d{1,4})\s*(BC|BCE|B\.C\.(?:E\.)?|AD|CE|A\.D\.)?$/i.exec(text);
  if (bc?.[1] !== undefined && (bc[2] !== undefined || /^AD/i.test(text))) {
    return { year: fourDigits(bc[1], /^b/i.test(bc[2] ?? '')) };
  }
  const decade = /^(?:the\s+)?(\d{3})0['’]?s$/i.exec(text)?.[1];
  if (decade !== undefined) return { year: `${decade}X` };
  const century = /^(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\s+(?:century|c\.)$/i.exec(text)?.[1];
  if (century !== undefined && Number(century) > 0) {
    return { year: `${two(Number(century) - 1)}XX` };
  }
  for (const [pattern, meaning] of NUMERIC) {
    const match = pattern.exec(text);
    if (match !== null) return meaning(...match.slice(1));
  }
  return fromWords(text);
}

/** One date with its signs of doubt taken off and kept: "c. 1920", "[1920?]". */
function doubtful(text: string): EdtfPoint | undefined {
  let rest = text.trim();
  let uncertain = false;
  let approximate = false;
  const inferred = /^\[(.*)\]$/.exec(rest)?.[1];
  if (inferred !== undefined) rest = inferred.trim();
  const about =
    /^(?:circa|cca\.?|ca\.?|c\.?|about|around|approx(?:\.|imately)?|um|vers|~|≈)\s*(?=\d|\p{L}{3})(.*)$/iu.exec(
      rest,
    )?.[1];
  if (about !== undefined) {
    approximate = true;
    rest = about;
  }
  const marked = /^(.*?)\s*(?:\((\?)\)|([?~%]))$/.exec(rest);
  if (marked !== null) {
    const sign = marked[2] ?? marked[3] ?? '';
    uncertain ||= sign !== '~';
    approximate ||= sign !== '?';
    rest = marked[1] ?? '';
  } else if (/^(?:probably|possibly|perhaps)\s/i.test(rest)) {
    uncertain = true;
    rest = rest.replace(/^\S+\s+/, '');
  }
  if (inferred !== undefined && !approximate) uncertain = true;
  const point = onePoint(rest.trim());
  return point === undefined ? undefined : { ...point, uncertain, approximate };
}

/** Gives the parts that a range names once to the end that lacks them: "12–15 May 2020". */
function shareParts(first: string, last: string): readonly [string, string] {
  const short = /^(\d{2})(\d{2})$/.exec(first);
  if (short?.[1] !== undefined && /^\d{2}$/.test(last)) return [first, `${short[1]}${last}`];
  if (/\d{4}/.test(first) && !/\d{4}/.test(last)) {
    // "2020 Jul-Aug", "2020 May 12-15": the year is named first.
    const year = /\d{4}/.exec(first)?.[0] ?? '';
    const month = /^\d{1,2}$/.test(last) ? (/\p{L}{3,}\.?/u.exec(first)?.[0] ?? '') : '';
    return [first, `${year} ${month} ${last}`];
  }
  if (/\d{4}/.test(first) || !/\d{4}/.test(last)) return [first, last];
  const [, beforeYear = '', year = ''] = /^(.*?)[\s,]*(\d{4})$/.exec(last) ?? [];
  const month = /\p{L}{3,}\.?/u.exec(beforeYear)?.[0] ?? '';
  const named = /\p{L}{3,}/u.test(first);
  return [
    `${first} ${named ? '' : month} ${year}`,
    named && /^\d{1,2}$/.test(beforeYear) ? `${first.replace(/\d+/g, '')} ${last}` : last,
  ];
}

function range(text: string): string | undefined {
  const until = /^(?:until|before|to|up to|bis|–|-)\s*(\S.*)$/i.exec(text)?.[1];
  const since =
    /^(?:since|after|from|ab|seit)\s+(\S.*?)(?:\s+(?:onwards?|on))?$/i.exec(text)?.[1] ??
    /^(.*\d)\s*(?:[-–—]\s*(?:present|today|now|heute)?|\s+onwards?)$/i.exec(text)?.[1];
  const between = /^(?:between|from)\s+(.+?)\s+(?:and|to|until|–|-)\s+(.+)$/i.exec(text);
  const pair = between ?? /^(.+?)\s*(?:\s-\s|[–—]|\s(?:to|bis)\s|-|\/)\s*(.+)$/.exec(text);
  if (between === null) {
    if (until !== undefined) {
      const end = doubtful(until);
      return end === undefined ? undefined : formatEdtf({ start: 'open', end });
    }
    if (since !== undefined) {
      const start = doubtful(since);
      return start === undefined ? undefined : formatEdtf({ start, end: 'open' });
    }
  }
  if (pair?.[1] === undefined || pair[2] === undefined) return undefined;
  const [from, to] = shareParts(pair[1].trim(), pair[2].trim());
  const [start, end] = [doubtful(from), doubtful(to)];
  return start === undefined || end === undefined ? undefined : formatEdtf({ start, end });
}

/**
 * The EDTF that a text says or means: "2024-12", "c. 1920", "Spring 2020", "24 December 2024",
 * "1914–18", "the 1920s". Undefined when it can't be told, as with 3/4/2024.
 */
export function edtfOfWords(text: string): string | undefined {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '' || line.length > MAX_LENGTH) return undefined;
  const exact = parseEdtf(line.replace(/(?<=\d)[xu](?=[xu]?(?:$|[-/?~%]))|(?<=\d[xu])[xu]/g, 'X'));
  if (exact !== undefined) return formatEdtf(exact);
  const point = doubtful(line);
  const written = point === undefined ? range(line) : formatEdtf({ start: point });
  if (written === undefined) return undefined;
  const checked = parseEdtf(written);
  if (checked !== undefined) return formatEdtf(checked);
  const other = point === undefined ? undefined : range(line);
  return other !== undefined && parseEdtf(other) !== undefined ? other : undefined;
}
