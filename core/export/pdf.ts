/** Typesets a CaseDocument as a PDF with Typst; the typography is in resources/pdf/. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { Refusal } from '../../shared/result.ts';
import type { CaseDocument } from './case-document.ts';
import { type LoadedFonts, loadFonts } from './fonts.ts';
import { codePointsOf, familyOfScript, withoutMissing } from './glyphs.ts';
import type { Script } from './script.ts';

export interface PdfResources {
  /** Holds case.typ and the files that it includes. */
  pdfFolder: string;
  /** Searched in turn for the font files. */
  fontFolders: readonly string[];
}

export interface TypesetPdf {
  bytes: Uint8Array;
  pages: number;
  /** Sentences on what is not as it should be; the export's record tells the same. */
  warnings: string[];
}

const ACCESSIBLE = 'ua-1';
const MAIN_FILE = 'case.typ';
const DATA_FILE = 'case.json';

// The package is CommonJS, and finds its own binary by the platform.
const { NodeCompiler: Compiler } = createRequire(import.meta.url)(
  '@myriaddreamin/typst-ts-node-compiler',
) as { NodeCompiler: typeof NodeCompiler };

function scriptsOf(document: CaseDocument): Script[] {
  const scripts = [...document.notes, ...document.sources].flatMap(({ script }) => script ?? []);
  return [...new Set(scripts)];
}

function createCompiler(pdfFolder: string, fonts: LoadedFonts): NodeCompiler {
  const compiler = Compiler.create({
    workspace: pdfFolder,
    fontArgs: [{ fontBlobs: fonts.faces.map((face) => Buffer.from(face.buffer)) }],
  });
  // Read here and not by the compiler, which knows nothing of an application archive.
  for (const file of readdirSync(pdfFolder).filter((name) => name.endsWith('.typ'))) {
    const path = join(pdfFolder, file);
    compiler.addSource(path, readFileSync(path, 'utf8'));
  }
  return compiler;
}

function firstMessage(diagnostics: readonly unknown[]): string {
  const [first] = diagnostics;
  const message =
    typeof first === 'object' && first !== null && 'message' in first && first.message;
  return typeof message === 'string' ? message : 'no reason was given';
}

function compile(
  compiler: NodeCompiler,
  pdfFolder: string,
  document: CaseDocument,
  families: readonly string[],
): { paged: NodeTypstDocument; warnings: string[] } {
  const data = JSON.stringify({ ...document, families });
  compiler.mapShadow(join(pdfFolder, DATA_FILE), Buffer.from(data));
  const outcome = compiler.compile({ mainFilePath: join(pdfFolder, MAIN_FILE), resetRead: true });
  const paged = outcome.result;
  if (paged === null) {
    const error = outcome.takeError();
    const reason =
      error === null ? 'no reason was given' : firstMessage(compiler.fetchDiagnostics(error));
    throw new Refusal('internal', `The case file could not be typeset: ${reason}.`);
  }
  const warned = outcome.takeWarnings();
  const warnings = warned === null ? [] : compiler.fetchDiagnostics(warned);
  return { paged, warnings: warnings.map((warning) => firstMessage([warning])) };
}

/** The compiler's own words on why it refuses the standard, without where in its files it saw it. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const found = /message: "PDF\/UA-1 error: ((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return (found ?? text).replaceAll('\\"', '"').slice(0, 300);
}

/**
 * Typesets a case file as tagged PDF, accepted as PDF/UA-1 where its content allows; where not, the
 * record says why. The same document gives the same bytes. Throws a `Refusal` when there is no way
 * to typeset it. Synchronous, and takes seconds for hundreds of sources: call it in a worker.
 */
export function typesetPdf(document: CaseDocument, resources: PdfResources): TypesetPdf {
  const { pdfFolder, fontFolders } = resources;
  const wanted = new Set(scriptsOf(document).map(familyOfScript));
  const fonts = loadFonts(fontFolders, codePointsOf(document), wanted);
  const mended = withoutMissing(document, fonts.missing);
  const replaced = mended.record.leftOut.slice(document.record.leftOut.length);
  const compiler = createCompiler(pdfFolder, fonts);
  try {
    const first = compile(compiler, pdfFolder, mended, fonts.families);
    try {
      const bytes = compiler.pdf(first.paged, { pdfStandard: ACCESSIBLE });
      return {
        bytes,
        pages: first.paged.numOfPages,
        warnings: [...replaced, ...first.warnings],
      };
    } catch (error) {
      const refusal = `The mark of an accessible document (PDF/UA-1): ${reasonOf(error)}.`;
      mended.record.leftOut.push(refusal);
      const second = compile(compiler, pdfFolder, mended, fonts.families);
      return {
        bytes: compiler.pdf(second.paged),
        pages: second.paged.numOfPages,
        warnings: [...replaced, refusal, ...second.warnings],
      };
    }
  } finally {
    // What the compiler remembers is shared by the whole process and would outlive this worker.
    compiler.evictCache(0);
  }
}
