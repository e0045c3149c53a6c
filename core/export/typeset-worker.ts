/**
 * Worker entry: typesets one case file and puts the PDF in its place, whole or not at all.
 * Takes `TypesetTask` as its data, posts `TypesetMessage`s, the last of them `done` or `failed`,
 * gives back the memory that it took, and ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../shared/result.ts';
import { writeDurably } from '../durable-file.ts';
import type { CaseDocument } from './case-document.ts';
import { type PdfResources, typesetPdf } from './pdf.ts';

export interface TypesetTask extends Pick<
  PdfResources,
  'pdfFolder' | 'filesFolder' | 'attachment' | 'draft'
> {
  document: CaseDocument;
  fontFolders: string[];
  /** Absolute; replaced when it is there. */
  outFile: string;
}

export type TypesetMessage =
  | { type: 'step'; step: string; progress: number }
  /** The file holds the cover alone, until all pages are set. Only of drafts of long case files. */
  | { type: 'cover' }
  | { type: 'done'; pages: number; bytes: number; warnings: string[] }
  | { type: 'failed'; message: string };

/** Sources and notes from which on the cover of a draft is set first. */
const MANY = 30;

function write(file: string, bytes: Uint8Array): void {
  try {
    writeDurably(file, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('disk', `The PDF could not be written to "${file}": ${reason}.`);
  }
}

/** The cover of a document and nothing else that takes time. */
function coverOf(document: CaseDocument): CaseDocument {
  const {
    summary: _summary,
    claims: _claims,
    timeline: _timeline,
    people: _people,
    openQuestions: _openQuestions,
    bibliography: _bibliography,
    index: _index,
    ...front
  } = document;
  return { ...front, labels: [], notes: [], sources: [], printsRecord: false };
}

/** Posts what comes of a task, and then gives back what it took. */
function work({ document, outFile, ...resources }: TypesetTask): void {
  const report = (step: string, progress: number) => post({ type: 'step', step, progress });
  try {
    if (resources.draft === true && document.sources.length + document.notes.length > MANY) {
      write(outFile, typesetPdf(coverOf(document), resources).bytes);
      post({ type: 'cover' });
    }
    const { forget, ...pdf } = typesetPdf(document, { ...resources, report });
    try {
      write(outFile, pdf.bytes);
      post({ type: 'done', pages: pdf.pages, bytes: pdf.bytes.length, warnings: pdf.warnings });
    } finally {
      forget();
    }
  } catch (error) {
    if (error instanceof Refusal) return post({ type: 'failed', message: error.message });
    const reason = error instanceof Error ? error.message : String(error);
    post({ type: 'failed', message: `The case file could not be typeset: ${reason}.` });
  }
}

function post(message: TypesetMessage): void {
  parentPort?.postMessage(message);
}

// `workerData` has no type of its own; the host that starts this file gives it a TypesetTask.
work(workerData as TypesetTask);
