import Database from 'better-sqlite3';
import { join } from 'node:path';
import { textToRichText } from '../../shared/rich-text.ts';
import { openDoor, temporaryFolder } from '../contract/open.ts';
import { compete } from './measure.ts';

const TEXT = Array.from({ length: 40 }, (_, index) => `Paragraph ${index} of a note.`).join('\n\n');

/** Saving a note of 40 paragraphs, from the call to the answer that it is safe on disk. */
export async function benchSaving(): Promise<void> {
  const folder = await temporaryFolder();
  const door = await openDoor(join(folder.path, 'library'));
  const note = await door.call('notes.create', { title: 'Bench' });
  const body = textToRichText(TEXT);
  let { version } = note;

  const db = new Database(join(folder.path, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)');
  db.prepare('INSERT INTO note (id, body) VALUES (1, ?)').run('');
  const update = db.prepare('UPDATE note SET body = ? WHERE id = 1');
  const json = JSON.stringify(body);

  await compete({
    name: 'saving a note, to the answer that it is safe',
    casebook: async () => {
      const draft = { id: note.id, title: 'Bench', body, version };
      ({ version } = await door.call('notes.save', draft));
    },
    baseline: {
      name: 'a bare UPDATE with the same fsync, in this thread',
      run: () => Promise.resolve(void update.run(json)),
    },
    runs: 200,
  });
  db.close();
  await door.library.close();
  await folder.dispose();
}
