/**
 * The words of a library in a file beside it, so that a start has them at hand instead of reading the
 * whole index again. Derived from the index, which it names by its mark: it may be thrown away, and
 * what is in it may be a little older than the library.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { LanguageCount } from '../store/search-terms.ts';
import type { PackedTerms } from './terms.ts';

/** The words of a library, and the languages of its sources, the commonest first. */
export interface LibraryWords {
  /** What the index was like when they were read; see `indexMark`. */
  mark: string;
  terms: PackedTerms;
  languages: readonly LanguageCount[];
}

/**
 * The file: a line of JSON, padded with spaces to a multiple of four bytes; three rows of 32-bit
 * numbers in the machine's order; the words; and the CRC-32 of all before it.
 */
interface Head {
  format: typeof FORMAT;
  mark: string;
  words: number;
  bytes: number;
  alphabets: Array<[script: string, letters: readonly string[]]>;
  languages: readonly LanguageCount[];
}

const FORMAT = 'Casebook words 1';
const UNIT = Uint32Array.BYTES_PER_ELEMENT;

/** Writes words to a file, whole or not at all. */
export function writeWordsFile(file: string, { mark, terms, languages }: LibraryWords): void {
  const { bytes, starts, documents, times, alphabets } = terms;
  const head: Head = {
    format: FORMAT,
    mark,
    words: documents.length,
    bytes: bytes.length,
    alphabets: [...alphabets],
    languages,
  };
  const json = Buffer.from(JSON.stringify(head));
  const padding = Buffer.alloc(UNIT - ((json.length + 1) % UNIT), ' ');
  const parts = [json, padding, Buffer.from('\n'), ...[starts, documents, times, bytes].map(raw)];
  const sum = Buffer.alloc(UNIT);
  sum.writeUInt32LE(parts.reduce((before, part) => crc32(part, before), 0));
  const temporary = `${file}.part`;
  try {
    writeFileSync(temporary, Buffer.concat([...parts, sum]));
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function raw({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Reads the words of a file; undefined when there are none, or not whole ones. */
export function readWordsFile(file: string): LibraryWords | undefined {
  try {
    return unpack(readFileSync(file));
  } catch {
    // Missing, cut off or of another program: the index has the words, and the file is made anew.
    return undefined;
  }
}

function unpack(content: Buffer): LibraryWords | undefined {
  const end = content.length - UNIT;
  if (end < 0 || crc32(content.subarray(0, end)) !== content.readUInt32LE(end)) return undefined;
  const line = content.indexOf('\n');
  const head = JSON.parse(content.toString('utf8', 0, line)) as Head;
  if (head.format !== FORMAT) return undefined;
  // A buffer of its own, in which rows of numbers may begin at any multiple of four.
  const { buffer } = content.byteOffset === 0 ? content : new Uint8Array(content);
  let at = line + 1;
  const numbers = (count: number) => {
    const row = new Uint32Array(buffer as ArrayBuffer, at, count);
    at += count * UNIT;
    return row;
  };
  const [starts, documents, times] = [
    numbers(head.words + 1),
    numbers(head.words),
    numbers(head.words),
  ];
  const bytes = new Uint8Array(buffer as ArrayBuffer, at, head.bytes);
  const terms = { bytes, starts, documents, times, alphabets: new Map(head.alphabets) };
  return { mark: head.mark, terms, languages: head.languages };
}
