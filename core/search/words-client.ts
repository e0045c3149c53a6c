/** The process that reads the words of a library, as the search worker has it. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bareSurroundings } from '../node-process.ts';
import { workerUrl } from '../worker-url.ts';
import type { WordsOutcome } from './words-worker.ts';

export interface WordsFiles {
  database: string;
  words: string;
}

export interface WordsReader {
  /** How it ended; undefined when it could not write them. */
  outcome: Promise<WordsOutcome | undefined>;
  /** Ends it at once. */
  stop(): void;
}

/**
 * Starts reading the words of a generation of a library's index into a file. Never keeps the program
 * from ending.
 */
export function startReadingWords(files: WordsFiles, generation: number): WordsReader {
  const file = fileURLToPath(workerUrl(import.meta.url, './search/words-worker.ts'));
  const child = fork(file, [files.database, files.words, String(generation)], {
    env: bareSurroundings(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  const outcome = new Promise<WordsOutcome | undefined>((resolve) => {
    child.once('message', (message) => resolve(message as WordsOutcome));
    child.once('error', () => resolve(undefined));
    child.once('disconnect', () => resolve(undefined));
  });
  return { outcome, stop: () => void child.kill('SIGKILL') };
}
