/**
 * pdf.js in the window: its worker from the program's own files, its fonts and character maps too,
 * no scripts, no forms, nothing compiled. It comes only when the first pages are shown.
 */
import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

const CMAPS = import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url',
  import: 'default',
  eager: true,
});
const FONTS = import.meta.glob<string>(
  '../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
  { query: '?url', import: 'default', eager: true },
);

/** The addresses of files by their names alone. */
function byName(files: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(
    Object.entries(files).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]),
  );
}

const DATA: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  cMapUrl: byName(CMAPS),
  standardFontDataUrl: byName(FONTS),
};

/** Gives pdf.js the data files that were built into the program, and nothing else. */
class OwnData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = DATA[kind]?.get(filename);
    if (url === undefined) throw new Error(`There is no ${filename} here.`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename} could not be read.`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** Starts to open a PDF that the library keeps. */
export async function openPages(url: string): Promise<PDFDocumentLoadingTask> {
  const response = await fetch(url);
  if (!response.ok) throw new Error('The original file is missing from the library.');
  const data = await response.arrayBuffer();
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerPort ??= new PdfWorker();
  return pdfjs.getDocument({
    data,
    verbosity: 0,
    BinaryDataFactory: OwnData,
    cMapUrl: 'cmaps/',
    standardFontDataUrl: 'fonts/',
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    disableWorkerRendering: true,
    // Larger pictures would take the memory of the whole window.
    maxImageSize: 64_000_000,
  });
}
