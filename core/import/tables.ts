/** Files of comma-separated values: a reading list becomes records, any other is a table. */
import type { Block } from '../../shared/document.ts';
import { parseCsv } from './csv.ts';
import { decodeText, foundEncoding } from './decode.ts';
import {
  finishSource,
  nameInSentence,
  type ReadOptions,
  type ReadRequest,
  type ReadSource,
} from './reader.ts';
import { isReadingList } from './list-looks.ts';
import { pagesOfRows, sourcesOfPages } from './reading-list.ts';
import { cleanText, tidyBlocks } from './tidy.ts';

/** The rows as one table, its first row as the head. Cells are text, whatever they begin with. */
function tableOf(rows: readonly string[][]): Block[] {
  return tidyBlocks([
    {
      type: 'table',
      rows: rows.map((row, at) => ({
        cells: row.map((cell) => ({ header: at === 0, runs: [{ text: cleanText(cell) }] })),
      })),
    },
  ]);
}

/** Reads comma-separated values. Throws `not-text` and `empty`. */
export function readTable(request: ReadRequest, options: ReadOptions = {}): ReadSource[] {
  const decoded = decodeText(request, options);
  const { rows, cut } = parseCsv(decoded.text);
  const warnings = [...decoded.warnings];
  if (cut) {
    warnings.push(
      `${nameInSentence(request.name)} has more cells than are read; the rest was left out. Split it and add the parts.`,
    );
  }
  if (isReadingList(rows[0] ?? [])) {
    return sourcesOfPages(request, pagesOfRows(rows), 'text/csv', warnings);
  }
  return [
    finishSource(request, {
      blocks: tableOf(rows),
      csl: { type: 'dataset' },
      mediaType: 'text/csv',
      warnings,
      encoding: foundEncoding(decoded),
    }),
  ];
}
