/** The paragraphs of prose in a file of documentation, without its markup, lists of names and code. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  copy: '©',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ouml: 'ö',
  auml: 'ä',
  uuml: 'ü',
  Ouml: 'Ö',
  Auml: 'Ä',
  Uuml: 'Ü',
  szlig: 'ß',
};

/** Everything whose end is the end of a paragraph. */
const BLOCK =
  /<\/?(?:p|li|dd|dt|td|th|tr|div|section|article|h[1-6]|blockquote|title|desc|item|note|br\s*\/?)\b[^>]*>/gi;
const SILENT = /<(script|style|pre|head|nav|screen|code-block|svg)\b[\s\S]*?<\/\1>/gi;

function htmlText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(SILENT, '\n\n')
    .replace(/\s+/g, ' ')
    .replace(BLOCK, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
      (whole, hex?: string, dec?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole;
        const code = parseInt(hex ?? dec ?? '', hex === undefined ? 10 : 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
      },
    );
}

/** Markup of Markdown, reStructuredText and POD that stands inside a paragraph. */
function plainText(text: string): string {
  return text
    .replace(/```[\s\S]*?```/g, '\n\n')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/:\w+:`([^`<]*)[^`]*`/g, '$1')
    .replace(/[A-Z]<([^<>]*)>/g, '$1')
    .replace(/[`*]{1,2}/g, '');
}

const LETTERS = /\p{L}/gu;
const ENDS_SENTENCE = /[.!?:;…。！？।)"”»’]$/u;
const CODE_SIGNS = /[{}<>=_|\\~^$#@[\]]/g;
const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/u;

function isProse(text: string): boolean {
  const unspaced = UNSPACED.test(text);
  if (text.length < (unspaced ? 40 : 100) || text.length > 4000) return false;
  if (!ENDS_SENTENCE.test(text) || !/^[\p{L}\p{N}"“«¿¡(]/u.test(text)) return false;
  if ((text.match(CODE_SIGNS)?.length ?? 0) > text.length / 60) return false;
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters < text.length * (unspaced ? 0.6 : 0.7)) return false;
  return unspaced || wordCount(text) >= text.length / 12;
}

/** How many words a text has; of scripts without spaces, two characters count as one. */
export function wordCount(text: string): number {
  let count = 0;
  let inside = false;
  let dense = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x3040 && code <= 0x9fff) dense += 1;
    const space = code === 32;
    if (!space && !inside) count += 1;
    inside = !space;
  }
  return count + (dense >> 1);
}

/** The title of a page, and its paragraphs of prose. */
export function readProse(path: string): { title: string; paragraphs: string[] } {
  const bytes = readFileSync(path);
  const raw = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (raw.includes('\ufffd')) return { title: '', paragraphs: [] };
  const isMarkup = /\.(?:html?|page)(?:\.gz)?$/i.test(path);
  const [, title = ''] = /<title>([^<]*)<\/title>/i.exec(raw) ?? [];
  const parts = (isMarkup ? htmlText(raw) : plainText(raw)).split(/\n\s*\n/);
  const paragraphs = parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter(isProse);
  return { title: htmlText(title).replace(/\s+/g, ' ').trim(), paragraphs };
}
