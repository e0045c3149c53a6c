/**
 * The process that reads the words of a library once, hands them over and ends: a second of work in
 * a large library, which no search should wait for, and memory that goes back to the system with it.
 * `words-client.ts` starts it.
 */
import { openReadable } from '../store/connection.ts';
import { isDamage } from '../store/search-tables.ts';
import { readWords, type LibraryWords } from './vocabulary.ts';

/** `damaged`: the index can't be read. */
export type ReadWords = LibraryWords | 'damaged';

const [databaseFile = '', generation = '0'] = process.argv.slice(2);

function read(): ReadWords {
  const db = openReadable(databaseFile);
  try {
    // One moment of the library for all kinds of things.
    return db.transaction(() => readWords(db, Number(generation)))();
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
