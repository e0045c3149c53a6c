/** Comma-separated values (RFC 4180), and what programs make of them: other separators, line ends. */

/** Most cells that are read, so that a file of separators alone can't fill the memory. */
const MOST_CELLS = 250_000;

/** The separator that is most frequent outside quotes in the first lines. */
function separatorOf(text: string): string {
  const head = text.slice(0, 4000).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}

/**
 * The rows of a text. A quote that is never closed ends with the text; lines without anything are
 * left out. `cut` says that there was more than can be read.
 */
export function parseCsv(text: string): { rows: string[][]; cut: boolean } {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  const plain = new RegExp(`[^${separator}\r\n]*`, 'y');
  let row: string[] = [];
  let cells = 0;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const endRow = (): void => {
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  while (at < text.length && cells < MOST_CELLS) {
    let cell = '';
    if (text[at] === '"') {
      const pieces: string[] = [];
      let from = at + 1;
      for (;;) {
        const end = text.indexOf('"', from);
        pieces.push(text.slice(from, end === -1 ? text.length : end));
        at = end === -1 ? text.length : end + 1;
        if (text[at] !== '"') break;
        pieces.push('"');
        from = at + 1;
      }
      cell = pieces.join('');
    }
    plain.lastIndex = at;
    const rest = plain.exec(text)?.[0] ?? '';
    at += rest.length;
    row.push(cell + rest);
    cells += 1;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    endRow();
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
  }
  if (row.length > 0) endRow();
  return { rows, cut: at < text.length };
}
