/** The document type declaration of XML: found so that it can be cut off, never read. */

/** Where a quoted string, comment or instruction that begins at `at` ends; -1 when it does not. */
function skip(text: string, at: number): number | undefined {
  const until = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    return found === -1 ? -1 : found + mark.length;
  };
  if (text.startsWith('<!--', at)) return until('-->', at + 4);
  if (text.startsWith('<?', at)) return until('?>', at + 2);
  const char = text[at];
  return char === '"' || char === "'" ? until(char, at + 1) : undefined;
}

/** Where a declaration that begins at `at` ends, with the declarations inside its brackets. */
function endOfDoctype(text: string, at: number): number {
  let inner = 0;
  for (let index = at + 2; index < text.length;) {
    const after = skip(text, index);
    if (after === -1) return text.length;
    if (after !== undefined) {
      index = after;
      continue;
    }
    const char = text[index];
    index += 1;
    if (char === '[') inner += 1;
    else if (char === ']') inner -= 1;
    else if (char === '>' && inner <= 0) return index;
  }
  return text.length;
}

/** XML without its document type declaration, which may stand only before the first element. */
export function withoutDoctype(text: string): string {
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open === -1) return text;
    if (/^<!doctype/i.test(text.slice(open, open + 9))) {
      return text.slice(0, open) + text.slice(endOfDoctype(text, open));
    }
    const after = skip(text, open);
    if (after === undefined || after === -1) return text;
    at = after;
  }
  return text;
}
