/**
 * Zip archives from strangers: what is in them, and each entry's bytes when they are asked for.
 *
 * Nothing is unpacked to the disk. Sizes are bounded while inflating (zlib stops at the limit),
 * whatever the headers tell; entries that could leave, hide or mislead are left out with a warning.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '../../shared/result.ts';
import { MAX_ENTRIES, readDirectory, type DirectoryRecord } from './archive-directory.ts';
import { decodeEntryName, safePath } from './archive-names.ts';
import { nameInSentence } from './reader.ts';

/** Most bytes that are inflated out of one archive: 200 MB. */
export const MAX_INFLATED = 200 * 1024 * 1024;

/** How many times its packed size an entry may have. */
export const MAX_RATIO = 100;

/** Entries up to this size may have any ratio: short files of blanks are no harm. */
const RATIO_FLOOR = 1024 * 1024;

/** Most warnings about single entries. */
const MAX_WARNINGS = 20;

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x0001;
const UTF8 = 0x0800;
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;

export interface ArchiveEntry {
  /** Folders and name, parted by `/`; never absolute, without `.` and `..`. */
  path: string;
  /** The size that the archive tells; only reading shows what it is. */
  bytes: number;
}

export interface Archive {
  /** The files that can be asked for, in the archive's order; folders are not listed. */
  entries: readonly ArchiveEntry[];
  /** Sentences on entries that were left out. */
  warnings: readonly string[];
  /**
   * The bytes of an entry, by its path (in another case if no entry has it exactly); undefined when
   * there is none. Throws a `Refusal`: `too-large` past a limit, `reader-failed` for a damaged one.
   */
  read: (path: string) => Uint8Array | undefined;
}

/** Says by their beginning whether bytes are a zip archive, or one in another guise (docx, epub). */
export function isArchive(bytes: Uint8Array): boolean {
  const [p, k, third, fourth] = bytes;
  if (p !== 0x50 || k !== 0x4b) return false;
  return (third === 3 && fourth === 4) || (third === 5 && fourth === 6);
}

/** Why an entry can't be read; undefined when it can. */
function objection(record: DirectoryRecord): string | undefined {
  if ((record.flags & ENCRYPTED) !== 0) return 'is protected with a password';
  if ((record.mode & FILE_TYPE) === SYMLINK) return 'is only a link to another file';
  if (record.method !== STORED && record.method !== DEFLATED) {
    return 'is packed in a way that can’t be read';
  }
  return undefined;
}

/** Throws when nothing can be read because of one password. */
function refuseLocked(name: string, records: readonly DirectoryRecord[]): void {
  const files = records.filter((record) => record.inflated > 0 || record.compressed > 0);
  if (files.length > 0 && files.every((record) => (record.flags & ENCRYPTED) !== 0)) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is protected with a password. Unpack it with the password and add the files.`,
    );
  }
}

/** How much may come out of an archive. */
export interface ArchiveLimits {
  /** Bytes, all entries together. */
  inflated: number;
  entries: number;
  /** How many times its packed size an entry may have. */
  ratio?: number;
}

const LIMITS: ArchiveLimits = { inflated: MAX_INFLATED, entries: MAX_ENTRIES };

function sizeLimit(record: DirectoryRecord, left: number, ratio: number): number {
  return Math.min(left, Math.max(RATIO_FLOOR, record.compressed * ratio));
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * Opens a zip archive. Throws a `Refusal` that names `name` when it is no archive, damaged, locked,
 * or made to do harm.
 */
export function openArchive(
  bytes: Uint8Array,
  name: string,
  limits: ArchiveLimits = LIMITS,
): Archive {
  const records = readDirectory(bytes, name, limits.entries);
  refuseLocked(name, records);
  const warnings: string[] = [];
  const entries: ArchiveEntry[] = [];
  const byPath = new Map<string, DirectoryRecord>();
  const byFolded = new Map<string, DirectoryRecord>();
  /** Sizes of the entries that were read, which count once. */
  const inflated = new Map<DirectoryRecord, number>();
  const { ratio = MAX_RATIO } = limits;
  let left = limits.inflated;
  let unsaid = 0;

  const leaveOut = (path: string, reason: string): void => {
    const short = path.length > 100 ? `${path.slice(0, 100).toWellFormed()}…` : path;
    if (warnings.length >= MAX_WARNINGS) unsaid += 1;
    else warnings.push(`“${short}” in ${nameInSentence(name)} ${reason} and was left out.`);
  };

  for (const record of records) {
    const told = decodeEntryName(record.name, (record.flags & UTF8) !== 0, record.unicodePath);
    if (/[\\/]$/.test(told)) continue;
    const path = safePath(told);
    if (path === undefined) {
      leaveOut(told.replace(/[^\P{C}]/gu, '�'), 'has a name that leads out of the archive');
      continue;
    }
    const reason = objection(record) ?? (byPath.has(path) ? 'is there twice' : undefined);
    if (reason !== undefined) {
      leaveOut(path, reason);
      continue;
    }
    byPath.set(path, record);
    if (!byFolded.has(path.toLowerCase())) byFolded.set(path.toLowerCase(), record);
    entries.push({ path, bytes: record.inflated });
  }
  if (unsaid > 0) warnings.push(`${unsaid} more in ${nameInSentence(name)} were left out.`);

  const tooLarge = (path: string, record: DirectoryRecord): Refusal => {
    const spent = sizeLimit(record, Infinity, ratio) > left;
    const reason = spent
      ? `unpacks to more than ${limits.inflated >> 20} MB, which is the most that is read`
      : `holds “${path}”, which unpacks to more than ${MAX_RATIO} times its size, as harmful archives do`;
    const remedy = spent ? 'Unpack it and add the files you need.' : 'Add the file itself.';
    return new Refusal('too-large', `${nameInSentence(name)} ${reason}. ${remedy}`);
  };
  const damaged = (path: string): Refusal =>
    new Refusal(
      'reader-failed',
      `“${path}” in ${nameInSentence(name)} is damaged and can’t be unpacked. Copy or download the archive again.`,
    );

  /** Inflates an entry up to its limit. */
  const inflate = (path: string, record: DirectoryRecord): Uint8Array => {
    const packed = bytes.subarray(record.start, record.end);
    const limit = sizeLimit(record, inflated.get(record) ?? left, ratio);
    if (record.method === STORED) {
      if (packed.length > limit) throw tooLarge(path, record);
      return packed;
    }
    if (left <= 0 && !inflated.has(record)) throw tooLarge(path, record);
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(limit, 1) });
    } catch (error) {
      throw hasCode(error, 'ERR_BUFFER_TOO_LARGE') ? tooLarge(path, record) : damaged(path);
    }
  };

  return {
    entries,
    warnings,
    read: (path) => {
      const record = byPath.get(path) ?? byFolded.get(path.toLowerCase());
      if (record === undefined) return undefined;
      const content = inflate(path, record);
      if (crc32(content) !== record.crc) throw damaged(path);
      if (!inflated.has(record)) left -= content.length;
      inflated.set(record, content.length);
      return content;
    },
  };
}
