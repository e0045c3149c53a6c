/**
 * Writes zip archives (APPNOTE 6.3.3). Entries are stored as they are (pictures have their own
 * compression), but for those that come deflated already.
 */

export interface ZipEntry {
  /** Folders and name, parted by `/`. */
  path: string;
  bytes: Uint8Array;
  /** The same bytes as a raw DEFLATE stream (RFC 1951), to be kept in their place. */
  deflated?: Uint8Array | undefined;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let crc = value;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Numbers one after the other, little-endian, each with its size in bytes. */
function packed(...fields: ReadonlyArray<readonly [size: 2 | 4, value: number]>): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

const VERSION = 20;
/** Names are in UTF-8. */
const FLAGS = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980, the first day that a zip knows: the same entries always give the same bytes. */
const DATE = 0x21;

/** The bytes of an archive that holds the entries. Below 4 GB in all, and below 65,536 entries. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes, deflated } of entries) {
    const packedBytes = deflated ?? bytes;
    const name = new TextEncoder().encode(path);
    const head = [
      [2, VERSION],
      [2, FLAGS],
      [2, deflated === undefined ? STORED : DEFLATED],
      [2, 0],
      [2, DATE],
      [4, crc32(bytes)],
      [4, packedBytes.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    ] as const;
    const local = packed([4, 0x04034b50], ...head);
    parts.push(local, name, packedBytes);
    const rest = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ] as const;
    directory.push(packed([4, 0x02014b50], [2, VERSION], ...head, ...rest), name);
    offset += local.length + name.length + packedBytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = entries.length;
  const end = packed(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, 0],
  );
  const all = [...parts, ...directory, end];
  const archive = new Uint8Array(offset + size + end.length);
  let at = 0;
  for (const part of all) {
    archive.set(part, at);
    at += part.length;
  }
  return archive;
}
