import type { Csl } from './csl.ts';

/** A source's metadata as it is cited: under the title that the library shows. */
export function citableCsl({ title, csl }: { title?: string; csl: Csl }): Csl {
  return title === undefined || title.trim() === '' ? csl : { ...csl, title };
}
