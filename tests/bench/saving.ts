import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { textToRichText } from '../../shared/rich-text.ts';
import { openDoor, temporaryFolder } from '../contract/open.ts';
import { compete } from './measure.ts';

const TEXT = Array.from({ length: 40 }, (_, index) => `Paragraph ${index} of a note.`).join('\n\n');

/** A thread that does no more than one UPDATE, with the same fsync, for each message. */
const BARE_THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.module);
  const db = new Database(workerData.file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)');
  db.prepare('INSERT INTO note (id, body) VALUES (1, ?)').run('');
  const update = db.prepare('UPDATE note SET body = ? WHERE id = 1');
  parentPort.on('message', (body) => parentPort.postMessage(update.run(body).changes));
`;

function startBareThread(file: string): Worker {
  const module = join(import.meta.dirname, '../../node_modules/better-sqlite3');
  return new Worker(BARE_THREAD, { eval: true, workerData: { file, module } });
}

/** Saving a note of 40 paragraphs, from the call to the answer that it is safe on disk. */
export async function benchSaving(): Promise<void> {
  const folder = await temporaryFolder();
  const door = await openDoor(join(folder.path, 'library'));
  const note = await door.call('notes.create', { title: 'Bench' });
  const body = textToRichText(TEXT);
  let { version } = note;
  const bare = startBareThread(join(folder.path, 'bare.sqlite'));
  const json = JSON.stringify(body);

  await compete({
    name: 'saving a note, to the answer that it is safe',
    casebook: async () => {
      const draft = { id: note.id, title: 'Bench', body, version };
      ({ version } = await door.call('notes.save', draft));
    },
    baseline: {
      name: 'a bare UPDATE with the same fsync, in a thread',
      run: () =>
        new Promise((resolve) => {
          bare.once('message', () => resolve());
          bare.postMessage(json);
        }),
    },
    runs: 200,
  });
  await bare.terminate();
  await door.library.close();
  await folder.dispose();
}
