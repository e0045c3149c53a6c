/** Names, dates and languages as files write them, in the shapes of CSL. */
import { parseDate, type CslDate, type CslName } from '../../shared/csl.ts';

/**
 * A name as metadata writes it: "Family, Given" is split where it says so; any other form, and names
 * of organisations ("Acme, Inc."), stay as they are written.
 */
export function nameFrom(text: string): CslName | undefined {
  const name = text.replace(/\s+/g, ' ').trim();
  if (name === '') return undefined;
  const parts = name.split(',').map((part) => part.trim());
  const [family = '', given = ''] = parts;
  const splits =
    parts.length === 2 &&
    family !== '' &&
    given !== '' &&
    given.split(' ').length <= 3 &&
    !/^(?:inc|ltd|llc|l\.l\.c|gmbh|co|corp|plc|jr|sr|ph\.?d|m\.?d|esq)\b/i.test(given) &&
    !/\d/.test(name);
  return splits ? { family, given } : { literal: name };
}

/** Dates as pages write them: with slashes, or with a time after a space, too. */
export function dateFrom(text: string): CslDate | undefined {
  const iso = text
    .trim()
    // As mails and servers write it (RFC 5322): the day as it was where it was written.
    .replace(/^(?:\p{L}{2,9}\.?,\s*)?(\d{1,2}\s+\p{L}{3,9}\s+\d{4})\s+\d{1,2}:\d{2}[^]*$/u, '$1')
    .replace(
      /^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?/,
      (_, year: string, month: string, day?: string) =>
        day === undefined ? `${year}-${month}` : `${year}-${month}-${day}`,
    )
    .replace(/^(\d{4}-\d{1,2}-\d{1,2}) \d{1,2}:\d{2}.*$/, '$1');
  // Systems that know no date write zeros.
  return /^[0\s:/.TZ+-]*$/.test(iso) ? undefined : parseDate(iso);
}

/** A language tag in its usual spelling (BCP 47); undefined when it is not one. */
export function languageFrom(text: string | undefined): string | undefined {
  const tag = text?.trim().replaceAll('_', '-') ?? '';
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined; // Shaped like a tag, but not one.
  }
}

/** A DOI without what may stand before it; undefined when the text holds none. */
export function doiFrom(text: string): string | undefined {
  return /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i.exec(text.trim())?.[1];
}

/** An address, when it is an absolute one of the web. */
export function webAddress(text: string | undefined): string | undefined {
  const address = text?.trim() ?? '';
  if (address.length > 4000 || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (!/^https?:$/.test(protocol)) return undefined;
  // What can't be seen, or turns the direction of what follows, is written with percent signs.
  return /[\p{Cc}\p{Cf}]/u.test(address) ? href : address;
}
