/** Pictures in Rich Text Format: hexadecimal or bytes as they are. */
import type { Block } from '../../shared/document.ts';
import type { PictureCollector } from './pictures.ts';
import type { RtfPicture } from './rtf-state.ts';

/** Starts a picture. */
export function newPicture(): RtfPicture {
  return { hex: [], length: 0, binary: undefined, known: false, alt: '', property: '' };
}

/** The figure of a picture that has ended, whose bytes are in `source`; undefined for none. */
export function figureOfPicture(
  { hex, binary, alt }: RtfPicture,
  source: string,
  pictures: PictureCollector,
): Block | undefined {
  const content =
    binary === undefined
      ? Buffer.from(hex.join('').replace(/\s+/g, ''), 'hex')
      : Buffer.from(source.slice(...binary), 'latin1');
  const picture = pictures.add(content);
  if (picture === undefined) return undefined;
  return { type: 'figure', file: picture.sha256, alt, caption: [] };
}
