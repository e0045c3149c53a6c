/** The pictures of an office document by their place in its file, each unpacked once. */
import type { KeptPicture, PictureCollector } from './pictures.ts';

/** What a place holds: nothing, or a picture that was kept unless it is of no use. */
export type PlacedPicture = 'absent' | KeptPicture | undefined;

/** Finds pictures with `read`, which gives the bytes at a place, and keeps them in `pictures`. */
export function picturesByPlace(
  read: (place: string) => Uint8Array | undefined,
  pictures: PictureCollector,
): (place: string) => PlacedPicture {
  const known = new Map<string, PlacedPicture>();
  return (place) => {
    if (known.has(place)) return known.get(place);
    const bytes = read(place);
    const found = bytes === undefined ? 'absent' : pictures.add(bytes, place);
    known.set(place, found);
    return found;
  };
}
