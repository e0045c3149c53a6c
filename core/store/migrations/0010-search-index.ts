import type { Migration } from './index.ts';

const DUE = 'INSERT INTO search_due (kind, id, seq)';
const ONCE = 'ON CONFLICT (kind, id) DO NOTHING';

/** Has a trigger note down what the index has to read again. */
function trigger(name: string, event: string, table: string, body: readonly string[]): string {
  return `CREATE TRIGGER ${name} AFTER ${event} ON ${table} BEGIN ${body.join('; ')}; END;`;
}

/**
 * Frozen: the full-text index holds also titles, people, tags, notes and highlights. Its tables are
 * made by core/store/search-tables.ts, whose version may change without a migration; here is what
 * tells it what to read, and what of a thing is asked for beside its words.
 */
export const searchIndex: Migration = {
  version: 10,
  up(db) {
    const old = db
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_search_*'`,
      )
      .pluck()
      .all();
    for (const name of old) db.exec(`DROP TRIGGER ${name}`);
    db.exec(`
      DROP TABLE source_vocab;
      DROP TABLE source_fts;
      DELETE FROM search_change;
      DELETE FROM setting WHERE key = 'search.version';

      -- What changed and is not in the index yet. Kept by triggers, so that no writer has to think
      -- of it, and worked off before the writing transaction ends. seq is that of a source.
      CREATE TABLE search_due (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        seq INTEGER,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;

      -- Derived from csl and revision: what sources are narrowed and sorted by. seq is the source's.
      CREATE TABLE search_source (
        seq INTEGER PRIMARY KEY,
        date TEXT NOT NULL,
        language TEXT,
        people TEXT NOT NULL
      ) STRICT;

      -- The number by which the index knows a note or a highlight.
      CREATE TABLE search_entry (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        UNIQUE (kind, id)
      ) STRICT;
    `);
    const sources = (row: string) => [
      `${DUE} VALUES ('source', ${row}.id, ${row}.seq)
       ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq`,
    ];
    const one = (kind: string, row: string, column: string) => [
      `${DUE} VALUES ('${kind}', ${row}.${column}, NULL) ${ONCE}`,
    ];
    const triggers: string[] = [
      trigger('source_due_insert', 'INSERT', 'source', sources('new')),
      trigger(
        'source_due_update',
        'UPDATE OF title, csl, revision_id, trashed_at',
        'source',
        sources('new'),
      ),
      trigger('source_due_delete', 'DELETE', 'source', sources('old')),
      // Its highlights go to the trash with it, and come back.
      `CREATE TRIGGER source_due_trash AFTER UPDATE OF trashed_at ON source
       WHEN old.trashed_at IS NOT new.trashed_at BEGIN
         ${DUE} SELECT 'highlight', id, NULL FROM highlight WHERE source_id = new.id ${ONCE};
       END;`,
      // Cases and tags are held in memory, and read again by this log.
      ...['INSERT', 'UPDATE', 'DELETE'].flatMap((event) => {
        const row = event === 'DELETE' ? 'old' : 'new';
        return [
          trigger(`case_file_search_${event.toLowerCase()}`, event, 'case_file', [
            `INSERT INTO search_change (kind, id) VALUES ('case', ${row}.id)`,
          ]),
          trigger(`tag_search_${event.toLowerCase()}`, event, 'tag', [
            `INSERT INTO search_change (kind, id) VALUES ('tag', CAST(${row}.id AS TEXT))`,
          ]),
        ];
      }),
    ];
    for (const [table, kind, column] of [
      ['note', 'note', 'id'],
      ['highlight', 'highlight', 'id'],
      ['passage', 'highlight', 'highlight_id'],
      ['annotation', 'highlight', 'highlight_id'],
    ] as const) {
      for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
        const row = event === 'DELETE' ? 'old' : 'new';
        const name = `${table}_due_${event.toLowerCase()}`;
        triggers.push(trigger(name, event, table, one(kind, row, column)));
      }
    }
    const taggable = ['source', 'highlight', 'note'];
    for (const [event, row] of [
      ['INSERT', 'new'],
      ['DELETE', 'old'],
    ] as const) {
      const body = taggable.map(
        (kind) =>
          `${DUE} SELECT '${kind}', ${row}.${kind}_id, NULL WHERE ${row}.${kind}_id IS NOT NULL ${ONCE}`,
      );
      triggers.push(trigger(`tagging_due_${event.toLowerCase()}`, event, 'tagging', body));
    }
    const renamed = taggable.map(
      (kind) =>
        `${DUE} SELECT '${kind}', ${kind}_id, NULL FROM tagging
         WHERE tag_id = new.id AND ${kind}_id IS NOT NULL ${ONCE}`,
    );
    triggers.push(trigger('tag_due_update', 'UPDATE OF name', 'tag', renamed));
    db.exec(triggers.join('\n'));
  },
};
