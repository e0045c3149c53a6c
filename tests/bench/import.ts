import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseBibtex } from '@retorquere/bibtex-parser';
import { read as readRis } from '@customcommander/ris';
import { parseBuffer } from 'bplist-parser';
import chardet from 'chardet';
import { DOMParser } from 'linkedom';
import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { unzipSync } from 'fflate';
import { parseDocument } from 'htmlparser2';
import mammoth from 'mammoth';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { parse } from 'parse5';
import Papa from 'papaparse';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PostalMime from 'postal-mime';
import parseRtf from 'rtf-parser';
import { openArchive } from '../../core/import/archive.ts';
import { readSources } from '../../core/import/index.ts';
import { docx, epub, odt, p } from '../unit/office-files.ts';
import { zipOf } from '../unit/zip-writer.ts';
import { makeCorpus, type Article } from './corpus.ts';
import { race } from './measure.ts';

const FIXTURES = new URL('../fixtures/import/', import.meta.url);
const MB = 1024 * 1024;

interface File {
  name: string;
  bytes: Uint8Array;
}

type Work = (file: File) => unknown;

function fixtures(folder: string, ending: string): File[] {
  return readdirSync(new URL(`${folder}/`, FIXTURES))
    .filter((name) => name.endsWith(`.${ending}`) && !/locked|scan-only/.test(name))
    .map((name) => ({ name, bytes: readFileSync(new URL(`${folder}/${name}`, FIXTURES)) }));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The same articles in a format, each article a file. */
function written(ending: string, articles: readonly Article[]): File[] {
  const write: Record<string, (article: Article) => string | Uint8Array> = {
    txt: ({ title, paragraphs }) => [title, ...paragraphs].join('\n\n'),
    md: ({ title, paragraphs }) => [`# ${title}`, ...paragraphs].join('\n\n'),
    html: ({ title, paragraphs }) =>
      `<!doctype html><title>${escaped(title)}</title><article><h1>${escaped(title)}</h1>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}</article>`,
    docx: ({ paragraphs }) => docx(paragraphs.map((text) => p(escaped(text))).join('')),
    odt: ({ paragraphs }) =>
      odt(paragraphs.map((text) => `<text:p>${escaped(text)}</text:p>`).join('')),
    rtf: ({ paragraphs }) =>
      `{\\rtf1\\ansi ${paragraphs.map((text) => `\\pard ${text.replace(/[\\{}]|[^\0-\x7f]/g, '')}\\par`).join('\n')}}`,
    epub: ({ paragraphs }) =>
      epub({
        chapters: { 'a.xhtml': paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('') },
      }),
  };
  return articles.map((article, index) => ({
    name: `${index}.${ending}`,
    bytes: Buffer.from(write[ending]?.(article) ?? ''),
  }));
}

/** Reads a web page with Readability as it stands, as its users do. */
const readability: Work = ({ bytes }) => {
  const document = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/html');
  return isProbablyReaderable(document as never) && new Readability(document as never).parse();
};

const pdfText: Work = async ({ bytes }) => {
  // It takes the bytes it is given away, so it gets a copy.
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  for (let page = 1; page <= document.numPages; page += 1) {
    await (await document.getPage(page)).getTextContent();
  }
  await task.destroy();
};

/** Says whether a property list is a binary one, which is all that bplist-parser reads. */
function isBinary({ bytes }: File): boolean {
  return Buffer.from(bytes.subarray(0, 6)).toString('latin1') === 'bplist';
}

/** Inflates an archive and makes a tree of each page or part of it, no more. */
const treesOf =
  (parsed: RegExp, parse: (text: string) => unknown): Work =>
  ({ bytes }) => {
    const entries = unzipSync(bytes, { filter: ({ name }) => parsed.test(name) });
    return Object.values(entries).map((entry) => parse(new TextDecoder().decode(entry)));
  };

/** Each encoding that chardet names, as TextDecoder knows it; unknown ones are read as Latin. */
const chardetText: Work = ({ bytes }) => {
  const found = chardet.detect(bytes) ?? 'UTF-8';
  const known = /^(?:UTF|ISO-8859|windows|KOI8|Shift|EUC|GB|Big5)/i.test(found);
  return new TextDecoder(known ? found : 'latin1').decode(bytes);
};

const rtfTree: Work = ({ bytes }) =>
  new Promise((resolve) => {
    parseRtf.string(Buffer.from(bytes).toString('latin1'), (_failed, document) =>
      resolve(document),
    );
  });

/** A list of PubMed as RIS: the same lines, under the tags that RIS has for them. */
function asRis({ bytes }: File): string {
  const tags: Readonly<Record<string, string>> = { PMID: 'ID', TI: 'TI', FAU: 'AU', DP: 'PY' };
  const records = new TextDecoder()
    .decode(bytes)
    .split(/^PMID-/m)
    .slice(1);
  const lineOf = (line: string): string => {
    const [, tag = '', value = ''] = /^([A-Z]{2,4}) *- (.*)$/.exec(line) ?? [];
    return `${tags[tag] ?? 'N1'}  - ${value === '' ? line.trim() : value}`;
  };
  return records
    .map((record) => [
      'TY  - JOUR',
      ...`PMID-${record}`.trim().split(/\r?\n/).map(lineOf),
      'ER  - ',
    ])
    .map((lines) => lines.join('\n'))
    .join('\n');
}

/** Reads all files both ways in turn, and prints files and megabytes per second. */
async function benchFormat(
  label: string,
  files: readonly File[],
  baseline: { name: string; work: Work },
  casebook: Work = (file) => readSources(file),
): Promise<void> {
  const all = (work: Work) => async () => {
    for (const file of files) await work(file);
  };
  const { own, other, ratio } = await race({
    casebook: all(casebook),
    baseline: { name: baseline.name, run: all(baseline.work) },
    runs: 5,
  });
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  const speed = (ms: number) =>
    `${((files.length * 1000) / ms).toFixed(0)} files/s, ${((bytes / MB) * (1000 / ms)).toFixed(1)} MB/s`;
  console.log(
    `${`read ${files.length} × ${label}`.padEnd(30)}${speed(own).padStart(26)}   ` +
      `${ratio.toFixed(2).padStart(6)} x  ${baseline.name} (${speed(other)})`,
  );
}

/** How fast each format is read, beside a library that is used bare on the same files. */
export async function benchReaders(): Promise<void> {
  const articles = makeCorpus(60);
  const inflate = { name: 'fflate inflating, bare', work: ({ bytes }: File) => unzipSync(bytes) };
  await benchFormat('plain text', [...fixtures('text', 'txt'), ...written('txt', articles)], {
    name: 'chardet and TextDecoder, bare',
    work: chardetText,
  });
  await benchFormat('Markdown', written('md', articles), {
    name: 'mdast-util-from-markdown, bare',
    work: ({ bytes }) =>
      fromMarkdown(new TextDecoder().decode(bytes), {
        extensions: [gfm()],
        mdastExtensions: [gfmFromMarkdown()],
      }),
  });
  await benchFormat('web page', [...fixtures('html', 'html'), ...written('html', articles)], {
    name: 'linkedom and Readability, bare',
    work: readability,
  });
  await benchFormat('PDF', fixtures('pdf', 'pdf'), {
    name: 'pdfjs getTextContent, bare',
    work: pdfText,
  });
  await benchFormat('Word', [...fixtures('docx', 'docx'), ...written('docx', articles)], {
    name: 'mammoth, bare',
    work: ({ bytes }) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) }),
  });
  await benchFormat('OpenDocument', [...fixtures('odt', 'odt'), ...written('odt', articles)], {
    name: 'fflate and htmlparser2, bare',
    work: treesOf(/\.xml$/, (text) => parseDocument(text, { xmlMode: true })),
  });
  // The three that are left out end rtf-parser by an error outside of its callback.
  const rtf = fixtures('rtf', 'rtf').filter(
    ({ name }) => !/^(?:libreoffice-lakes|pandoc-languages|wordpad-letter)/.test(name),
  );
  await benchFormat('RTF', [...rtf, ...written('rtf', articles)], {
    name: 'rtf-parser, bare',
    work: rtfTree,
  });
  await benchFormat('EPUB', [...fixtures('epub', 'epub'), ...written('epub', articles)], {
    name: 'fflate and parse5, bare',
    work: treesOf(/\.x?html$/, (text) => parse(text)),
  });
  const tree = {
    name: 'htmlparser2, bare',
    work: ({ bytes }: File) => parseDocument(new TextDecoder().decode(bytes), { xmlMode: true }),
  };
  const mime = { name: 'postal-mime, bare', work: ({ bytes }: File) => PostalMime.parse(bytes) };
  await benchFormat('web archive (MHTML)', fixtures('mhtml', 'mhtml'), mime);
  await benchFormat('web archive (Safari)', fixtures('webarchive', 'webarchive').filter(isBinary), {
    name: 'bplist-parser, bare',
    work: ({ bytes }) => parseBuffer(Buffer.from(bytes)),
  });
  await benchFormat('mail', fixtures('eml', 'eml'), mime);
  const rows = articles.flatMap(({ title, paragraphs }) => paragraphs.map((text) => [title, text]));
  const table = {
    name: 'table.csv',
    bytes: Buffer.from(Papa.unparse([['Title', 'Text'], ...rows])),
  };
  await benchFormat('table (CSV)', [table], {
    name: 'papaparse, bare',
    work: ({ bytes }) => Papa.parse(new TextDecoder().decode(bytes)),
  });
  await benchFormat('Evernote', fixtures('evernote', 'enex'), tree);
  await benchFormat('EndNote XML', fixtures('references', 'xml'), tree);
  await benchFormat('Zotero RDF', fixtures('references/zotero-export', 'rdf'), tree);
  await benchFormat('CSL-JSON', fixtures('references', 'json'), {
    name: 'JSON.parse, bare',
    work: ({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as unknown,
  });
  await benchFormat('BibTeX', fixtures('references', 'bib'), {
    name: '@retorquere/bibtex-parser, bare',
    work: ({ bytes }) => parseBibtex(new TextDecoder().decode(bytes)),
  });
  // It takes no lists that depart from the letter of the format, and line ends of one kind only.
  const ris = fixtures('references', 'ris').filter(({ name }) => !/^(?:damaged|ieee)/.test(name));
  await benchFormat('RIS', ris, {
    name: '@customcommander/ris, bare',
    work: ({ bytes }) => readRis(new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n')),
  });
  // npm has no reader of NBIB that is kept; its records as RIS are the nearest thing.
  await benchFormat('NBIB', fixtures('references', 'nbib'), {
    name: '@customcommander/ris, bare, its records as RIS',
    work: (file) => readRis(asRis(file)),
  });
  await benchFormat('reading list', fixtures('reading-lists', 'html'), tree);
  const texts = articles.map(({ paragraphs }, at): [string, string] => [
    `${at}.txt`,
    paragraphs.join('\n\n'),
  ]);
  const archive = { name: 'articles.zip', bytes: zipOf(Object.fromEntries(texts)) };
  await benchFormat('zip of 60', [archive], inflate, ({ name, bytes }) => {
    const opened = openArchive(bytes, name);
    return opened.entries.map(({ path }) => opened.read(path));
  });
}
