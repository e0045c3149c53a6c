/** The files that a case file, or chosen sources, can leave the program as. */

interface ExportFormat {
  /** What people call it. */
  name: string;
  /** Of the file, without its dot. */
  ending: string;
  /** What is in it. */
  holds: string;
  /** What the library has and the format can't say; absent when that is nothing. */
  loses?: string;
  /** Whether it can be made of chosen sources too. */
  ofSources: boolean;
}

export const EXPORT_FORMATS = {
  pdf: {
    name: 'PDF',
    ending: 'pdf',
    holds: 'The case file to print or hand over: notes, sources with their highlights, comments.',
    ofSources: false,
  },
  bundle: {
    name: 'Casebook bundle',
    ending: 'casebook',
    holds:
      'All that the case file holds, to be read by another Casebook and merged there; unpacked, it is files that open by themselves.',
    loses:
      'What is in the trash, earlier versions of notes but for those that lost against another text, what notes link to outside of the case file (the words of the link stay), and where you read.',
    ofSources: false,
  },
  docx: {
    name: 'Word document (DOCX)',
    ending: 'docx',
    holds:
      'Notes and sources to go on writing with, for Word and LibreOffice: headings, footnotes, highlights shaded, your comments as comments.',
    loses:
      'What Word has no place for: more than one rule under overlapping highlights, all but the first passage of a commented highlight as the place of its comment, footnotes, formulas, tables and pictures within comments (their words stay), and WebP and AVIF pictures. The contents have no page numbers until Word or LibreOffice updates them.',
    ofSources: true,
  },
  html: {
    name: 'Web page (HTML)',
    ending: 'html',
    holds:
      'One file for any browser, with pictures inside and nothing to fetch: notes, sources with their highlights, comments beside their passages.',
    loses:
      'Nothing for who reads it; printed by a browser, the contents have no page numbers. Added to a library again it is one source: highlights, comments, labels, tags and the details of each source are left out.',
    ofSources: true,
  },
  markdown: {
    name: 'Markdown folder',
    ending: 'zip',
    holds:
      'A file for each note and source, the comments of each source, and their pictures, for Obsidian, Joplin and Pandoc; packed as a zip.',
    loses:
      'Where overlapping highlights begin and end in the text (the comments quote each in full), the colours of labels, whose names stay, italics in citations, page numbers of the originals, the index and the list of open questions. Added to a library again, a passage in a note is a quotation; comments and highlights are left out.',
    ofSources: true,
  },
  annotations: {
    name: 'Web annotations',
    ending: 'jsonld',
    holds: 'The highlights with comments and tags, as W3C Web Annotation JSON-LD.',
    loses: 'The texts of the sources, and the notes.',
    ofSources: true,
  },
  csv: {
    name: 'Table of highlights (CSV)',
    ending: 'csv',
    holds: 'A row for each highlight: quotation, comment, label, tags, source and place.',
    loses: 'How comments are formatted, and the notes.',
    ofSources: true,
  },
  anki: {
    name: 'Anki cards',
    ending: 'txt',
    holds: 'A card for each highlight with a comment, to learn from.',
    loses: 'Highlights without a comment, how comments are formatted, and the notes.',
    ofSources: true,
  },
  bibtex: {
    name: 'BibTeX references',
    ending: 'bib',
    holds: 'What is recorded about the sources, for BibLaTeX, Pandoc and reference managers.',
    loses: 'Texts, highlights and notes; roles and fields that BibLaTeX has no name for.',
    ofSources: true,
  },
  ris: {
    name: 'RIS references',
    ending: 'ris',
    holds: 'What is recorded about the sources, for reference managers.',
    loses:
      'Texts, highlights and notes; fields, date ranges and uncertain dates that RIS has no tag for.',
    ofSources: true,
  },
  'csl-json': {
    name: 'CSL-JSON references',
    ending: 'json',
    holds: 'All that is recorded about the sources, for Pandoc, Zotero and citation styles.',
    loses:
      'Texts, highlights and notes. Tags with a semicolon come apart when they are read again.',
    ofSources: true,
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportFormatId = keyof typeof EXPORT_FORMATS;

export const EXPORT_FORMAT_IDS = Object.keys(EXPORT_FORMATS) as [
  ExportFormatId,
  ...ExportFormatId[],
];

/** What of a format people are told before they choose it. */
export function exportFormat(id: ExportFormatId): ExportFormat {
  return EXPORT_FORMATS[id];
}

/** The formats that are documents: made of a whole case file, or of sources with their texts. */
export const DOCUMENT_FORMATS = ['docx', 'html', 'markdown'] as const satisfies ExportFormatId[];

export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Says whether a format is a document beside the PDF. */
export function isDocumentFormat(id: ExportFormatId): id is DocumentFormat {
  return DOCUMENT_FORMATS.some((format) => format === id);
}
