import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPictureHead } from '../../core/picture-head.ts';
import { sha256Of } from '../../core/file-store.ts';
import { ROUTES } from '../../shared/routes.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;

beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
});

afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

/** Small pictures made with ImageMagick, 3 pixels wide and 2 high. */
const PICTURES = {
  png: fromBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQMAAACnuvRZAAAAA1BMVEUfWmizPYUjAAAADElEQVQI12NgYGAAAAAEAAEnNCcKAAAAAElFTkSuQmCC',
  ),
  jpg: fromBase64(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwT/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCeAVM//9k=',
  ),
  gif: fromBase64('R0lGODlhAwACAPAAAB9aaAAAACH5BAAAAAAALAAAAAADAAIAAAIChF8AOw=='),
  webp: fromBase64(
    'UklGRjIAAABXRUJQVlA4ICYAAACQAQCdASoDAAIAAgA0JZgCdLoAA5gA/vD6K5FIsZW/rbd/N7KgAA==',
  ),
};

/** The beginning of an AVIF: a file type box, and the property that tells the size. */
const AVIF = new Uint8Array([
  ...Buffer.from('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'latin1'),
  ...Buffer.from('\0\0\0\x14ispe\0\0\0\0\0\0\0\x03\0\0\0\x02', 'latin1'),
]);

const TYPES = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' };

test.each(Object.entries(PICTURES))('a %s is kept, recorded and shown', async (kind, bytes) => {
  const mediaType = TYPES[kind as keyof typeof TYPES];
  const upload = await door.upload(`map.${kind}`, bytes);
  const picture = await door.call('files.keepPicture', { upload });
  expect(picture).toEqual({
    sha256: sha256Of(bytes),
    mediaType,
    bytes: bytes.length,
    width: 3,
    height: 2,
  });
  const { sha256 } = picture;
  const stored = await readFile(join(folder.path, 'files', sha256.slice(0, 2), sha256));
  expect(new Uint8Array(stored)).toEqual(bytes);
  const shown = await door.app(new Request(`casebook://app${ROUTES.file(sha256)}`));
  expect(shown.headers.get('content-type')).toBe(mediaType);
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(bytes);
});

test('the same picture twice is kept once, under the name it first had', async () => {
  const upload = await door.upload('again.png', PICTURES.png);
  const { sha256 } = await door.call('files.keepPicture', { upload });
  expect(sha256).toBe(sha256Of(PICTURES.png));
  const shown = await door.app(new Request(`casebook://app${ROUTES.file(sha256)}`));
  expect(shown.headers.get('content-disposition')).toContain('map.png');
  await shown.body?.cancel();
});

test.each<[string, string | Uint8Array]>([
  ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['page.png', '<!doctype html><script>alert(1)</script>'],
  ['empty.png', ''],
  ['paper.pdf', '%PDF-1.7'],
])('%s is refused with a sentence, and nothing of it stays', async (name, content) => {
  const upload = await door.upload(name, content);
  const refused = await door.ask('files.keepPicture', { upload });
  expect(refused).toMatchObject({ ok: false, error: { code: 'unsupported-format' } });
  expect(refused.ok ? '' : refused.error.message).toContain(`“${name}”`);
  const again = await door.ask('files.keepPicture', { upload });
  expect(again).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('a picture of more than 30 MB is refused', async () => {
  const bytes = new Uint8Array(30 * 1024 * 1024 + 1);
  bytes.set(PICTURES.png);
  const refused = await door.ask('files.keepPicture', {
    upload: await door.upload('x.png', bytes),
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'too-large' } });
});

test('an AVIF tells its size, and a header cut short tells none', () => {
  expect(readPictureHead(AVIF)).toEqual({ mediaType: 'image/avif', width: 3, height: 2 });
  for (const [kind, bytes] of Object.entries(PICTURES)) {
    expect(readPictureHead(bytes.slice(0, kind === 'gif' ? 8 : 12))).not.toHaveProperty('width');
  }
});
