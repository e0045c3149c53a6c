/** How exports of notes and reading lists are known, apart from their readers and those' libraries. */
import { parseCsv } from './csv.ts';

const POCKET = ['title', 'url', 'time_added'];
const INSTAPAPER = ['url', 'title', 'selection', 'folder'];

/** The names of columns in the first line of a table, in small letters. */
export function columnsOf(line: readonly string[]): string[] {
  return line.map((cell) => cell.trim().toLowerCase());
}

function hasColumns(columns: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((name) => columns.includes(name));
}

/** Says whether the first line of a table is that of a reading list. */
export function isReadingList(line: readonly string[]): boolean {
  const columns = columnsOf(line);
  return hasColumns(columns, POCKET) || hasColumns(columns, INSTAPAPER);
}

/** Says by its beginning whether a file is an export of Evernote. */
export function looksLikeEnex(bytes: Uint8Array): boolean {
  return /<en-export[\s>]/.test(new TextDecoder('utf-8').decode(bytes.subarray(0, 2048)));
}

/** Says whether a page is a reading list that Pocket or Instapaper exported. */
export function looksLikeReadingList(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 1024));
  return /<title>\s*(?:Pocket Export|Instapaper: Export)\s*<\/title>/i.test(head);
}

/** Says by its first line whether a file is a reading list. */
export function looksLikeListTable(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 512));
  return isReadingList(parseCsv(head.split('\n')[0] ?? '').rows[0] ?? []);
}
