/**
 * Writing text in old encodings, for tests: Node only reads them. The tables are the decoders' own,
 * turned round.
 */

const tables = new Map<string, Map<string, number[]>>();

function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, number[]>();
  const add = (bytes: number[]): void => {
    const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes));
    if (!text.includes('\uFFFD') && [...text].length === 1 && !table.has(text)) {
      table.set(text, bytes);
    }
  };
  for (let byte = 0; byte < 256; byte += 1) add([byte]);
  if (['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'].includes(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead += 1) {
      for (let trail = 0x40; trail < 0xff; trail += 1) add([lead, trail]);
    }
  }
  tables.set(encoding, table);
  return table;
}

/** Windows-1258 writes the five tones behind their letters; all other marks are part of them. */
function tonesApart(text: string): string {
  return [...text.normalize('NFC')]
    .map((char) => {
      const parts = [...char.normalize('NFD')];
      const isTone = (part: string): boolean => /[\u0300\u0301\u0303\u0309\u0323]/.test(part);
      const letter = parts.filter((part) => !isTone(part)).join('');
      return letter.normalize('NFC') + parts.filter(isTone).join('');
    })
    .join('');
}

/** Seven-bit Japanese: the two-byte characters of EUC-JP without their high bits, between escapes. */
function encodeIso2022Jp(text: string): Uint8Array {
  const bytes: number[] = [];
  let wide = false;
  for (const char of text) {
    const code = tableOf('euc-jp').get(char) ?? [];
    if ((code.length === 2) !== wide) {
      wide = !wide;
      bytes.push(0x1b, ...(wide ? [0x24, 0x42] : [0x28, 0x42]));
    }
    bytes.push(...code.map((byte) => (wide ? byte & 0x7f : byte)));
  }
  if (wide) bytes.push(0x1b, 0x28, 0x42);
  return Uint8Array.from(bytes);
}

function encodeUtf32(text: string, little: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer([...text].length * 4));
  for (const [at, char] of [...text].entries()) {
    bytes.setUint32(at * 4, char.codePointAt(0) ?? 0, little);
  }
  return new Uint8Array(bytes.buffer);
}

/** The text in an encoding (a label of `TextDecoder`, or UTF-32), without what that does not have. */
export function encode(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  if (encoding.startsWith('utf-32')) return encodeUtf32(text, encoding.endsWith('le'));
  if (encoding === 'iso-2022-jp') return encodeIso2022Jp(text);
  const table = tableOf(encoding);
  const written = encoding === 'windows-1258' ? tonesApart(text) : text;
  return Uint8Array.from([...written].flatMap((char) => table.get(char) ?? []));
}

/** The text as it reads after being written in an encoding that lacks some of it. */
export function asWrittenIn(text: string, encoding: string): string {
  if (/^utf|^iso-2022/.test(encoding)) return text;
  const table = tableOf(encoding);
  if (encoding === 'windows-1258') {
    return [...tonesApart(text)]
      .filter((char) => table.has(char))
      .join('')
      .normalize('NFC');
  }
  return [...text].filter((char) => table.has(char)).join('');
}
