/** Dropping things on a library in tests: uploads with paths, and waiting for what becomes of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import type { CallInput } from '../../shared/contract.ts';
import type { ImportItem, ImportSession, ImportState } from '../../shared/imports.ts';
import type { Door } from './open.ts';

/** Files of a drop by their paths. */
export type Drop = Readonly<Record<string, string | Uint8Array>>;

/** A file of tests/fixtures/import. */
export function fixture(path: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, '../fixtures/import', path));
}

/** Drops files and begins their import. */
export async function drop(
  door: Door,
  files: Drop,
  args: Omit<CallInput<'imports.start'>, 'uploads'> = {},
): Promise<string> {
  const uploads = [];
  for (const [path, bytes] of Object.entries(files)) {
    const name = path.split(/[\\/]/).findLast((part) => part !== '') ?? 'file';
    uploads.push({ id: await door.upload(name, bytes), path });
  }
  return (await door.call('imports.start', { ...args, uploads })).id;
}

/** Waits until a session is in one of the states; ended ones end the waiting too. */
export async function until(
  door: Door,
  id: string,
  ...states: ImportState[]
): Promise<ImportSession> {
  for (;;) {
    const session = await door.call('imports.get', { id });
    if (states.includes(session.state)) return session;
    if (session.state === 'done' || session.state === 'cancelled') {
      throw new Error(`The import is ${session.state}, not ${states.join(' or ')}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until a session is as `is` says. */
export async function when(
  door: Door,
  id: string,
  is: (session: ImportSession) => boolean,
): Promise<ImportSession> {
  for (;;) {
    const session = await door.call('imports.get', { id });
    if (is(session)) return session;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** All items of a session, by their paths in the drop. */
export async function itemsOf(door: Door, id: string): Promise<ImportItem[]> {
  return door.call('imports.items', { id, limit: 1000 });
}

/** Drops files, waits until they were read, and gives the items. */
export async function preview(
  door: Door,
  files: Drop,
  args?: Omit<CallInput<'imports.start'>, 'uploads'>,
): Promise<{ id: string; items: ImportItem[] }> {
  const id = await drop(door, files, args);
  await until(door, id, 'ready');
  return { id, items: await itemsOf(door, id) };
}

/** Adds all that is left of a session and gives the report. */
export async function addAll(
  door: Door,
  id: string,
  args: Omit<CallInput<'imports.add'>, 'id'> = {},
) {
  await door.call('imports.add', { ...args, id });
  await until(door, id, 'done');
  return door.call('imports.report', { id });
}

/** A zip archive of the files given, deflated. */
export function zipOf(files: Drop): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const name = Buffer.from(path);
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
        head.subarray(0, 26),
        rest,
        name,
      ]),
    );
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, directory, end]));
}

/** A grey PNG of so many pixels, different for every seed. */
export function pngOf(width: number, height: number, seed = 0): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  const rows = Buffer.alloc((width + 1) * height, 0).map((_, at) =>
    at % (width + 1) === 0 ? 0 : (at * 7 + seed) % 256,
  );
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

const WORDS =
  'archive letter minister border winter witness report river soldier market village engine harbour paper council record signal garden window station morning quarter bridge family doctor teacher summer history language question answer measure account'.split(
    ' ',
  );

/** An article of so many words that no other seed gives; paragraphs of about 60 words. */
export function article(seed: number, words = 300): string {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const parts: string[] = [];
  for (let index = 0; index < words; index += 1) {
    parts.push(`${WORDS[next(WORDS.length)] ?? ''}${next(40)}`);
    if (index % 60 === 59) parts.push('.\n\n');
  }
  return parts.join(' ').replaceAll(' .\n\n ', '.\n\n');
}
