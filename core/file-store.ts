import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { createReadStream } from 'node:fs';
import { copyFile, link, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder, writeDurably } from './durable-file.ts';

/** Where a file of the library lies: files/ab/abcdef... by its SHA-256. */
export function storedPath(filesFolder: string, sha256: string): string {
  return join(filesFolder, sha256.slice(0, 2), sha256);
}

/** SHA-256 of bytes or of a text in UTF-8, in hex. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a file's bytes, in hex, without holding it in memory. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Puts bytes into the library's files; the same content twice is kept once. */
export function storeBytes(filesFolder: string, bytes: Uint8Array): string {
  const sha256 = sha256Of(bytes);
  const path = storedPath(filesFolder, sha256);
  if (!existsSync(path)) writeDurably(path, bytes);
  return sha256;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Puts a file into the library's files and leaves it where it is too: the same bytes under two
 * names where the disk can do that, else a copy. Does nothing when the library has it.
 */
export async function keepFile(filesFolder: string, from: string, sha256: string): Promise<void> {
  const path = storedPath(filesFolder, sha256);
  if (existsSync(path)) return;
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  await flush(from);
  try {
    await link(from, path);
  } catch {
    // Not every file system has hard links; the copy gets its name when it is whole.
    const temporary = `${path}.${process.pid}.tmp`;
    await copyFile(from, temporary);
    await flush(temporary);
    await rename(temporary, path);
  }
  syncFolder(folder);
}

/** Moves a file that is on the same disk into the library's files. */
export function adoptFile(filesFolder: string, from: string, sha256: string): void {
  const path = storedPath(filesFolder, sha256);
  if (existsSync(path)) return;
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const handle = openSync(from, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(from, path);
  syncFolder(folder);
}
