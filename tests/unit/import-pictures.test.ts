import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfDataUri, collectPictures, PICTURE_LIMITS } from '../../core/import/pictures.ts';
import { redRectangle, type Kind } from '../fixtures/export/pictures.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A PNG's head that claims a size, and nothing after it. */
function png(width: number, height: number, bytes = 100): Uint8Array {
  const content = new Uint8Array(bytes);
  content.set([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ]);
  const view = new DataView(content.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return content;
}

describe('what is kept', () => {
  test.each<[Kind, string, string]>([
    ['png', 'a/b/red.png', 'red.png'],
    ['jpeg', 'red.JPG?size=2', 'red.JPG'],
    ['gif', '', 'picture.gif'],
    ['webp', 'red', 'red.webp'],
    ['avif', 'C:\\x\\red.avif', 'red.avif'],
  ])('%s is known by its bytes', (kind, name, called) => {
    const pictures = collectPictures();
    const kept = pictures.add(redRectangle(kind), name);
    expect(kept).toMatchObject({ width: 40, height: 30 });
    expect(pictures.files).toEqual([
      {
        sha256: kept?.sha256,
        bytes: new Uint8Array(redRectangle(kind)),
        mediaType: `image/${kind}`,
        name: called,
      },
    ]);
    expect(pictures.warnings()).toEqual([]);
  });

  test('the same picture twice is one file', () => {
    const pictures = collectPictures();
    expect(pictures.add(redRectangle('png'), 'a.png')).toEqual(
      pictures.addDataUri(
        `data:text/plain;base64,${Buffer.from(redRectangle('png')).toString('base64')}`,
      ),
    );
    expect(pictures.files).toHaveLength(1);
  });

  test('what was kept does not carry the file around it', () => {
    const file = new Uint8Array(100_000);
    file.set(redRectangle('png'), 500);
    const pictures = collectPictures();
    pictures.add(file.subarray(500, 500 + redRectangle('png').length));
    expect(pictures.files[0]?.bytes.buffer.byteLength).toBeLessThan(1000);
  });
});

describe('what is left out', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>evil()</script></svg>';
  test.each<[string, Uint8Array, RegExp | undefined]>([
    ['a tracking pixel', png(1, 1), undefined],
    ['a spacer', png(1, 400), undefined],
    ['an SVG drawing', bytesOf(svg), /drawing in SVG/],
    [
      'an SVG drawing with a prolog',
      bytesOf(`<?xml version="1.0"?><!-- x -->${svg}`),
      /drawing in SVG/,
    ],
    ['text', bytesOf('hello'), /not PNG/],
    ['nothing', new Uint8Array(), /not PNG/],
    ['a picture cut off in its head', png(40, 30).subarray(0, 18), /damaged/],
    ['a picture of no size', png(0, 0), /damaged/],
    ['a side too long', png(100_000, 2), /too many pixels/],
    ['an area too large', png(30_000, 30_000), /too many pixels/],
    ['too many bytes', png(10, 10, PICTURE_LIMITS.bytes + 1), /more than 20 MB/],
  ])('%s', (_, bytes, warning) => {
    const pictures = collectPictures();
    expect(pictures.add(bytes)).toBeUndefined();
    expect(pictures.files).toEqual([]);
    expect(pictures.warnings()).toEqual(
      warning === undefined ? [] : [expect.stringMatching(warning)],
    );
  });

  test('more pictures than a source can hold', () => {
    const pictures = collectPictures();
    for (let index = 0; index < PICTURE_LIMITS.count + 3; index += 1)
      pictures.add(png(10, 10 + index));
    expect(pictures.files).toHaveLength(PICTURE_LIMITS.count);
    expect(pictures.warnings()).toEqual([expect.stringMatching(/^3 pictures .* 500 pictures/)]);
  });

  test('more bytes than a source can hold', () => {
    const pictures = collectPictures();
    for (let index = 0; index < 4; index += 1) pictures.add(png(10, 10 + index, 18 * 1024 * 1024));
    expect(pictures.files).toHaveLength(3);
    expect(pictures.warnings()).toEqual([expect.stringMatching(/60 MB/)]);
  });

  test('names never lead anywhere', () => {
    const pictures = collectPictures();
    for (const [index, name] of ['../../etc/passwd', 'a\0b.png', '..', '...png', '/'].entries()) {
      pictures.add(png(10, 10 + index), name);
    }
    expect(pictures.files.map((file) => file.name)).toEqual([
      'passwd.png',
      'ab.png',
      'picture.png',
      'picture.png',
      'picture.png',
    ]);
  });
});

describe('data: addresses', () => {
  test.each<[string, string | undefined]>([
    ['data:,a%20b', 'a b'],
    ['data:text/plain;charset=utf-8;base64,aGk=', 'hi'],
    ['data:image/png;base64,aG%6B%3D', 'hi'],
    [' DATA:;BASE64, aG k= \n', 'hi'],
    ['data:,100%', '100%'],
    ['data:image/png', undefined],
    ['https://a.example/data:,x', undefined],
  ])('%j', (uri, text) => {
    const bytes = bytesOfDataUri(uri);
    expect(bytes === undefined ? undefined : Buffer.from(bytes).toString()).toBe(text);
  });

  test('what is too large is not decoded', () => {
    expect(bytesOfDataUri(`data:,${'a'.repeat(11)}`, 10)).toBeUndefined();
    expect(bytesOfDataUri(`data:;base64,${'A'.repeat(10_000)}`, 10)).toBeUndefined();
  });

  test('percent-encoded bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const encoded = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
        expect([...(bytesOfDataUri(`data:,${encoded}`) ?? [])]).toEqual([...bytes]);
      }),
    );
  });
});
