import Database from 'better-sqlite3';
import { isOpen, type PeerDocument, type PeerQuery } from './peer.ts';

export interface Fts5 {
  add(documents: readonly PeerDocument[]): void;
  find(query: PeerQuery, limit: number): Array<{ id: number; title: string; snippet: string }>;
  /** Says whether a word stands in any text. */
  isWord(term: string): boolean;
  text(id: number): { title: string; body: string };
  /** Merges what was written, and brings all of it into the one file. */
  settle(): void;
  close(): void;
}

/** FTS5 alone, with its own table of texts, ranking and snippets; in this thread. */
export function openFts5(file: string): Fts5 {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS plain USING fts5
    (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`);
  db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5vocab (plain, 'row')");
  const insert = db.prepare('INSERT INTO plain (rowid, title, body) VALUES (?, ?, ?)');
  const find = db.prepare<[string, number], { id: number; title: string; snippet: string }>(
    `SELECT rowid AS id, title, snippet(plain, 1, '[', ']', '…', 24) AS snippet
     FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?`,
  );
  const word = db.prepare<[string], number>('SELECT 1 FROM words WHERE term = ?').pluck();
  const text = db.prepare<[number], { title: string; body: string }>(
    'SELECT title, body FROM plain WHERE rowid = ?',
  );
  return {
    add(documents: readonly PeerDocument[]) {
      db.transaction(() => {
        for (const { id, title, body } of documents) insert.run(id, title, body);
      })();
    },
    find: (query: PeerQuery, limit: number) => find.all(expressionOf(query), limit),
    isWord: (term: string) => word.get(term) !== undefined,
    text: (id: number) => text.get(id) ?? { title: '', body: '' },
    settle() {
      db.exec("INSERT INTO plain (plain) VALUES ('optimize')");
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    close: () => void db.close(),
  };
}

function expressionOf(query: PeerQuery): string {
  const words = query.text.split(' ').filter(Boolean);
  if (query.kind === 'phrase') return `"${words.join(' ')}"`;
  return `${words.map((word) => `"${word}"`).join(' ')}${isOpen(query) ? ' *' : ''}`;
}
