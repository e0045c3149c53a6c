/**
 * Worker entry: typesets one case file and puts the PDF in its place, whole or not at all.
 * Takes `TypesetTask` as its data, posts one `TypesetOutcome`, and ends.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../shared/result.ts';
import type { CaseDocument } from './case-document.ts';
import { typesetPdf } from './pdf.ts';

export interface TypesetTask {
  document: CaseDocument;
  pdfFolder: string;
  fontFolders: string[];
  /** The library's files/, for pictures. */
  filesFolder?: string;
  /** Absolute; replaced when it is there. */
  outFile: string;
}

export type TypesetOutcome =
  | { type: 'done'; pages: number; bytes: number; warnings: string[] }
  | { type: 'failed'; message: string };

function writeWhole(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.${process.pid}.part`;
  try {
    const handle = openSync(temporary, 'w');
    try {
      for (let at = 0; at < bytes.length; at += writeSync(handle, bytes, at));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function outcomeOf({ document, outFile, ...resources }: TypesetTask): TypesetOutcome {
  try {
    const { bytes, pages, warnings } = typesetPdf(document, resources);
    try {
      writeWhole(outFile, bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Refusal('disk', `The PDF could not be written to "${outFile}": ${reason}.`);
    }
    return { type: 'done', pages, bytes: bytes.length, warnings };
  } catch (error) {
    if (error instanceof Refusal) return { type: 'failed', message: error.message };
    const reason = error instanceof Error ? error.message : String(error);
    return { type: 'failed', message: `The case file could not be typeset: ${reason}.` };
  }
}

// `workerData` has no type of its own; the host that starts this file gives it a TypesetTask.
parentPort?.postMessage(outcomeOf(workerData as TypesetTask));
