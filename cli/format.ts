/** Text for a terminal. */

/**
 * Rows as aligned columns under their headings; columns of numbers are aligned to the right, and
 * the last column is not padded, so put what varies most there.
 */
export function table(
  headings: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
): string {
  const all = [headings, ...rows];
  const widths = headings.map((_heading, column) =>
    Math.max(...all.map((row) => String(row[column] ?? '').length)),
  );
  const lineOf = (row: ReadonlyArray<string | number>) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        const isNumber = typeof (rows[0]?.[column] ?? '') === 'number';
        if (isNumber) return String(cell).padStart(width);
        return column === headings.length - 1 ? String(cell) : String(cell).padEnd(width);
      })
      .join('  ');
  return all.map(lineOf).join('\n');
}

/** "1 source", "3 sources". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A size in bytes as people say it: "812 bytes", "1.2 MB". */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** A text with some stretches of it, [start, end) offsets, made to stand out. */
export function marked(
  text: string,
  marks: ReadonlyArray<readonly [number, number]>,
  strong: (part: string) => string,
): string {
  let shown = '';
  let at = 0;
  for (const [start, end] of marks) {
    shown += text.slice(at, start) + strong(text.slice(start, end));
    at = end;
  }
  return shown + text.slice(at);
}

/** What is not in a file as in the library, below the sentence that names the file. */
export function leftOutText(leftOut: readonly string[] = []): string {
  if (leftOut.length === 0) return '';
  return ['\nNot in it as in the library:', ...leftOut.map((one) => `- ${one}`)].join('\n');
}
