/** References as CSL-JSON (https://github.com/citation-style-language/schema, csl-data.json). */
import type { Csl, CslDate } from '../../../shared/csl.ts';
import { DATE_VARIABLES } from '../../../shared/csl-variables.ts';
import type { KeyedReference } from './keys.ts';

/** A date without what only Casebook writes; another program has the EDTF of it as `raw`. */
function dateOf({ edtf, ...date }: CslDate): CslDate & { raw?: string } {
  return edtf === undefined ? date : { ...date, raw: edtf };
}

/** Tags as one text: with semicolons between them, and behind the last, where one has a comma. */
function keywordOf(tags: readonly string[]): string {
  return tags.some((tag) => tag.includes(',')) ? `${tags.join('; ')};` : tags.join(', ');
}

function itemOf({ key, csl, tags }: KeyedReference): Record<string, unknown> {
  const dates = Object.fromEntries(
    DATE_VARIABLES.flatMap((variable) => {
      const date = csl[variable];
      return date === undefined ? [] : [[variable, dateOf(date)]];
    }),
  );
  const plain: Csl = { ...csl, type: csl.type ?? 'document' };
  const keyword = tags.length === 0 ? {} : { keyword: keywordOf(tags) };
  return { id: key, ...plain, ...dates, ...keyword };
}

/** A .json file of the references, in their order. */
export function writeCslJson(references: readonly KeyedReference[]): string {
  return `${JSON.stringify(references.map(itemOf), null, 2)}\n`;
}
