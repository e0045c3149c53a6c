/**
 * Tar archives (POSIX.1-1988 ustar), written and read as they stream: a library in one file may be
 * larger than memory and than what a zip without extensions holds. `tar` opens them everywhere.
 */
import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Refusal } from '../../shared/result.ts';

const BLOCK = 512;
const CHUNK = 1024 * 1024;
/** Largest entry: eleven octal digits. */
const MOST_BYTES = 8 ** 11 - 1;

function field(text: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write(text, 'latin1');
  return bytes;
}

function checksumOf(header: Buffer): number {
  // The checksum's own field counts as blanks.
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

function headerOf(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100 || size > MOST_BYTES) {
    throw new Refusal('too-large', `“${path}” is too large for a library in one file.`);
  }
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  const header = Buffer.concat([
    field(path, 100),
    field(octal(0o644, 7), 8),
    field(octal(0, 7), 8),
    field(octal(0, 7), 8),
    field(octal(size, 11), 12),
    field(octal(0, 11), 12),
    field('        ', 8),
    field('0', 1),
    field('', 100),
    field('ustar\u000000', 8),
    Buffer.alloc(247),
  ]);
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** What is put into an archive: a file of the disk, or bytes. */
export type TarSource = { path: string; file: string } | { path: string; bytes: Uint8Array };

async function writeAll(to: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await to.write(bytes, at)).bytesWritten;
}

/** Copies a file's bytes to where the other handle stands, and has them hashed on the way. */
async function copyInto(from: FileHandle, to: FileHandle, size: number, hash: Hash): Promise<void> {
  const chunk = Buffer.alloc(CHUNK);
  let left = size;
  while (left > 0) {
    const { bytesRead } = await from.read(chunk, 0, Math.min(CHUNK, left));
    if (bytesRead === 0) throw new Refusal('disk', 'A file ended before all of it was read.');
    const bytes = chunk.subarray(0, bytesRead);
    hash.update(bytes);
    await writeAll(to, bytes);
    left -= bytesRead;
  }
}

const padding = (size: number) => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** Appends an entry to an archive that is being written; gives the SHA-256 of its bytes. */
export async function appendEntry(archive: FileHandle, source: TarSource): Promise<string> {
  const hash = createHash('sha256');
  if ('bytes' in source) {
    const { bytes } = source;
    await writeAll(archive, headerOf(source.path, bytes.length));
    hash.update(bytes);
    await writeAll(archive, bytes);
    await writeAll(archive, padding(bytes.length));
    return hash.digest('hex');
  }
  const from = await open(source.file, 'r');
  try {
    const { size } = await from.stat();
    await writeAll(archive, headerOf(source.path, size));
    await copyInto(from, archive, size, hash);
    await writeAll(archive, padding(size));
  } finally {
    await from.close();
  }
  return hash.digest('hex');
}

/** Ends an archive and has the disk take it. */
export async function endArchive(archive: FileHandle): Promise<void> {
  await writeAll(archive, Buffer.alloc(2 * BLOCK));
  await archive.sync();
}

/** An entry that is met while an archive is read. */
export interface TarEntry {
  path: string;
  size: number;
  /** Writes its bytes into a file; gives their SHA-256. */
  copyTo(file: string): Promise<string>;
  /** Its bytes. */
  read(): Promise<Buffer>;
}

function damaged(name: string, reason: string): Refusal {
  return new Refusal(
    'reader-failed',
    `“${name}” is no library in one file, or is damaged: ${reason}. Nothing was changed.`,
  );
}

/** What a zip archive begins with: a bundle is one. */
const ZIP = 'PK\u0003\u0004';

function notALibrary(name: string): Refusal {
  return new Refusal(
    'reader-failed',
    `“${name}” is no library in one file. If it is a bundle, it holds one case file: add it as you add sources, and it is merged. Nothing was changed.`,
  );
}

async function readFully(from: FileHandle, size: number, name: string): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await from.read(bytes, at, size - at);
    if (bytesRead === 0) throw damaged(name, 'it is cut off');
    at += bytesRead;
  }
  return bytes;
}

/** Reads an archive from its beginning to its end mark; only plain files, in the order they are in. */
export async function readEntries(
  path: string,
  name: string,
  meet: (entry: TarEntry) => Promise<void>,
): Promise<void> {
  const archive = await open(path, 'r');
  try {
    for (;;) {
      const header = await readFully(archive, BLOCK, name);
      if (header.every((byte) => byte === 0)) return;
      if (header.toString('latin1', 0, 4) === ZIP) throw notALibrary(name);
      const text = (at: number, length: number) =>
        header.toString('latin1', at, at + length).replace(/\0[^]*$/, '');
      const told = Number.parseInt(text(148, 8), 8);
      const size = Number.parseInt(text(124, 12), 8);
      if (told !== checksumOf(header) || !Number.isSafeInteger(size) || size < 0) {
        throw damaged(name, 'what stands in it is not what was written');
      }
      if (text(156, 1) !== '0') throw damaged(name, 'it holds something else than files');
      let isRead = false;
      await meet({
        path: text(0, 100),
        size,
        async copyTo(file) {
          isRead = true;
          const hash = createHash('sha256');
          const to = await open(file, 'wx');
          try {
            await copyInto(archive, to, size, hash).catch((error: unknown) => {
              throw error instanceof Refusal ? damaged(name, 'it is cut off') : error;
            });
            await to.sync();
          } finally {
            await to.close();
          }
          return hash.digest('hex');
        },
        async read() {
          isRead = true;
          return readFully(archive, size, name);
        },
      });
      if (!isRead) throw damaged(name, 'it holds something that no library has');
      await readFully(archive, padding(size).length, name);
    }
  } finally {
    await archive.close();
  }
}
