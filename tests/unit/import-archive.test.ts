import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isArchive, MAX_INFLATED, openArchive } from '../../core/import/archive.ts';
import { Refusal } from '../../shared/result.ts';
import { zip, zipOf, type ZipEntry } from './zip-writer.ts';

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

function open(entries: ZipEntry[]) {
  return openArchive(zip(entries), 'a.zip');
}

function refusal(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('what is in an archive', () => {
  test('entries in order, folders left out, bytes on demand', () => {
    const archive = open([
      { name: 'b/', content: '' },
      { name: 'b/two.txt', content: 'two' },
      { name: 'one.txt', content: 'one', stored: true },
      { name: 'three.txt', content: 'three', descriptor: true },
    ]);
    expect(archive.entries).toEqual([
      { path: 'b/two.txt', bytes: 3 },
      { path: 'one.txt', bytes: 3 },
      { path: 'three.txt', bytes: 5 },
    ]);
    expect(archive.entries.map(({ path }) => text(archive.read(path)))).toEqual([
      'two',
      'one',
      'three',
    ]);
    expect(text(archive.read('B/Two.TXT'))).toBe('two');
    expect(archive.read('four.txt')).toBeUndefined();
    expect(archive.read('__proto__')).toBeUndefined();
    expect(archive.warnings).toEqual([]);
  });

  test.each([
    ['UTF-8 by its flag', Buffer.from('søk.txt'), 0x0800, 'søk.txt'],
    ['UTF-8 without a flag', Buffer.from('résumé.txt'), 0, 'résumé.txt'],
    ['code page 437', Uint8Array.of(0x72, 0x82, 0x73, 0x75, 0x6d, 0x82), 0, 'résumé'],
    ['separators of Windows', Buffer.from('a\\b.txt'), 0, 'a/b.txt'],
    ['dots and doubled separators', Buffer.from('./a//b.txt'), 0, 'a/b.txt'],
    ['control characters', Buffer.from('a\x07\nb.txt'), 0, 'a b.txt'],
  ])('names: %s', (_, name, flags, path) => {
    expect(open([{ name, flags, content: 'x' }]).entries[0]?.path).toBe(path);
  });

  test('the name that Info-ZIP adds counts when it belongs to the name', () => {
    const name = Uint8Array.of(0x81);
    const field = (crc: number) => {
      const path = Buffer.from('ж.txt');
      const head = Buffer.alloc(9);
      head.writeUInt16LE(0x7075, 0);
      head.writeUInt16LE(5 + path.length, 2);
      head[4] = 1;
      head.writeUInt32LE(crc >>> 0, 5);
      return Buffer.concat([head, path]);
    };
    expect(open([{ name, extra: field(crc32(name)) }]).entries[0]?.path).toBe('ж.txt');
    expect(open([{ name, extra: field(1) }]).entries[0]?.path).toBe('ü');
  });

  test('something before and after the archive does not matter', () => {
    const bytes = zip([{ name: 'a', content: 'x' }], {
      prefix: Buffer.from('#!/bin/sh\n'),
      comment: 'made by hand',
    });
    expect(text(openArchive(bytes, 'a.zip').read('a'))).toBe('x');
    const longer = Buffer.concat([zipOf({ a: 'x' }), Buffer.from('\r\n')]);
    expect(openArchive(longer, 'a.zip').entries).toHaveLength(1);
  });

  test('zip64 records are understood', () => {
    const plain = Buffer.from(zipOf({ a: 'x' }));
    const end = plain.length - 22;
    const size = plain.readUInt32LE(end + 12);
    const offset = plain.readUInt32LE(end + 16);
    const wide = Buffer.alloc(56);
    wide.writeUInt32LE(0x06064b50, 0);
    wide.writeBigUInt64LE(44n, 4);
    wide.writeBigUInt64LE(1n, 24);
    wide.writeBigUInt64LE(1n, 32);
    wide.writeBigUInt64LE(BigInt(size), 40);
    wide.writeBigUInt64LE(BigInt(offset), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(BigInt(end), 8);
    locator.writeUInt32LE(1, 16);
    const last = Buffer.from(plain.subarray(end));
    last.fill(0xff, 8, 20);
    const bytes = Buffer.concat([plain.subarray(0, end), wide, locator, last]);
    expect(text(openArchive(bytes, 'a.zip').read('a'))).toBe('x');
  });

  test('is told by its first bytes', () => {
    expect(isArchive(zipOf({ a: 'x' }))).toBe(true);
    expect(isArchive(zipOf({}))).toBe(true);
    expect(isArchive(Buffer.from('PK is a name'))).toBe(false);
  });
});

describe('what is left out, with a warning', () => {
  const bad: Array<[what: string, entry: ZipEntry, warning: RegExp]> = [
    ['a path to the folder above', { name: '../../etc/passwd' }, /leads out/],
    ['such a path further in', { name: 'a/../../b.txt' }, /leads out/],
    ['such a path of Windows', { name: 'a\\..\\..\\b.txt' }, /leads out/],
    ['an absolute path', { name: '/etc/passwd' }, /leads out/],
    ['a drive', { name: 'C:\\Windows\\win.ini' }, /leads out/],
    ['a network share', { name: '\\\\host\\share\\a.txt' }, /leads out/],
    ['a NUL', { name: 'a.txt\0.exe' }, /leads out/],
    ['a path without end', { name: 'a/'.repeat(600) + 'b' }, /leads out/],
    ['a link', { name: 'link', content: '/etc/passwd', mode: 0o120777 }, /only a link/],
    ['an encrypted entry', { name: 'secret.txt', content: 'x', flags: 1 }, /password/],
    ['an unknown packing', { name: 'b.txt', content: 'x', method: 14 }, /packed in a way/],
    ['a second entry of a name', { name: 'good.txt', content: 'other' }, /there twice/],
  ];
  test.each(bad)('%s', (_, entry, warning) => {
    const archive = open([{ name: 'good.txt', content: 'good' }, entry]);
    expect(archive.entries.map(({ path }) => path)).toEqual(['good.txt']);
    expect(archive.warnings).toEqual([expect.stringMatching(warning)]);
    expect(text(archive.read('good.txt'))).toBe('good');
  });

  test('warnings don’t pile up', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ name: `../${index}` }));
    const { warnings } = open(many);
    expect(warnings).toHaveLength(21);
    expect(warnings.at(-1)).toBe('80 more in “a.zip” were left out.');
  });
});

describe('what is refused, with a sentence', () => {
  const good = Buffer.from(zipOf({ 'a.txt': 'some text' }));
  const changed = (change: (bytes: Buffer) => void): Buffer => {
    const copy = Buffer.from(good);
    change(copy);
    return copy;
  };
  const directory = good.readUInt32LE(good.length - 6);
  const cases: Array<[what: string, bytes: Uint8Array, message: RegExp]> = [
    ['an empty file', new Uint8Array(), /its end is missing/],
    ['no archive', Buffer.from('just text, '.repeat(1000)), /its end is missing/],
    ['NULs', new Uint8Array(100_000), /its end is missing/],
    ['half an archive', good.subarray(0, good.length / 2), /its end is missing/],
    ['the end alone', good.subarray(good.length - 22), /directory lies outside/],
    [
      'a directory of another size',
      changed((bytes) => bytes.writeUInt32LE(0xfffffff0, bytes.length - 10)),
      /directory lies outside/,
    ],
    [
      'more records than there are',
      changed((bytes) => bytes.writeUInt16LE(7, bytes.length - 12)),
      /directory is cut off/,
    ],
    [
      'a name that ends outside',
      changed((bytes) => bytes.writeUInt16LE(0xffff, directory + 28)),
      /directory is cut off/,
    ],
    [
      'an entry that lies elsewhere',
      changed((bytes) => bytes.writeUInt32LE(0x7fffffff, directory + 42)),
      /can’t be found/,
    ],
    [
      'an entry longer than the file',
      changed((bytes) => bytes.writeUInt32LE(0x7fffffff, directory + 20)),
      /is cut off/,
    ],
    [
      'one part of several',
      changed((bytes) => bytes.writeUInt16LE(3, bytes.length - 18)),
      /one part of an archive in several/,
    ],
    ['a password', zip([{ name: 'a', content: 'x', flags: 1 }]), /protected with a password/],
    [
      'too many entries',
      zip(Array.from({ length: 5001 }, (_, index) => ({ name: `${index}`, stored: true }))),
      /holds 5001 files; up to 5000/,
    ],
    [
      'entries that share bytes',
      zip([
        { name: 'a', content: 'x' },
        { name: 'b', content: 'x', sharesWith: 0 },
      ]),
      /share the same bytes/,
    ],
  ];
  test.each(cases)('%s', (_, bytes, message) => {
    const { message: said } = refusal(() => openArchive(bytes, 'folder/a.zip'));
    expect(said).toMatch(message);
    expect(said).toMatch(/^“a\.zip” .*\. [A-Z].*\.$/);
  });

  test('an entry that is not what it is told to be', () => {
    const archive = open([{ name: 'a', content: 'x', crc: 5 }]);
    expect(refusal(() => archive.read('a')).message).toMatch(/“a” in “a.zip” is damaged/);
    const bent = changed((bytes) => bytes.fill(0xff, 36, 40));
    expect(refusal(() => openArchive(bent, 'a.zip').read('a.txt')).code).toBe('reader-failed');
  });

  test('an entry that unpacks to more than a hundred times its size, whatever it tells', () => {
    const content = new Uint8Array(20 * 1024 * 1024);
    const archive = open([{ name: 'zeros', content, told: 10 }]);
    expect(refusal(() => archive.read('zeros'))).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/more than 100 times/) as unknown,
    });
    expect(open([{ name: 'a', content: ' '.repeat(500_000) }]).read('a')).toHaveLength(500_000);
  });

  test('entries that unpack to more than 200 MB together', () => {
    // Text that packs a little less than a hundred to one.
    const noise = Buffer.from(
      Array.from({ length: 60_000 / 32 }, (_, index) => hash('sha256', `${index}`)).join(''),
      'hex',
    );
    const content = Buffer.concat([noise, new Uint8Array(5_000_000)]);
    const count = Math.floor(MAX_INFLATED / content.length) + 1;
    const archive = open(
      Array.from({ length: count }, (_, index) => ({ name: `${index}`, content })),
    );
    const read = archive.entries.slice(0, -1).map(({ path }) => archive.read(path)?.length);
    expect(new Set(read)).toEqual(new Set([content.length]));
    expect(archive.read('0')).toHaveLength(content.length);
    expect(refusal(() => archive.read(`${count - 1}`)).message).toMatch(/more than 200 MB/);
  });
});

test('damage anywhere ends in entries or a refusal', () => {
  const good = zip([
    { name: 'a/one.txt', content: 'one '.repeat(50) },
    { name: 'two.txt', content: 'two', stored: true },
    { name: 'three.txt', content: 'three', descriptor: true },
  ]);
  const edits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 });
  fc.assert(
    fc.property(edits, fc.nat(good.length), (changes, length) => {
      const bytes = Uint8Array.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      try {
        const archive = openArchive(
          bytes.subarray(0, length < 40 ? length : bytes.length),
          'a.zip',
        );
        for (const { path } of archive.entries) archive.read(path);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 500 },
  );
});
