/** Names of months and seasons in the languages that dates in references are written in. */

const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'uk', 'sv', 'da', 'cs'];

/** Names as they are compared: small letters, no marks, no stop. */
function bare(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}

let months: Map<string, number> | undefined;

/** Every name of a month, also as it stands after a day (Russian, Polish and Czech bend it). */
function monthTable(): Map<string, number> {
  const table = new Map<string, number>([['sept', 9]]);
  for (const locale of LOCALES) {
    for (const month of ['long', 'short'] as const) {
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(locale, {
          month,
          timeZone: 'UTC',
          ...(day === undefined ? {} : { day }),
        });
        for (let number = 1; number <= 12; number += 1) {
          const parts = format.formatToParts(Date.UTC(2024, number - 1, 5));
          const name = bare(parts.find(({ type }) => type === 'month')?.value ?? '');
          // Where two languages disagree, the one that comes first in the list is right.
          if (name.length >= 3 && !table.has(name)) table.set(name, number);
        }
      }
    }
  }
  return table;
}

/** The number of a month by its name, long or short, with or without a stop. */
export function monthNumber(name: string): number | undefined {
  months ??= monthTable();
  return months.get(bare(name));
}

const SEASONS: Readonly<Record<string, number>> = {
  spring: 21,
  summer: 22,
  autumn: 23,
  fall: 23,
  winter: 24,
  fruhjahr: 21,
  fruhling: 21,
  sommer: 22,
  herbst: 23,
  printemps: 21,
  ete: 22,
  automne: 23,
  hiver: 24,
  primavera: 21,
  verano: 22,
  otono: 23,
  invierno: 24,
};

/** The number that EDTF gives to a season: 21 for spring to 24 for winter. */
export function seasonNumber(name: string): number | undefined {
  const key = bare(name);
  return Object.hasOwn(SEASONS, key) ? SEASONS[key] : undefined;
}
