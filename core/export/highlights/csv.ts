/** Highlights as a table: CSV as RFC 4180 says it, in UTF-8 with the mark that Excel looks for. */
import { dateText, nameText } from '../../../shared/csl.ts';
import { isPlaced } from '../../../shared/segments.ts';
import type { HighlightSet, SetHighlight } from './highlight-set.ts';

type Column = readonly [title: string, cellOf: (highlight: SetHighlight) => string];

const COLUMNS: readonly Column[] = [
  ['Quotation', ({ highlight }) => highlight.passages.map(({ exact }) => exact).join(' … ')],
  ['Comment', ({ highlight }) => highlight.annotation.text],
  ['Label', ({ label }) => label],
  ['Tags', ({ highlight }) => highlight.tags.join('; ')],
  ['Source', ({ source }) => source.title],
  ['Authors', ({ source }) => (source.csl.author ?? []).map(nameText).join('; ')],
  ['Date', ({ source }) => dateText(source.csl.issued)],
  ['Paragraph', ({ highlight }) => String(highlight.passages.find(isPlaced)?.paragraph ?? '')],
  ['Highlighted by', ({ highlight }) => highlight.author],
  ['Created', ({ highlight }) => highlight.createdAt],
  ['Changed', ({ highlight }) => highlight.updatedAt],
  ['Address', ({ source }) => source.csl.URL ?? ''],
  ['Source id', ({ source }) => source.id],
  ['Highlight id', ({ highlight }) => highlight.id],
];

/**
 * A cell, quoted where it has to be. Spreadsheets take a cell for a formula by its first character:
 * an apostrophe before it has them take it for text
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A .csv file with a row for each highlight, in the order of the sources and of their texts. */
export function writeHighlightsCsv({ highlights }: HighlightSet): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...highlights.map((one) => COLUMNS.map(([, cellOf]) => cellOf(one))),
  ];
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
