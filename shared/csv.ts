/** Writing tables as CSV (RFC 4180). */

/** What spreadsheets would take for a formula gets an apostrophe before it, as OWASP advises. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

function cell(text: string): string {
  const safe = harmless(text);
  return /["\r\n,;]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV in UTF-8 with a byte order mark, which Excel needs to read it as such. */
export function csvText(rows: ReadonlyArray<readonly string[]>): string {
  return `\u{feff}${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
