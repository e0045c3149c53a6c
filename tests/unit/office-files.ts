/** Small office documents and books for tests, made of the parts that a test is about. */
import { zip, zipOf, type ZipEntry } from './zip-writer.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface DocxParts {
  /** What is in `w:body`. */
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  /** `<Relationship>` elements of the main part. */
  relations?: string;
  core?: string;
  app?: string;
  /** Further entries, by path. */
  files?: Record<string, string | Uint8Array>;
}

function part(name: string, content: string): string {
  const spaces = [
    `xmlns:w="${W}" xmlns:r="${R}"`,
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
  ];
  return `<?xml version="1.0"?><w:${name} ${spaces.join(' ')}>${content}</w:${name}>`;
}

/** The entries of a Word document. */
export function docxFiles(parts: DocxParts): Record<string, string | Uint8Array> {
  const related = ['styles', 'numbering', 'footnotes', 'endnotes'] as const;
  const given = related.filter((name) => parts[name] !== undefined);
  const relations = given
    .map((name) => `<Relationship Id="${name}" Type="${R}/${name}" Target="${name}.xml"/>`)
    .join('');
  const own = given.map((name) => [`word/${name}.xml`, part(name, parts[name] ?? '')] as const);
  const properties = {
    ...(parts.core === undefined
      ? {}
      : {
          'docProps/core.xml': `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">${parts.core}</cp:coreProperties>`,
        }),
    ...(parts.app === undefined
      ? {}
      : { 'docProps/app.xml': `<Properties>${parts.app}</Properties>` }),
  };
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': part('document', `<w:body>${parts.body}</w:body>`),
    'word/_rels/document.xml.rels': `<Relationships xmlns="${RELATIONS}">${relations}${parts.relations ?? ''}</Relationships>`,
    ...Object.fromEntries(own),
    ...properties,
    ...parts.files,
  };
}

/** A Word document. */
export function docx(parts: DocxParts | string): Uint8Array {
  return zipOf(docxFiles(typeof parts === 'string' ? { body: parts } : parts));
}

/** A paragraph of Word with this text. */
export function p(text: string, settings = ''): string {
  return `<w:p><w:pPr>${settings}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

const ODF =
  'office style text table draw fo xlink dc meta svg'
    .split(' ')
    .map(
      (name) =>
        `xmlns:${name}="${name === 'draw' ? 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' : name}"`,
    )
    .join(' ') + ' xmlns:math="m"';

export interface OdtParts {
  /** What is in `office:text`. */
  body: string;
  /** What is in `office:automatic-styles`. */
  automatic?: string;
  styles?: string;
  meta?: string;
  files?: Record<string, string | Uint8Array>;
}

/** The entries of an OpenDocument text, its type first. */
export function odtEntries(parts: OdtParts): ZipEntry[] {
  const { body, automatic = '', styles = '', meta = '', files = {} } = parts;
  const xml = {
    'content.xml': `<office:document-content ${ODF}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${ODF}><office:styles>${styles}</office:styles></office:document-styles>`,
    'meta.xml': `<office:document-meta ${ODF}><office:meta>${meta}</office:meta></office:document-meta>`,
    ...files,
  };
  return [
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
    ...Object.entries(xml).map(([name, content]) => ({ name, content })),
  ];
}

/** An OpenDocument text. */
export function odt(parts: OdtParts | string): Uint8Array {
  return zip(odtEntries(typeof parts === 'string' ? { body: parts } : parts));
}

export interface EpubParts {
  /** Chapters by file name, in reading order: what is in `body`, or a whole file of XHTML. */
  chapters: Record<string, string>;
  metadata?: string;
  /** Further `<item>` elements. */
  items?: string;
  /** Attributes of the spine. */
  spine?: string;
  files?: Record<string, string | Uint8Array>;
}

/** The entries of a book, its type first. */
export function epubEntries({
  chapters,
  metadata = '',
  items = '',
  spine = '',
  files = {},
}: EpubParts): ZipEntry[] {
  const names = Object.keys(chapters);
  const manifest = names.map(
    (name, at) => `<item id="c${at}" href="${name}" media-type="application/xhtml+xml"/>`,
  );
  const refs = names.map((_, at) => `<itemref idref="c${at}"/>`);
  const whole = (content: string): string =>
    content.startsWith('<?xml') || content.startsWith('<html')
      ? content
      : `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${content}</body></html>`;
  const xml = {
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    'OPS/book.opf': `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata><manifest>${manifest.join('')}${items}</manifest><spine ${spine}>${refs.join('')}</spine></package>`,
    ...Object.fromEntries(names.map((name) => [`OPS/${name}`, whole(chapters[name] ?? '')])),
    ...files,
  };
  return [
    { name: 'mimetype', content: 'application/epub+zip', stored: true },
    ...Object.entries(xml).map(([name, content]) => ({ name, content })),
  ];
}

/** A book. */
export function epub(parts: EpubParts): Uint8Array {
  return zip(epubEntries(parts));
}

/** A PNG picture of one colour, so large in pixels. */
export { png } from './png-writer.ts';
