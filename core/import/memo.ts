/** What an RFC says of itself in the head of its first page (RFC 7322, section 4.1). */
import type { Csl } from '../../shared/csl.ts';
import { dateFrom } from './names.ts';

/** The facts of an RFC in plain text; undefined for any other text. */
export function readMemo(text: string): Csl | undefined {
  const head = text.slice(0, 4000);
  const number = /^(?:RFC:|Request for Comments:)\s*(\d{1,5})\b/m.exec(head)?.[1];
  if (number === undefined) return undefined;
  // The title is the first line in the middle, after the columns of the head.
  const title = /\n[ \t]*\n((?:[ \t]{8,}\S[^\n]*\n){1,4})/
    .exec(head)?.[1]
    ?.replace(/\s+/g, ' ')
    .trim();
  const issued = dateFrom(
    /\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/.exec(
      head,
    )?.[0] ?? '',
  );
  return {
    type: 'report',
    ...(title === undefined || / {4,}\S/.test(title) ? {} : { title }),
    'collection-title': 'Request for Comments',
    number,
    ...(issued === undefined ? {} : { issued }),
    URL: `https://www.rfc-editor.org/rfc/rfc${number}`,
  };
}
