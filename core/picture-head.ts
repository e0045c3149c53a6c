/**
 * What kind of picture bytes are, and how large, read from their beginning: the magic numbers and
 * headers of the PNG specification (W3C), ITU-T T.81 (JPEG), GIF89a, the WebP container (RFC 9649)
 * and ISO/IEC 23008-12 (AVIF).
 */
import type { PictureType } from '../shared/domain.ts';

export interface PictureHead {
  mediaType: PictureType;
  /** In pixels, as the picture is stored; absent when the header is damaged. */
  width?: number;
  height?: number;
}

interface Size {
  width: number;
  height: number;
}

type SizeReader = (view: DataView) => Size | undefined;

function ascii(view: DataView, at: number, length: number): string {
  let text = '';
  for (let index = at; index < Math.min(at + length, view.byteLength); index += 1) {
    text += String.fromCharCode(view.getUint8(index));
  }
  return text;
}

const pngSize: SizeReader = (view) => ({ width: view.getUint32(16), height: view.getUint32(20) });

const gifSize: SizeReader = (view) => ({
  width: view.getUint16(6, true),
  height: view.getUint16(8, true),
});

/** Frame headers: all from C0 to CF but those of tables and of arithmetic coding. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

const jpegSize: SizeReader = (view) => {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrameHeader(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    // Fill bytes stand alone; every other segment before the frame has a length.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
};

const webpSize: SizeReader = (view) => {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (ascii(view, 12, 4)) {
    case 'VP8X':
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      return undefined;
  }
};

/** Where the properties of an AVIF are looked for, in bytes from its beginning. */
const AVIF_HEAD_BYTES = 64 * 1024;

/** The largest of the sizes that are told: the others are of tiles and thumbnails. */
const avifSize: SizeReader = (view) => {
  const head = ascii(view, 0, AVIF_HEAD_BYTES);
  let largest: Size | undefined;
  for (let at = head.indexOf('ispe'); at >= 0; at = head.indexOf('ispe', at + 4)) {
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === undefined || size.width > largest.width) largest = size;
  }
  return largest;
};

function kindOf(view: DataView): [PictureType, SizeReader] | undefined {
  if (ascii(view, 0, 8) === '\x89PNG\r\n\x1a\n') return ['image/png', pngSize];
  if (ascii(view, 0, 3) === '\xff\xd8\xff') return ['image/jpeg', jpegSize];
  if (/^GIF8[79]a$/.test(ascii(view, 0, 6))) return ['image/gif', gifSize];
  if (/^RIFF[^]{4}WEBP$/.test(ascii(view, 0, 12))) return ['image/webp', webpSize];
  if (/^[^]{4}ftypavi[fs]$/.test(ascii(view, 0, 12))) return ['image/avif', avifSize];
  return undefined;
}

/** Reads the head of a picture; undefined when the bytes are no picture of a kind that is kept. */
export function readPictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kindOf(view);
  if (kind === undefined) return undefined;
  const [mediaType, sizeOf] = kind;
  try {
    const size = sizeOf(view);
    return size === undefined || size.width === 0 || size.height === 0
      ? { mediaType }
      : { mediaType, ...size };
  } catch (error) {
    // A header that ends too early tells no size; whether it can be shown is for the window to say.
    if (error instanceof RangeError) return { mediaType };
    throw error;
  }
}
