/**
 * What rebuilding a damaged PDF would take. Where its table of objects can't be used, pdf.js looks
 * for every object in the file and parses those that it finds several times, or all of them. In a
 * sound file they lie one after the other; in a damaged one, one may run through all that follow,
 * and the work grows with the square of the file. So it is measured before the work is begun.
 */

const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/** The end of a string in parentheses, which may hold others; `at` is behind its first sign. */
function endOfString(bytes: Uint8Array, at: number): number {
  let depth = 1;
  let index = at;
  for (; index < bytes.length && depth > 0; index += 1) {
    const code = bytes[index];
    if (code === 0x5c) index += 1;
    else if (code === 0x28) depth += 1;
    else if (code === 0x29) depth -= 1;
  }
  return index;
}

/**
 * How many bytes are parsed to read the object at a place: to where what it opens is closed. As in
 * pdf.js, only ">>" closes a dictionary and only "]" an array; others in them are passed over.
 */
function lengthOfObject(bytes: Uint8Array, start: number, most: number): number {
  const limit = Math.min(bytes.length, start + most);
  const open: number[] = [];
  let index = start;
  while (index < limit && SPACE.has(bytes[index] ?? 0)) index += 1;
  while (index < limit) {
    const code = bytes[index];
    const doubled = bytes[index + 1] === code;
    index += 1;
    if (code === 0x28) index = endOfString(bytes, index);
    else if (code === 0x25) {
      while (index < limit && bytes[index] !== 0x0a && bytes[index] !== 0x0d) index += 1;
    } else if (code === 0x5b) open.push(0x5d);
    else if (code === 0x5d) {
      if (open.at(-1) === 0x5d) open.pop();
    } else if (code === 0x3c && doubled) {
      open.push(0x3e);
      index += 1;
    } else if (code === 0x3e && doubled) {
      if (open.at(-1) === 0x3e) open.pop();
      index += 1;
    }
    if (open.length === 0) break;
  }
  return index - start;
}

/** The length of what stands on the rest of a line, up to a dictionary. */
function restOfLine(bytes: Uint8Array, start: number, most: number): number {
  const limit = Math.min(bytes.length, start + most);
  let index = start;
  for (; index < limit; index += 1) {
    const code = bytes[index];
    if (code === 0x0a || code === 0x0d || code === 0x3c) break;
  }
  return index - start;
}

/** Says whether "obj" at a place begins an object: two numbers stand before it. */
function beginsObject(bytes: Uint8Array, at: number): boolean {
  let index = at - 1;
  for (let numbers = 0; numbers < 2; numbers += 1) {
    const before = index;
    while (SPACE.has(bytes[index] ?? 1)) index -= 1;
    if (index === before || !isDigit(bytes[index])) return false;
    while (isDigit(bytes[index])) index -= 1;
  }
  return true;
}

/** Work that pdf.js does in a few seconds, in bytes, and how much more of it large files may have. */
const MOST_WORK = 50_000_000;
const MOST_PER_BYTE = 4;

/**
 * The bytes that would be parsed to rebuild a PDF's table of objects, counted up to `most`: at most
 * the length of the file where objects and trailers lie one after the other.
 */
function rebuildingWork(bytes: Uint8Array, most: number): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let work = 0;
  for (const word of ['obj', 'trailer']) {
    let at = file.indexOf(word, 0, 'latin1');
    while (at !== -1 && work < most) {
      const start = at + word.length;
      if (word === 'trailer' || beginsObject(bytes, at)) {
        work += lengthOfObject(bytes, start, most) + restOfLine(bytes, start, most);
      }
      at = file.indexOf(word, start, 'latin1');
    }
  }
  return Math.min(work, most);
}

/** Says whether a PDF is so damaged that rebuilding its table of objects would take too long. */
export function isBeyondRebuilding(bytes: Uint8Array): boolean {
  const most = MOST_WORK + MOST_PER_BYTE * bytes.length;
  return rebuildingWork(bytes, most) >= most;
}
