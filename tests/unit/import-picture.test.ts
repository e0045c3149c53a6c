import { expect, test } from 'vitest';
import { readSource } from '../../core/import/index.ts';
import { Refusal } from '../../shared/result.ts';
import { redRectangle } from '../fixtures/export/pictures.ts';

test('a picture becomes a source of one figure, known by its bytes', async () => {
  const bytes = redRectangle('png');
  // Its ending is wrong, as it often is when a picture was saved from a page.
  const source = await readSource({ name: 'scans/Letter_of_May.jpg', bytes });
  const [file] = source.files ?? [];
  expect(source.csl).toEqual({ type: 'graphic', title: 'Letter of May' });
  expect(source.mediaType).toBe('image/png');
  expect(file?.bytes).toEqual(new Uint8Array(bytes));
  expect(source.document.blocks).toEqual([
    { type: 'figure', file: file?.sha256, alt: 'Letter of May', caption: [] },
  ]);
});

/** A picture that says it is one pixel in size. */
function spacer(): Buffer {
  const bytes = Buffer.from(redRectangle('png'));
  bytes.writeUInt32BE(1, 16);
  bytes.writeUInt32BE(1, 20);
  return bytes;
}

test.each([
  ['damaged', redRectangle('png').subarray(0, 20)],
  ['a spacer', spacer()],
  ['another kind of file', Buffer.from('just text')],
])('a picture that is %s is refused by name', async (_what, bytes) => {
  const reading = readSource({ name: 'map.png', bytes });
  await expect(reading).rejects.toThrow(Refusal);
  await expect(reading).rejects.toThrow(/“map\.png”.*Save it as PNG or JPEG/);
});
