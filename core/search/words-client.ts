/** The process that reads the words of a library, as the search worker has it. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bareSurroundings } from '../node-process.ts';
import { workerUrl } from '../worker-url.ts';
import type { ReadWords } from './words-worker.ts';

export interface WordsReader {
  /** What it read; undefined when it ended without. */
  words: Promise<ReadWords | undefined>;
  /** Ends it at once. */
  stop(): void;
}

/** Starts reading the words of a generation of a library's index. Never keeps the program from ending. */
export function startReadingWords(databaseFile: string, generation: number): WordsReader {
  const file = fileURLToPath(workerUrl(import.meta.url, './search/words-worker.ts'));
  const child = fork(file, [databaseFile, String(generation)], {
    env: bareSurroundings(),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  const words = new Promise<ReadWords | undefined>((resolve) => {
    child.once('message', (message) => resolve(message as ReadWords));
    child.once('error', () => resolve(undefined));
    child.once('disconnect', () => resolve(undefined));
  });
  return { words, stop: () => void child.kill('SIGKILL') };
}
