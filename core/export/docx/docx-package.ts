/** The package of a Word document, made the same for the same document. */
import { deflateRawSync } from 'node:zlib';
import { zipOf, type ZipEntry } from '../../../shared/zip.ts';
import { openArchive } from '../../import/archive.ts';

/** The archive is our own: nothing in it is too much. No entry is packed to less than a 1,032nd. */
const NO_LIMITS = { inflated: 2 ** 31 - 1, entries: 65_535, ratio: 1_032 };

/** Ids of relationships that the library makes up by chance, where they stand in tags. */
const CHANCE_ID = /(<[\w:]+ [^<>]*\b(?:r:id|Id)="rId)([\w-]{21})"/g;

/** Numbers the ids that were made up by chance in the order in which they come. */
function numberer(): (xml: string) => string {
  const numbers = new Map<string, number>();
  return (xml) =>
    xml.replace(CHANCE_ID, (_, before: string, id: string) => {
      const number = numbers.get(id) ?? numbers.size + 1;
      numbers.set(id, number);
      return `${before}Link${number}"`;
    });
}

function dated(xml: string, at: string): string {
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${at}`);
}

/**
 * The package with nothing in it that differs from one writing to the next: links numbered, and
 * dates of the export where the library takes those of the moment. `at` is in ISO 8601.
 */
export function settledPackage(packed: Uint8Array, at: string): Uint8Array {
  const archive = openArchive(packed, 'The Word document', NO_LIMITS);
  const numbered = numberer();
  const entries = archive.entries.map(({ path }): ZipEntry => {
    const bytes = archive.read(path) ?? new Uint8Array();
    // Pictures have their own compression.
    if (!/\.(?:xml|rels)$/.test(path)) return { path, bytes };
    const xml = dated(numbered(new TextDecoder().decode(bytes)), at);
    const settled = new TextEncoder().encode(xml);
    return { path, bytes: settled, deflated: deflateRawSync(settled) };
  });
  return zipOf(entries);
}
