/** Notes that Zotero writes as HTML, as plain text of lines. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text of a piece of HTML; nothing of it is ever markup again. */
export function htmlNoteText(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/h[1-6]|\/li|\/tr)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,10}));/gi,
      (whole, decimal, hex, name: string) => {
        const code = Number(decimal ?? (hex === undefined ? NaN : `0x${String(hex)}`));
        if (Number.isInteger(code) && code > 0 && code <= 0x10ffff)
          return String.fromCodePoint(code);
        return Object.hasOwn(ENTITIES, name ?? '') ? (ENTITIES[name] ?? whole) : whole;
      },
    )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
