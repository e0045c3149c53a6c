/**
 * pdf.js as the readers use it: inside the process that asks, its fonts and character maps from its
 * own package, no scripts, no forms, no pictures, no network.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as PdfJs from 'pdfjs-dist';

/** Where the package is: also beside the built program, which carries its packages with it. */
function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
}

/** The folders of the package's own data, by the names under which pdf.js asks for files. */
const FOLDERS: Readonly<Record<string, string>> = {
  cMapUrl: 'cmaps',
  standardFontDataUrl: 'standard_fonts',
};

/** Gives pdf.js the data files of its own package, and nothing else. */
class PackageData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const folder = FOLDERS[kind];
    if (folder === undefined || !/^[\w-]+(?:\.\w+)?$/.test(filename)) {
      throw new Error(`There is no ${filename} here.`);
    }
    return new Uint8Array(await readFile(join(packageFolder(), folder, filename)));
  }
}

/** Stands in for parts of the DOM that pdf.js names while it loads; drawing is never asked for. */
const absent = class {
  readonly missing = true;
};

let loaded: Promise<typeof PdfJs> | undefined;

async function load(): Promise<typeof PdfJs> {
  const names = globalThis as unknown as Record<string, unknown>;
  names['DOMMatrix'] ??= absent;
  names['Path2D'] ??= absent;
  // Found there, it runs in this process, which is already one of its own with limits.
  names['pdfjsWorker'] = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** Starts to open a PDF. `bytes` is copied, for pdf.js takes what it is given away. */
export async function openPdf(bytes: Uint8Array): Promise<PdfJs.PDFDocumentLoadingTask> {
  const pdfjs = await (loaded ??= load());
  return pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    BinaryDataFactory: PackageData,
    cMapUrl: 'cmaps/',
    standardFontDataUrl: 'fonts/',
    useWorkerFetch: false,
    useSystemFonts: false,
    useWasm: false,
    disableFontFace: true,
    disableAutoFetch: true,
    disableStream: true,
    disableRange: true,
    enableXfa: false,
    // The names of fonts come with these, and with the names what is bold and what italic.
    fontExtraProperties: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // Pictures are not looked at: any that is larger than this is left out before it is inflated.
    maxImageSize: 1,
    stopAtErrors: false,
  });
}
