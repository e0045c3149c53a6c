/** XHTML made ready for a parser of HTML, which does not know tags that close themselves. */

/** Elements that have no content in HTML; of these `<br/>` means the same in both. */
const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

const SELF_CLOSED =
  /<([A-Za-z][\w.:-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'))?)*)\s*\/>/g;

/** Marks of notes that only a book's own style would raise. */
const NOTE_MARK = /<a\s[^<>]*\b(?:epub:type|role)="[^"<>]*noteref[^"<>]*"[^<>]*>[^<>]*<\/a>/g;

/**
 * XHTML source as HTML: `<title/>` and `<a id="x"/>` get the closing tag without which HTML would
 * take all that follows into them; sections of characters (CDATA) become text; marks of notes are raised.
 */
export function xhtmlToHtml(source: string): string {
  return source
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_, text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    )
    .replace(SELF_CLOSED, (tag, name: string, attributes: string) =>
      VOID.has(name.toLowerCase()) ? tag : `<${name}${attributes}></${name}>`,
    )
    .replace(NOTE_MARK, (link) => `<sup>${link}</sup>`);
}
