/** A source's metadata as citeproc takes it. */
import { dateText, type Csl, type CslDate } from '../../shared/csl.ts';
import { DATE_VARIABLES, isCslType, NAME_VARIABLES } from '../../shared/csl-variables.ts';
import { parseEdtf } from '../../shared/edtf.ts';

/** Longest text and most names that are set; what people cite stays far below. */
const MAX_TEXT = 2000;
const MAX_NAMES = 200;

/** The researcher's own, and what says nothing in a citation. */
const PRIVATE = new Set(['abstract', 'annote', 'custom', 'keyword', 'note', 'citation-key']);

function dateFor(date: CslDate): object {
  const edtf = date.edtf === undefined ? undefined : parseEdtf(date.edtf);
  const { edtf: _, circa, 'date-parts': parts, ...rest } = date;
  const [first, last] = parts ?? [];
  const doubt = circa === true ? { circa: 1 } : {};
  if (first === undefined) return rest;
  // Citeproc writes a range with nothing at its end as open; both ends have to be as exact.
  if (edtf?.end === 'open') return { ...doubt, 'date-parts': [first, first.map(() => 0)] };
  if (
    edtf !== undefined &&
    (edtf.start === 'open' || edtf.start === 'unknown' || edtf.end === 'unknown')
  ) {
    return { literal: dateText(date) };
  }
  if (last === undefined) return { ...rest, ...doubt, 'date-parts': [first] };
  const exact = Math.min(first.length, last.length);
  return { ...doubt, 'date-parts': [first.slice(0, exact), last.slice(0, exact)] };
}

/** An item of CSL-JSON under the id, without what is private and with what is too long cut. */
export function processorItem(id: string, csl: Csl): object {
  const item: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(csl)) {
    if (PRIVATE.has(key) || value === undefined) continue;
    item[key] = typeof value === 'string' ? value.slice(0, MAX_TEXT) : value;
  }
  for (const variable of NAME_VARIABLES) {
    const names = csl[variable];
    if (names === undefined) continue;
    item[variable] = names
      .slice(0, MAX_NAMES)
      .filter(
        (name) =>
          name.literal !== undefined || name.family !== undefined || name.given !== undefined,
      );
  }
  for (const variable of DATE_VARIABLES) {
    const date = csl[variable];
    if (date !== undefined) item[variable] = dateFor(date);
  }
  return { ...item, id, type: isCslType(csl.type) ? csl.type : 'document' };
}
