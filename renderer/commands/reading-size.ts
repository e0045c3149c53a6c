import { DEFAULT_SETTINGS } from '../../shared/domain.ts';

/** The sizes that the text of a source can have, in CSS pixels: what the settings allow. */
const SIZES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 28];

/** One step larger or smaller, as far as it goes; or the size of a new library. */
export function nextReadingSize(size: number, step: 'larger' | 'smaller' | 'usual'): number {
  if (step === 'usual') return DEFAULT_SETTINGS.readingSize;
  const next =
    step === 'larger'
      ? SIZES.find((each) => each > size)
      : SIZES.filter((each) => each < size).at(-1);
  return next ?? size;
}
