/** Pictures in pasted HTML: those that come in it, or as files beside it, are kept. */
import { isPictureFile, keepPicture } from '../picture/keep-picture.ts';
import { PICTURE_ATTRIBUTE } from '../picture/picture-node.ts';

interface PastedPicture {
  image: Element;
  file: File;
}

/** The file in a `data:` address of a picture; undefined for any other address. */
function fileOfAddress(address: string): File | undefined {
  const [, type, base64] = /^data:(image\/[a-z+.-]+);base64,([a-z0-9+/=\s]+)$/i.exec(address) ?? [];
  if (type === undefined || base64 === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    return new File([bytes], 'Pasted picture', { type });
  } catch {
    // What is no base64 is no picture.
    return undefined;
  }
}

/**
 * The pictures that a parsed document shows and that came along: in its own `data:` addresses, or as
 * files beside it, when there is one for each of its other pictures. Nothing is ever fetched.
 */
export function picturesIn(
  document: Document,
  { files }: Pick<DataTransfer, 'files'>,
): PastedPicture[] {
  const images = [...document.querySelectorAll('img')];
  const own = images.map((image) => fileOfAddress(image.getAttribute('src') ?? ''));
  const beside = [...files].filter(isPictureFile);
  const others = images.filter((_, index) => own[index] === undefined);
  return images.flatMap((image, index) => {
    const isOne = beside.length === others.length;
    const file = own[index] ?? (isOne ? beside[others.indexOf(image)] : undefined);
    return file === undefined ? [] : [{ image, file }];
  });
}

/** Keeps the pictures in the library and marks their elements, so that they come in as pictures. */
export async function keepPictures(pictures: readonly PastedPicture[]): Promise<void> {
  for (const { image, file } of pictures) {
    const kept = await keepPicture(file);
    if (kept !== undefined) image.setAttribute(PICTURE_ATTRIBUTE, kept.sha256);
  }
}
