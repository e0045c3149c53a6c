/** Text as files of other programs can carry it. */

/**
 * Text without lone surrogates, without control characters other than tab and line end, which
 * neither HTML nor XML 1.0 admits (XML 1.0, production 2), and without characters that Unicode keeps
 * from interchange (noncharacters).
 */
export function cleanCharacters(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\P{Cc}]|[\uFDD0-\uFDEF\uFFFE\uFFFF]/gu, '');
}
