/**
 * Reads the words of a library once, hands them over and ends: a second of work in a large library,
 * which no search should wait for, and memory that nobody else has to hold.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openReadable } from '../store/connection.ts';
import { isDamage } from '../store/search-tables.ts';
import { readWords, type LibraryWords } from './vocabulary.ts';

export interface WordsWorkerData {
  databaseFile: string;
  /** Of the index. */
  generation: number;
}

/** `damaged`: the index can't be read. */
export type ReadWords = LibraryWords | 'damaged';

const port = parentPort;
if (port === null) throw new Error('The words worker has to be started as a worker.');

const { databaseFile, generation } = workerData as WordsWorkerData;
const db = openReadable(databaseFile);
try {
  // One moment of the library for all kinds of things.
  const words = db.transaction(() => readWords(db, generation))();
  const { bytes, starts, documents, times } = words.terms;
  const handedOver = [bytes, starts, documents, times].map(({ buffer }) => buffer);
  port.postMessage(words satisfies ReadWords, handedOver);
} catch (error) {
  if (!isDamage(error)) throw error;
  port.postMessage('damaged' satisfies ReadWords);
} finally {
  db.close();
}
