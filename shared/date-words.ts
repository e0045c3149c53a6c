/** EDTF in words: short ones for lines and tables, whole ones for a form. */
import { parseEdtf, type EdtfEnd, type EdtfPoint } from './edtf.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter'];

function yearWords(year: string): string {
  if (year.endsWith('XX')) return `${year.slice(0, -2)}00–${year.slice(0, -2)}99`;
  if (year.endsWith('X')) return `${year.slice(0, -1)}0s`;
  const number = Number(year);
  if (number <= 0) return `${1 - number} BC`;
  return number < 1000 ? `AD ${number}` : year;
}

function seasonOf(month: string | undefined): string | undefined {
  return month === undefined ? undefined : SEASONS[Number(month) - 21];
}

/** "2024-12-24", "Spring 2020", "c. 1920?". */
function shortPoint({ year, month, day, uncertain, approximate }: EdtfPoint): string {
  const season = seasonOf(month);
  const known = [month, day].filter((part) => part !== undefined && part !== 'XX');
  const plain =
    season === undefined
      ? [known.length > 0 && Number(year) > 0 ? year : yearWords(year), ...known].join('-')
      : `${season} ${yearWords(year)}`;
  return `${approximate ? 'c. ' : ''}${plain}${uncertain ? '?' : ''}`;
}

/** EDTF as a line of facts has it: "2024-12-24", "c. 1920", "Spring 2020", "2019–2021". */
export function edtfText(edtf: string): string {
  const parsed = parseEdtf(edtf);
  if (parsed === undefined) return edtf;
  const { start, end } = parsed;
  const text = (point: EdtfEnd) => (typeof point === 'string' ? '?' : shortPoint(point));
  if (end === undefined) return text(start);
  if (end === 'open') return `since ${text(start)}`;
  if (start === 'open') return `until ${text(end)}`;
  const [from, to] = [text(start), text(end)];
  return /^[\d?]*$/.test(from + to) ? `${from}–${to}` : `${from} – ${to}`;
}

/** "24 December 2024", "the 1920s", "some day in December 2024". */
function longPoint({ year, month, day }: EdtfPoint): string {
  const season = seasonOf(month);
  const inYear = year.includes('X') ? `some year in ${yearWords(year)}` : yearWords(year);
  if (month === undefined)
    return year.endsWith('XX') || !year.endsWith('X') ? inYear : inYear.replace('in ', 'in the ');
  if (month === 'XX')
    return day === undefined ? `some month of ${inYear}` : `some day of ${inYear}`;
  if (season !== undefined) return `${season.toLowerCase()} ${inYear}`;
  const name = `${MONTHS[Number(month) - 1] ?? month} ${inYear}`;
  if (day === undefined) return name;
  return day === 'XX' ? `some day in ${name}` : `${Number(day)} ${name}`;
}

function withDoubt(point: EdtfPoint): string {
  const doubts = [
    ...(point.approximate ? ['approximate'] : []),
    ...(point.uncertain ? ['uncertain'] : []),
  ];
  const text = longPoint(point);
  return doubts.length === 0 ? text : `${text} (${doubts.join(' and ')})`;
}

/** What a date in EDTF means, in whole words; empty when it is not EDTF. */
export function edtfWords(edtf: string): string {
  const parsed = parseEdtf(edtf);
  if (parsed === undefined) return '';
  const { start, end } = parsed;
  if (typeof start === 'string') {
    if (end === undefined || typeof end === 'string') return '';
    return start === 'open'
      ? `until ${withDoubt(end)}`
      : `from an unknown date to ${withDoubt(end)}`;
  }
  if (end === undefined) return withDoubt(start);
  if (end === 'open') return `from ${withDoubt(start)} on`;
  if (end === 'unknown') return `from ${withDoubt(start)} to an unknown date`;
  return `from ${withDoubt(start)} to ${withDoubt(end)}`;
}
