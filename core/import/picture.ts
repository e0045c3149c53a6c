/** A picture alone as a source: a photograph, a scan, a screenshot. */
import { PICTURE_TYPES } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import { readPictureHead } from '../picture-head.ts';
import type { Format } from './formats.ts';
import { collectPictures } from './pictures.ts';
import { finishSource, nameInSentence, titleFromName, type SyncReader } from './reader.ts';

/**
 * Reads a picture into a source of one figure. It has no words of its own, so that there is nothing
 * in it to be searched but its title. Throws `unsupported-format` for what can't be shown.
 */
export const readPicture: SyncReader = (request) => {
  const { name, bytes } = request;
  const pictures = collectPictures();
  const kept = pictures.add(bytes, name);
  const [file] = pictures.files;
  if (kept === undefined || file === undefined) {
    const why =
      pictures.warnings().length === 0
        ? 'is too small to show anything'
        : 'can’t be shown: it is damaged, too large, or of a kind that is not known';
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} ${why}. Save it as PNG or JPEG with a program for pictures, and add that.`,
    );
  }
  return finishSource(request, {
    blocks: [{ type: 'figure', file: kept.sha256, alt: titleFromName(name), caption: [] }],
    csl: { type: 'graphic' },
    mediaType: file.mediaType,
    warnings: [],
    files: [file],
  });
};

const ENDINGS: Readonly<Record<(typeof PICTURE_TYPES)[number], readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
};

/** The kinds of pictures that can be shown. */
export const PICTURE_FORMATS: readonly Format[] = PICTURE_TYPES.map((mediaType) => ({
  mediaType,
  name: 'Picture',
  endings: ENDINGS[mediaType],
  looksLike: (bytes) => readPictureHead(bytes)?.mediaType === mediaType,
  load: () => readPicture,
}));
