/**
 * The process that reads the words of a library, writes them to their file and ends: a second of work
 * in a large library, which no search should wait for, and memory that goes back to the system with
 * it. `words-client.ts` starts it.
 */
import { openReadable } from '../store/connection.ts';
import { isDamage } from '../store/search-tables.ts';
import { readWords } from './vocabulary.ts';
import { writeWordsFile } from './words-file.ts';

/** `damaged`: the index can't be read. */
export type WordsOutcome = 'written' | 'damaged';

const [databaseFile = '', wordsFile = '', generation = '0'] = process.argv.slice(2);

function read(): WordsOutcome {
  const db = openReadable(databaseFile);
  try {
    // One moment of the library for all kinds of things.
    const words = db.transaction(() => readWords(db, Number(generation)))();
    writeWordsFile(wordsFile, words);
    return 'written';
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    throw error;
  } finally {
    db.close();
  }
}

// Whoever asked may be gone by now.
process.once('disconnect', () => process.exit());
process.send?.(read(), () => process.disconnect?.());
