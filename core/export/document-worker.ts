/**
 * Worker entry: writes one case file as DOCX, HTML or Markdown and puts the file in its place,
 * whole or not at all. Takes `DocumentTask` as its data and posts `DocumentMessage`s.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentFormat } from '../../shared/export-formats.ts';
import { Refusal } from '../../shared/result.ts';
import { writeDurably } from '../durable-file.ts';
import type { CaseDocument } from './case-document.ts';
import { type DocumentTools, picturesIn } from './document-tools.ts';

export interface DocumentTask {
  format: DocumentFormat;
  document: CaseDocument;
  /** The library's files/, for pictures. */
  filesFolder: string;
  resourcesFolder: string;
  /** Absolute; replaced when it is there. */
  outFile: string;
}

export type DocumentMessage =
  | { type: 'progress'; progress: number }
  | { type: 'done'; bytes: number }
  | { type: 'failed'; code: 'disk' | 'internal'; message: string };

type Writer = (document: CaseDocument, tools: DocumentTools) => Uint8Array | Promise<Uint8Array>;

/** Each is loaded when it is asked for: the libraries behind them are large. */
const WRITERS: Readonly<Record<DocumentFormat, () => Promise<Writer>>> = {
  docx: async () => (await import('./docx/docx-case.ts')).writeDocx,
  html: async () => (await import('./html/html-case.ts')).writeHtml,
  markdown: async () => (await import('./vault/vault.ts')).writeVault,
};

/** Milliseconds between two messages on how far it is. */
const SAY_EVERY = 60;

function post(message: DocumentMessage): void {
  parentPort?.postMessage(message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function work(task: DocumentTask): Promise<DocumentMessage> {
  let said = 0;
  const tools: DocumentTools = {
    picture: picturesIn(task.filesFolder),
    resourcesFolder: task.resourcesFolder,
    report: (progress) => {
      if (Date.now() - said < SAY_EVERY) return;
      said = Date.now();
      post({ type: 'progress', progress: Math.min(1, progress) });
    },
  };
  let bytes: Uint8Array;
  try {
    const write = await WRITERS[task.format]();
    bytes = await write(task.document, tools);
  } catch (error) {
    if (error instanceof Refusal)
      return { type: 'failed', code: 'internal', message: error.message };
    const message = `The file could not be made (${reasonOf(error)}). The library is as it was.`;
    return { type: 'failed', code: 'internal', message };
  }
  try {
    writeDurably(task.outFile, bytes);
  } catch (error) {
    const message = `The file could not be written to “${task.outFile}”: ${reasonOf(error)}.`;
    return { type: 'failed', code: 'disk', message };
  }
  return { type: 'done', bytes: bytes.length };
}

post(await work(workerData as DocumentTask));
