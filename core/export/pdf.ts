/** Typesets a CaseDocument as a PDF with Typst; the typography is in resources/pdf/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { Refusal } from '../../shared/result.ts';
import { storedPath } from '../file-store.ts';
import type { CaseDocument } from './case-document.ts';
import { type LoadedFonts, loadFonts } from './fonts.ts';
import { settleFormulas } from './formulas.ts';
import { STANDARD_NAMES } from './export-record.ts';
import { codePointsOf, familyOfScript, withoutMissing } from './glyphs.ts';
import { guessPages } from './page-guess.ts';
import { type MappedPicture, settlePictures } from './pictures.ts';
import { counted } from './printed-source.ts';
import type { Script } from './script.ts';

export interface PdfResources {
  /** Holds case.typ and the files that it includes. */
  pdfFolder: string;
  /** Searched in turn for the font files. */
  fontFolders: readonly string[];
  /** The library's files/, for pictures; without it they are only described. */
  filesFolder?: string;
  /** Told what is being done, and how far it is from 0 to 1. */
  report?: (step: string, progress: number) => void;
  /** A file that is attached to the PDF; only PDF/A-3 says that it may be. */
  attachment?: { name: string; bytes: Uint8Array };
  /** Leaves out the tags and what standards ask for: enough to look at, and made sooner. */
  draft?: boolean;
}

export interface TypesetPdf {
  bytes: Uint8Array;
  pages: number;
  /** Sentences on what is not as it should be; the export's record tells the same. */
  warnings: string[];
  /**
   * Gives back what the compiler remembers of the pages, which is shared by the whole process and
   * would outlive a worker. It takes a while: nobody should wait for it.
   */
  forget: () => void;
}

const MAIN_FILE = 'case.typ';
const DATA_FILE = 'case.json';
/** What theme.typ reads: the families of the fonts, and the paper. */
const LOOK_FILE = 'look.json';
/** What is tried before the document: formulas and pictures, with case.typ's fonts. */
const TRIAL_FILE = 'trial.typ';
const TRIAL_DATA = 'trial.json';
/** Where the templates find what is attached. */
const ATTACHMENT_FILE = 'attachment.bin';

// The package is CommonJS, and finds its own binary by the platform.
const { NodeCompiler: Compiler } = createRequire(import.meta.url)(
  '@myriaddreamin/typst-ts-node-compiler',
) as { NodeCompiler: typeof NodeCompiler };

function scriptsOf(document: CaseDocument): Script[] {
  const scripts = [...document.notes, ...document.sources].flatMap(({ script }) => script ?? []);
  return [...new Set(scripts)];
}

function createCompiler(
  pdfFolder: string,
  fonts: LoadedFonts,
  paper: CaseDocument['paper'],
): NodeCompiler {
  const compiler = Compiler.create({
    workspace: pdfFolder,
    fontArgs: [{ fontBlobs: fonts.faces.map((face) => Buffer.from(face.buffer)) }],
  });
  // Read here and not by the compiler, which knows nothing of an application archive.
  for (const file of readdirSync(pdfFolder).filter((name) => name.endsWith('.typ'))) {
    const path = join(pdfFolder, file);
    compiler.addSource(path, readFileSync(path, 'utf8'));
  }
  mapJson(compiler, join(pdfFolder, LOOK_FILE), { families: fonts.families, paper });
  return compiler;
}

function firstMessage(diagnostics: readonly unknown[]): string {
  const [first] = diagnostics;
  const message =
    typeof first === 'object' && first !== null && 'message' in first && first.message;
  return typeof message === 'string' ? message : 'no reason was given';
}

function mapJson(compiler: NodeCompiler, path: string, data: object): void {
  compiler.mapShadow(path, Buffer.from(JSON.stringify(data)));
}

/** Hands data to the compiler and runs it on one of the templates. */
function run(compiler: NodeCompiler, pdfFolder: string, file: string, data: object) {
  const dataFile = file === MAIN_FILE ? DATA_FILE : TRIAL_DATA;
  mapJson(compiler, join(pdfFolder, dataFile), data);
  return compiler.compile({ mainFilePath: join(pdfFolder, file), resetRead: true });
}

function compile(
  compiler: NodeCompiler,
  pdfFolder: string,
  document: CaseDocument & { guesses: object },
  attachment: string | undefined,
): { paged: NodeTypstDocument; warnings: string[] } {
  const outcome = run(compiler, pdfFolder, MAIN_FILE, { ...document, attachment });
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

/** Settles, in place, how formulas and pictures are drawn; returns what the record says of it. */
function settle(
  document: CaseDocument,
  compiler: NodeCompiler,
  { pdfFolder, filesFolder }: PdfResources,
): string[] {
  const works = (formulas: readonly string[], pictures: readonly MappedPicture[]): boolean => {
    for (const { path, bytes } of pictures) {
      compiler.mapShadow(join(pdfFolder, path), Buffer.from(bytes));
    }
    const paths = pictures.map(({ path }) => path);
    try {
      const { result } = run(compiler, pdfFolder, TRIAL_FILE, { formulas, paths });
      if (result === null) return false;
      compiler.pdf(result, { pdfStandard: document.standard });
      return true;
    } catch {
      // The compiler throws when the standard refuses what it has set: then it does not work.
      return false;
    }
  };
  const read = (sha256: string): Uint8Array | undefined => {
    const path = filesFolder === undefined ? undefined : storedPath(filesFolder, sha256);
    return path !== undefined && existsSync(path) ? readFileSync(path) : undefined;
  };
  return [
    ...settleFormulas(document, (formulas) => works(formulas, [])),
    ...settlePictures(document, read, (pictures) => works([], pictures)),
  ];
}

/** The compiler's own words on why it refuses the standard, without where in its files it saw it. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const found = /message: "PDF\/[A-Za-z0-9-]+ error: ((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return (found ?? text).replaceAll('\\"', '"').slice(0, 300);
}

/**
 * Typesets a case file as tagged PDF, accepted by the standard that it asks for where its content
 * allows; where not, the record says why. The same document gives the same bytes. Throws a
 * `Refusal` when there is no way to typeset it. Synchronous, and takes seconds for hundreds of
 * sources: call it in a worker.
 */
export function typesetPdf(document: CaseDocument, resources: PdfResources): TypesetPdf {
  const { pdfFolder, fontFolders, attachment, draft = false, report = () => {} } = resources;
  report('Choosing the fonts', 0.05);
  const wanted = new Set(scriptsOf(document).map(familyOfScript));
  const fonts = loadFonts(fontFolders, codePointsOf(document), wanted);
  const mended = withoutMissing(document, fonts.missing);
  const compiler = createCompiler(pdfFolder, fonts, document.paper);
  if (attachment !== undefined) {
    compiler.mapShadow(join(pdfFolder, ATTACHMENT_FILE), Buffer.from(attachment.bytes));
  }
  const forget = () => compiler.evictCache(0);
  const guess = guessPages(mended);
  const set = () =>
    compile(compiler, pdfFolder, { ...mended, guesses: guess.places }, attachment?.name);
  try {
    mended.record.leftOut.push(...settle(mended, compiler, resources));
    const replaced = mended.record.leftOut.slice(document.record.leftOut.length);
    report(`Setting about ${counted(guess.pages, 'page')}`, 0.15);
    const first = set();
    const pages = first.paged.numOfPages;
    report(`Writing ${counted(pages, 'page')}`, 0.8);
    if (draft) {
      const bytes = compiler.pdf(first.paged, { pdfTags: false });
      return { bytes, pages, warnings: [], forget };
    }
    try {
      const bytes = compiler.pdf(first.paged, { pdfStandard: document.standard });
      return { bytes, pages, warnings: [...replaced, ...first.warnings], forget };
    } catch (error) {
      const refusal = `The mark of the standard (${STANDARD_NAMES[document.standard]}): ${reasonOf(error)}.`;
      mended.record.leftOut.push(refusal);
      const second = set();
      return {
        bytes: compiler.pdf(second.paged),
        pages: second.paged.numOfPages,
        warnings: [...replaced, refusal, ...second.warnings],
        forget,
      };
    }
  } catch (error) {
    forget();
    throw error;
  }
}
