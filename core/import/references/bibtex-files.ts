/** The files that an entry of BibTeX names, as Zotero, Mendeley, JabRef and BibDesk write them. */
import { latexToText, latexToVerbatim } from './latex-text.ts';

/** Splits at a character that no backslash stands before; the backslashes stay. */
function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '\\') index += 1;
    else if (char === separator) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Takes off the backslashes that escape. */
function unescaped(text: string): string {
  return text.replace(/\\([\\:;])/g, '$1');
}

/** "description:path:type", "path:type", "path": the path. */
function pathOf(written: string): string {
  if (/^[a-z]{3,8}:\/\//i.test(written)) return written;
  const parts = splitAt(written, ':').map(unescaped);
  if (parts.length < 3) {
    const [first = '', second] = parts;
    return second === undefined || first.includes('.') || !/[./]/.test(second) ? first : second;
  }
  const middle = parts.slice(1, -1);
  // C:\… : the letter of a disk is no description.
  if (/^[A-Za-z]$/.test(parts[0] ?? '') && /^[\\/]/.test(middle[0] ?? '')) {
    return `${parts[0] ?? ''}:${middle.join(':')}`;
  }
  return middle.join(':');
}

/** The paths in the value of a `file` field. */
export function bibtexFiles(value: string): string[] {
  // Mendeley writes names of files in TeX; a backslash that parts folders stands in no group.
  const named = value.replace(/\{\\[^{}]{1,20}(?:\{[^{}]{0,20}\})?[^{}]{0,20}\}/g, (group) =>
    latexToText(group),
  );
  const text = latexToVerbatim(named.replace(/\$\\backslash\$/g, '\\\\'));
  return splitAt(text, ';')
    .map((one) => pathOf(one.trim()).trim())
    .filter((path) => path !== '');
}
