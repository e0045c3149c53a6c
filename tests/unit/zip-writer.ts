/** Writes zip files for tests, honest ones and those that lie; nothing in the program writes any. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string | Uint8Array;
  content?: string | Uint8Array;
  /** Keeps the bytes as they are instead of packing them. */
  stored?: boolean;
  flags?: number;
  method?: number;
  /** Unix mode of the entry, which makes it one written by Unix. */
  mode?: number;
  crc?: number;
  /** The size that headers tell, when it is not the true one. */
  told?: number;
  extra?: Uint8Array;
  /** Writes sizes behind the data, and zeros before it. */
  descriptor?: boolean;
  /** Points to the local header of an earlier entry instead of writing one. */
  sharesWith?: number;
}

function bytesOf(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value;
}

function fields(...parts: ReadonlyArray<readonly [bytes: 2 | 4, value: number]>): Buffer {
  const buffer = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of parts) {
    if (size === 2) buffer.writeUInt16LE(value, at);
    else buffer.writeUInt32LE(value >>> 0, at);
    at += size;
  }
  return buffer;
}

/** The bytes of a zip file with these entries. */
export function zip(
  entries: readonly ZipEntry[],
  options: { prefix?: Uint8Array; comment?: string } = {},
): Buffer {
  const pieces: Uint8Array[] = [options.prefix ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  const headers: number[] = [];
  let at = 0;
  const push = (piece: Uint8Array): void => {
    pieces.push(piece);
    at += piece.length;
  };
  for (const entry of entries) {
    const name = bytesOf(entry.name);
    const content = bytesOf(entry.content ?? '');
    const method = entry.method ?? (entry.stored === true ? 0 : 8);
    const packed = entry.stored === true ? content : deflateRawSync(content);
    const crc = entry.crc ?? crc32(content);
    const size = entry.told ?? content.length;
    const flags = (entry.flags ?? 0) | (entry.descriptor === true ? 8 : 0);
    const extra = entry.extra ?? new Uint8Array();
    const sizes = [crc, packed.length, size].map((value) => [4, value] as const);
    const header = entry.sharesWith === undefined ? at : (headers[entry.sharesWith] ?? 0);
    headers.push(header);
    if (entry.sharesWith === undefined) {
      const before =
        entry.descriptor === true ? sizes.map(([width]) => [width, 0] as const) : sizes;
      push(fields([4, 0x04034b50], [2, 20], [2, flags], [2, method], [4, 0]));
      push(fields(...before, [2, name.length], [2, 0]));
      push(name);
      push(packed);
      if (entry.descriptor === true) push(fields([4, 0x08074b50], ...sizes));
    }
    const by = entry.mode === undefined ? 20 : 0x0300 | 20;
    directory.push(
      fields([4, 0x02014b50], [2, by], [2, 20], [2, flags], [2, method], [4, 0], ...sizes),
      fields([2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0]),
      fields([4, (entry.mode ?? 0) << 16], [4, header]),
      name,
      extra,
    );
  }
  const start = at;
  for (const piece of directory) push(piece);
  const comment = bytesOf(options.comment ?? '');
  push(fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length]));
  push(fields([4, at - start - 12], [4, start], [2, comment.length]));
  push(comment);
  return Buffer.concat(pieces);
}

/** A zip file of plain entries, by path. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return zip(Object.entries(files).map(([name, content]) => ({ name, content })));
}
