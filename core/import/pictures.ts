/**
 * Pictures out of files: known by their bytes, bounded in size and number, each kept once.
 *
 * A reader makes one collector per source, adds what the file holds, and hands on `files` and
 * `warnings()`. Drawings in SVG are refused: they can hold scripts and addresses.
 */
import { sha256Of } from '../file-store.ts';
import { readPictureHead } from '../picture-head.ts';
import { baseName, type ReadPicture } from './reader.ts';

/** What one source may bring along. */
export const PICTURE_LIMITS = {
  /** The largest picture, in bytes. */
  bytes: 20 * 1024 * 1024,
  /** All pictures of a source together, in bytes. */
  totalBytes: 60 * 1024 * 1024,
  /** Bytes that are looked at for a source, the same ones again and again included. */
  lookedAt: 600 * 1024 * 1024,
  /** Pictures in a source. */
  count: 500,
  /** The longest side, in pixels. */
  side: 32_768,
  /** The largest area, in pixels: what a window can still draw. */
  area: 120_000_000,
} as const;

/** A picture that was kept, and its size in pixels. */
export interface KeptPicture {
  sha256: string;
  width: number;
  height: number;
}

export interface PictureCollector {
  /**
   * Keeps a picture and says which it became; undefined for what is left out: what is no picture
   * that can be shown, is too large, or is as small as tracking pixels and spacers are.
   */
  add: (bytes: Uint8Array, name?: string) => KeptPicture | undefined;
  /** The same for the picture that a `data:` address holds, whatever type it claims. */
  addDataUri: (uri: string, name?: string) => KeptPicture | undefined;
  /** What was kept, in the order of adding. */
  readonly files: ReadPicture[];
  /** Sentences on the pictures that were left out. */
  warnings: () => string[];
}

/** Why a picture was left out, as sentences for one and for several. */
const REASONS = {
  svg: [
    'A drawing in SVG was left out, because such drawings can hold scripts.',
    (count: number) =>
      `${count} drawings in SVG were left out, because such drawings can hold scripts.`,
  ],
  unknown: [
    'A picture was left out, because it is not PNG, JPEG, GIF, WebP or AVIF, or is damaged.',
    (count: number) =>
      `${count} pictures were left out, because they are not PNG, JPEG, GIF, WebP or AVIF, or are damaged.`,
  ],
  large: [
    `A picture was left out, because it has more than ${PICTURE_LIMITS.bytes >> 20} MB or too many pixels to be shown.`,
    (count: number) =>
      `${count} pictures were left out, because they have more than ${PICTURE_LIMITS.bytes >> 20} MB or too many pixels to be shown.`,
  ],
  many: [
    `A picture was left out, because a source can hold ${PICTURE_LIMITS.count} pictures and ${PICTURE_LIMITS.totalBytes >> 20} MB of them.`,
    (count: number) =>
      `${count} pictures were left out, because a source can hold ${PICTURE_LIMITS.count} pictures and ${PICTURE_LIMITS.totalBytes >> 20} MB of them.`,
  ],
} as const satisfies Record<string, readonly [string, (count: number) => string]>;

type Reason = keyof typeof REASONS;

/** Says by the beginning whether bytes are a drawing in SVG, plain or compressed as `.svgz`. */
function looksLikeSvg(bytes: Uint8Array, name: string): boolean {
  if (/\.svgz$/i.test(name)) return true;
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 1024));
  return (
    /^\s*<(?:\?xml|!--|!doctype|svg|[\w-]+:svg)\b/i.test(head) && /<(?:[\w-]+:)?svg\b/i.test(head)
  );
}

/** Says whether a picture is too small to show anything: tracking pixels, spacers, hairlines. */
function isSpacer(width: number, height: number): boolean {
  return Math.min(width, height) <= 1 || Math.max(width, height) <= 3;
}

const HEX = /^[0-9a-f]{2}$/i;

/** The bytes that percent-encoded text stands for; characters beyond Latin-1 become nothing. */
function percentDecoded(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const hex = code === 0x25 ? text.slice(at + 1, at + 3) : '';
    if (HEX.test(hex)) {
      bytes[length++] = Number.parseInt(hex, 16);
      at += 2;
    } else if (code < 0x100) bytes[length++] = code;
  }
  return bytes.subarray(0, length);
}

/**
 * The bytes in a `data:` address (RFC 2397): base64 where it says so, else percent-encoded.
 * Undefined for any other address, and for more than `maxBytes` bytes.
 */
export function bytesOfDataUri(
  uri: string,
  maxBytes: number = PICTURE_LIMITS.bytes,
): Uint8Array | undefined {
  // The standard allows parameters of any length; no real picture has long ones.
  const head = /^\s*data:([^,]{0,300}),/i.exec(uri.slice(0, 400));
  if (head === null) return undefined;
  const base64 = /;\s*base64\s*$/i.test(head[1] ?? '');
  const length = uri.length - head[0].length;
  // Even wholly percent-encoded base64 takes four characters for a byte, other text three.
  if (length > maxBytes * 4 + 1024) return undefined;
  const body = uri.slice(head[0].length);
  const bytes = base64
    ? Buffer.from(
        body.includes('%') ? Buffer.from(percentDecoded(body)).toString('latin1') : body,
        'base64',
      )
    : percentDecoded(body);
  return bytes.byteLength > maxBytes ? undefined : bytes;
}

/** Starts the pictures of one source. */
export function collectPictures(): PictureCollector {
  const kept = new Map<string, KeptPicture>();
  const files: ReadPicture[] = [];
  const left = new Map<Reason, number>();
  let total = 0;
  let lookedAt = 0;

  const leaveOut = (reason: Reason): undefined => {
    left.set(reason, (left.get(reason) ?? 0) + 1);
    return undefined;
  };

  const add: PictureCollector['add'] = (bytes, name = '') => {
    if (bytes.byteLength === 0) return leaveOut('unknown');
    if (bytes.byteLength > PICTURE_LIMITS.bytes) return leaveOut('large');
    const head = readPictureHead(bytes);
    if (head === undefined) return leaveOut(looksLikeSvg(bytes, name) ? 'svg' : 'unknown');
    const { mediaType, width, height } = head;
    if (width === undefined || height === undefined) return leaveOut('unknown');
    if (isSpacer(width, height)) return undefined;
    if (Math.max(width, height) > PICTURE_LIMITS.side || width * height > PICTURE_LIMITS.area) {
      return leaveOut('large');
    }
    lookedAt += bytes.byteLength;
    if (lookedAt > PICTURE_LIMITS.lookedAt) return leaveOut('many');
    const sha256 = sha256Of(bytes);
    const known = kept.get(sha256);
    if (known !== undefined) return known;
    if (
      files.length >= PICTURE_LIMITS.count ||
      total + bytes.byteLength > PICTURE_LIMITS.totalBytes
    ) {
      return leaveOut('many');
    }
    total += bytes.byteLength;
    // A copy: a view would carry the whole file that the picture is a part of with it.
    files.push({
      sha256,
      bytes: new Uint8Array(bytes),
      mediaType,
      name: pictureName(name, mediaType),
    });
    const picture = { sha256, width, height };
    kept.set(sha256, picture);
    return picture;
  };

  return {
    add,
    addDataUri: (uri, name) => {
      const bytes = bytesOfDataUri(uri);
      if (bytes === undefined) {
        return /^\s*data:/i.test(uri.slice(0, 40)) && uri.length > PICTURE_LIMITS.bytes
          ? leaveOut('large')
          : leaveOut('unknown');
      }
      return add(bytes, name);
    },
    files,
    warnings: () =>
      [...left].map(([reason, count]) => {
        const [one, several] = REASONS[reason];
        return count === 1 ? one : several(count);
      }),
  };
}

/** A picture's file name: its own without folders, or one made of its type. */
function pictureName(name: string, mediaType: string): string {
  const ending = mediaType.slice('image/'.length).replace('jpeg', 'jpg');
  const base = baseName(name.replace(/[?#][^]*$/, ''))
    .replace(/[\0-\x1f\x7f<>:"|*]/g, '')
    .slice(-120)
    .toWellFormed()
    .trim();
  if (base === '' || base.startsWith('.')) return `picture.${ending}`;
  return /\.(?:png|jpe?g|gif|webp|avif)$/i.test(base) ? base : `${base}.${ending}`;
}
