/** Pictures for the compiler: their files read, tried, and given the width that fits the page. */
import type { PictureType } from '../../shared/domain.ts';
import { readPictureHead } from '../picture-head.ts';
import type { CaseDocument } from './case-document.ts';
import type { PrintedFigure } from './printed-model.ts';
import type { Segment } from './segments.ts';
import { whichWork } from './trial.ts';
import { walkDocument } from './walk.ts';

/** A picture as the compiler is handed it. */
export interface MappedPicture {
  /** From the folder of the templates; its ending tells its kind. */
  path: string;
  bytes: Uint8Array;
}

/** The width of the text in millimetres, as the templates have it (theme.typ: measure). */
const MEASURE = 132;
/** Most of a page's height that a picture takes, in millimetres. */
const MOST_HEIGHT = 165;
/** Millimetres of one CSS pixel: a picture without a width is as large as on the screen. */
const PIXEL = 25.4 / 96;
/** More would take gigabytes of memory when it is drawn. */
const MOST_PIXELS = 60_000_000;

/** Kinds that the compiler draws, with the ending that it knows them by. */
const ENDINGS: Readonly<Partial<Record<PictureType, string>>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** A picture with its size in pixels. */
interface Sized extends MappedPicture {
  width: number;
  height: number;
}

function openPicture(
  sha256: string,
  read: (sha256: string) => Uint8Array | undefined,
): Sized | { why: string } {
  const bytes = read(sha256);
  if (bytes === undefined) return { why: 'its file is missing' };
  const head = readPictureHead(bytes);
  if (head === undefined) return { why: 'its file is not a picture of a known kind' };
  const { mediaType, width, height } = head;
  const ending = ENDINGS[mediaType];
  if (ending === undefined) return { why: 'pictures of its kind (AVIF) can’t be printed' };
  if (width === undefined || height === undefined) return { why: 'its file is damaged' };
  if (width * height > MOST_PIXELS) return { why: 'it has too many pixels' };
  return { path: `pictures/${sha256}.${ending}`, bytes, width, height };
}

function widthOf(figure: PrintedFigure, { width, height }: Sized): number {
  const wanted = figure.width ?? (width * PIXEL * 100) / MEASURE;
  const tallest = (MOST_HEIGHT * (width / height) * 100) / MEASURE;
  return Math.min(wanted, tallest, 100);
}

function textOf(segments: readonly Segment[]): string {
  return segments
    .map(({ text }) => text)
    .join('')
    .trim();
}

/**
 * Gives every figure whose file can be drawn its picture, in place. `read` gives a file's bytes by
 * SHA-256, undefined when it is not there; `works` hands pictures to the compiler and tries them.
 * Returns sentences on those that can't be drawn, and on those that nothing describes.
 */
export function settlePictures(
  document: CaseDocument,
  read: (sha256: string) => Uint8Array | undefined,
  works: (pictures: readonly MappedPicture[]) => boolean,
): string[] {
  const files = new Map<string, ReturnType<typeof openPicture>>();
  walkDocument(document, {
    figure: ({ file }) => {
      if (!files.has(file)) files.set(file, openPicture(file, read));
    },
  });
  const openable = [...files.values()].filter((file) => 'bytes' in file);
  const good = new Set<object>(whichWork(openable, works));
  const sentences: string[] = [];
  walkDocument(document, {
    figure: (figure, place) => {
      const file = files.get(figure.file) ?? { why: 'its file is missing' };
      const described = figure.alt.trim() || textOf(figure.segments);
      const name = described === '' ? 'A picture' : `The picture “${described}”`;
      if ('bytes' in file && good.has(file)) {
        const alt = described === '' ? 'A picture without a description' : described;
        figure.picture = { path: file.path, alt, width: widthOf(figure, file) };
        if (described === '')
          sentences.push(`The description of a picture in ${place}: there is none.`);
      } else {
        const why = 'why' in file ? file.why : 'its file is damaged';
        sentences.push(`${name} in ${place}: ${why}.`);
      }
    },
  });
  return sentences;
}
