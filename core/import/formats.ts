/** Every format that can be read, and how it is known. A new format is a row here. */
import { looksLikeEnex, looksLikeListTable, looksLikeReadingList } from './list-looks.ts';
import { OFFICE_FORMATS } from './office-formats.ts';
import { PICTURE_FORMATS } from './picture.ts';
import type { Reader } from './reader.ts';
import { REFERENCE_FORMATS } from './references/formats.ts';
import { WEB_FORMATS } from './web-formats.ts';

export interface Format {
  mediaType: string;
  /** What people call it: "Web page". */
  name: string;
  /** Endings of file names, without dots, in small letters. */
  endings: readonly string[];
  /** Says by its bytes, cheaply, whether a file is of this format. */
  looksLike?: (bytes: Uint8Array) => boolean;
  /** Whether every file of this format looks like it, so that its looks decide before its ending. */
  certain?: true;
  /** The reader; heavy libraries come with it only when a file needs them. */
  load: () => Reader | Promise<Reader>;
}

/** Says by its beginning whether a file is a PDF; some have other bytes before their header. */
function looksLikePdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
}

export const FORMATS: readonly Format[] = [
  ...OFFICE_FORMATS,
  {
    mediaType: 'application/pdf',
    name: 'PDF',
    endings: ['pdf'],
    looksLike: looksLikePdf,
    certain: true,
    load: async () => (await import('./pdf.ts')).readPdf,
  },
  ...WEB_FORMATS,
  {
    mediaType: 'application/enex+xml',
    name: 'Evernote notes',
    endings: ['enex'],
    looksLike: looksLikeEnex,
    certain: true,
    load: async () => (await import('./enex.ts')).readEnex,
  },
  {
    mediaType: 'text/x-reading-list',
    name: 'Reading list',
    endings: ['html', 'htm'],
    looksLike: looksLikeReadingList,
    certain: true,
    load: async () => (await import('./reading-list.ts')).readReadingList,
  },
  {
    mediaType: 'text/csv',
    name: 'Table (CSV)',
    endings: ['csv', 'tsv'],
    looksLike: looksLikeListTable,
    load: async () => (await import('./tables.ts')).readTable,
  },
  {
    mediaType: 'text/markdown',
    name: 'Markdown',
    endings: ['md', 'markdown'],
    load: async () => (await import('./markdown.ts')).readMarkdown,
  },
  {
    mediaType: 'text/plain',
    name: 'Plain text',
    endings: ['txt', 'text', 'log'],
    load: async () => (await import('./text.ts')).readText,
  },
  ...REFERENCE_FORMATS,
  ...PICTURE_FORMATS,
];
