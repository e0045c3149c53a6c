/** Characters of the fonts Symbol and Wingdings, which put signs in the place of letters. */

/** From 0x41 and 0x61 in Symbol (Adobe's Symbol encoding). */
const GREEK_CAPITALS = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';
const GREEK_SMALL = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ';

const SYMBOL: Readonly<Record<number, string>> = {
  ...{ 0x22: '∀', 0x24: '∃', 0x27: '∋', 0x2a: '∗', 0x2d: '−', 0x40: '≅', 0x5c: '∴', 0x5e: '⊥' },
  ...{ 0xa2: '′', 0xa3: '≤', 0xa5: '∞', 0xab: '↔', 0xac: '←', 0xad: '↑', 0xae: '→', 0xaf: '↓' },
  ...{ 0xb0: '°', 0xb1: '±', 0xb2: '″', 0xb3: '≥', 0xb4: '×', 0xb5: '∝', 0xb6: '∂', 0xb7: '•' },
  ...{ 0xb8: '÷', 0xb9: '≠', 0xba: '≡', 0xbb: '≈', 0xbc: '…', 0xc4: '⊗', 0xc5: '⊕', 0xc6: '∅' },
  ...{ 0xc7: '∩', 0xc8: '∪', 0xc9: '⊃', 0xca: '⊇', 0xcc: '⊂', 0xcd: '⊆', 0xce: '∈', 0xcf: '∉' },
  ...{ 0xd1: '∇', 0xd5: '∏', 0xd6: '√', 0xd7: '⋅', 0xd8: '¬', 0xd9: '∧', 0xda: '∨', 0xdb: '⇔' },
  ...{ 0xdc: '⇐', 0xde: '⇒', 0xe5: '∑', 0xf2: '∫' },
};

const WINGDINGS: Readonly<Record<number, string>> = {
  ...{ 0x4a: '☺', 0x6c: '●', 0x6e: '■', 0x6f: '□', 0x71: '❑', 0x76: '❖', 0xa7: '▪', 0xa8: '◻' },
  ...{ 0xd8: '➢', 0xdf: '←', 0xe0: '→', 0xe1: '↑', 0xe2: '↓', 0xe8: '➔', 0xf0: '⇨' },
  ...{ 0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑' },
};

/** Says whether a font is one whose letters are signs. */
export function isSymbolFont(font: string | undefined): boolean {
  return font !== undefined && /^(?:symbol|wingdings(?: \d)?|webdings)\b/i.test(font.trim());
}

/**
 * The text of a character code in such a font; codes may be moved to F000-F0FF, as Word does. Empty
 * when nothing in Unicode is known to stand for it.
 */
export function symbolText(font: string, code: number): string {
  const at = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (/^symbol\b/i.test(font.trim())) {
    if (at >= 0x41 && at <= 0x5a) return GREEK_CAPITALS.charAt(at - 0x41);
    if (at >= 0x61 && at <= 0x7a) return GREEK_SMALL.charAt(at - 0x61);
    return SYMBOL[at] ?? (at < 0x80 ? String.fromCharCode(at) : '');
  }
  if (at > 0xff) return String.fromCodePoint(Math.min(at, 0x10ffff));
  return WINGDINGS[at] ?? (at === 0x20 ? ' ' : '');
}
