/** The reference lists that can be read, as rows for the table of formats. */
import type { Format } from '../formats.ts';

function head(bytes: Uint8Array, length = 4096): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(0, length)).replace(/^\uFEFF/, '');
}

// Databases give their lists away as .txt, too. Where a file with that ending doesn't look like a
// list it is plain text, whose row stands before these.
export const REFERENCE_FORMATS: readonly Format[] = [
  {
    mediaType: 'application/x-bibtex',
    name: 'BibTeX',
    endings: ['bib', 'bibtex', 'txt'],
    looksLike: (bytes) =>
      /^(?:\s*(?:%[^\n]*\n|@comment\s*\{[^}]*\}|@preamble\s*\{[^}]*\}))*\s*@[a-z]+\s*[{(]\s*[^\s,{}]+\s*[,=]/i.test(
        head(bytes),
      ),
    load: async () => (await import('./bibtex.ts')).readBibtex,
  },
  {
    mediaType: 'application/x-research-info-systems',
    name: 'RIS',
    endings: ['ris', 'txt'],
    looksLike: (bytes) => /^TY\s{1,4}-\s+[A-Z]{3,7}\s*$/m.test(head(bytes)),
    load: async () => (await import('./ris.ts')).readRis,
  },
  {
    mediaType: 'application/nbib',
    name: 'PubMed list (NBIB)',
    endings: ['nbib', 'medline', 'txt'],
    looksLike: (bytes) => /^\s*PMID- \d+/.test(head(bytes)),
    load: async () => (await import('./nbib.ts')).readNbib,
  },
  {
    mediaType: 'application/vnd.citationstyles.csl+json',
    name: 'CSL-JSON',
    endings: ['json', 'csljson'],
    looksLike: (bytes) =>
      /^\s*(?:\[\s*)?\{/.test(head(bytes)) &&
      /"(?:type|issued|author|container-title)"\s*:/.test(head(bytes)),
    load: async () => (await import('./csl-json.ts')).readCslJson,
  },
  {
    mediaType: 'application/x-endnote-xml',
    name: 'EndNote XML',
    endings: ['xml'],
    looksLike: (bytes) =>
      /<xml>\s*<records>|<records>\s*<record>|<record>[^]{0,2000}<(?:ref-type|source-app)\b/.test(
        head(bytes, 16_384),
      ),
    load: async () => (await import('./endnote-xml.ts')).readEndNoteXml,
  },
  {
    mediaType: 'application/rdf+xml',
    name: 'Zotero RDF',
    endings: ['rdf'],
    looksLike: (bytes) =>
      /<rdf:RDF\b/.test(head(bytes)) &&
      /purl\.org\/net\/biblio#|zotero\.org\/namespaces/.test(head(bytes)),
    load: async () => (await import('./zotero-rdf.ts')).readZoteroRdf,
  },
];
