/**
 * Reads and renames TrueType and OpenType fonts, as far as typesetting needs it: which characters a
 * face has (cmap), and under which family it is found (name).
 * Source: the OpenType specification, "Organization of an OpenType Font", "cmap", "name".
 */

/** Code points that a face has a glyph for, as ascending, inclusive ranges. */
export type Coverage = ReadonlyArray<readonly [first: number, last: number]>;

interface Table {
  /** Where the table's entry in the font's directory stands, in bytes. */
  entry: number;
  offset: number;
  length: number;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function findTable(font: DataView, tag: string): Table {
  const count = font.getUint16(4);
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => font.getUint8(entry + at)));
    if (name === tag) {
      return { entry, offset: font.getUint32(entry + 8), length: font.getUint32(entry + 12) };
    }
  }
  throw new Error(`The font has no ${tag} table.`);
}

/** Format 4: segments of the basic plane, each with a delta or with a list of glyphs. */
function coverageOfSegments(font: DataView, at: number): Coverage {
  const doubled = font.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const rangeOffsets = deltas + doubled;
  const ranges: Array<[number, number]> = [];
  for (let shift = 0; shift < doubled; shift += 2) {
    const first = font.getUint16(starts + shift);
    const last = font.getUint16(ends + shift);
    const delta = font.getUint16(deltas + shift);
    const rangeOffset = font.getUint16(rangeOffsets + shift);
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const listed =
        rangeOffset === 0
          ? code
          : font.getUint16(rangeOffsets + shift + rangeOffset + (code - first) * 2);
      const glyph = rangeOffset !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph === 0) continue;
      const open = ranges.at(-1);
      if (open?.[1] === code - 1) open[1] = code;
      else ranges.push([code, code]);
    }
  }
  return ranges;
}

/** Format 12: groups of the whole code space. */
function coverageOfGroups(font: DataView, at: number): Coverage {
  const groups = font.getUint32(at + 12);
  return Array.from({ length: groups }, (_, index) => {
    const group = at + 16 + index * 12;
    return [font.getUint32(group), font.getUint32(group + 4)] as const;
  });
}

/** The code points that a font has glyphs for; throws when it has no Unicode character map. */
export function coverageOf(bytes: Uint8Array): Coverage {
  const font = viewOf(bytes);
  const { offset } = findTable(font, 'cmap');
  const count = font.getUint16(offset + 2);
  let segments: number | undefined;
  for (let index = 0; index < count; index += 1) {
    const at = offset + font.getUint32(offset + 4 + index * 8 + 4);
    const format = font.getUint16(at);
    if (format === 12) return coverageOfGroups(font, at);
    if (format === 4) segments = at;
  }
  if (segments === undefined) throw new Error('The font has no Unicode character map.');
  return coverageOfSegments(font, segments);
}

/** Says whether a coverage has a code point. */
export function covers(coverage: Coverage, codePoint: number): boolean {
  let low = 0;
  let high = coverage.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = coverage[middle];
    if (range === undefined) return false;
    if (codePoint < range[0]) high = middle - 1;
    else if (codePoint > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

/** Names kept beside the family: style, full name, PostScript name. */
const KEPT_NAMES = [2, 4, 6];
const FAMILY_NAME = 1;

function utf16be(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = viewOf(bytes);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at));
  return bytes;
}

/** The Windows, English names of a font by their number, as UTF-16BE. */
function namesOf(font: DataView): Map<number, Uint8Array> {
  const { offset } = findTable(font, 'name');
  const storage = offset + font.getUint16(offset + 4);
  const names = new Map<number, Uint8Array>();
  for (let index = 0; index < font.getUint16(offset + 2); index += 1) {
    const record = offset + 6 + index * 12;
    if (font.getUint16(record) !== 3 || font.getUint16(record + 4) !== 0x409) continue;
    const start = font.byteOffset + storage + font.getUint16(record + 10);
    const length = font.getUint16(record + 8);
    names.set(font.getUint16(record + 6), new Uint8Array(font.buffer, start, length));
  }
  return names;
}

/**
 * A copy of a font under another family name, so that a font of the same name on the computer
 * can't take its place. The new name table stands at the end, where nothing else has to move.
 */
export function renamed(bytes: Uint8Array, family: string): Uint8Array {
  const old = viewOf(bytes);
  const kept = [...namesOf(old)].filter(([id]) => KEPT_NAMES.includes(id));
  const names: Array<readonly [number, Uint8Array]> = [[FAMILY_NAME, utf16be(family)], ...kept];
  names.sort(([a], [b]) => a - b);

  const head = 6 + names.length * 12;
  const length = head + names.reduce((sum, [, text]) => sum + text.length, 0);
  const offset = Math.ceil(bytes.length / 4) * 4;
  const result = new Uint8Array(offset + Math.ceil(length / 4) * 4);
  result.set(bytes);
  const font = viewOf(result);
  font.setUint16(offset + 2, names.length);
  font.setUint16(offset + 4, head);
  let storage = 0;
  names.forEach(([id, text], index) => {
    const record = offset + 6 + index * 12;
    [3, 1, 0x409, id, text.length, storage].forEach((value, field) => {
      font.setUint16(record + field * 2, value);
    });
    result.set(text, offset + head + storage);
    storage += text.length;
  });
  const { entry } = findTable(font, 'name');
  font.setUint32(entry + 8, offset);
  font.setUint32(entry + 12, length);
  return result;
}
