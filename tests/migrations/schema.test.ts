import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWritable } from '../../core/store/connection.ts';
import { migrate } from '../../core/store/migrate.ts';
import { MIGRATIONS } from '../../core/store/migrations/index.ts';

/** Every table, index and trigger of a library at a version, as SQLite keeps them. */
function schemaAt(version: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-schema-'));
  const { db } = openWritable(join(folder, 'library.sqlite'));
  try {
    migrate(db, 0, version);
    const rows = db
      .prepare<[], { sql: string }>(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'source_fts_%' ORDER BY type, name",
      )
      .all();
    return `${rows.map(({ sql }) => sql.replaceAll(/\s+/g, ' ')).join(';\n')};\n`;
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
}

test('migrations are numbered from 1 without gaps', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test.each(MIGRATIONS.map(({ version }) => [version]))(
  'the format %i is what it was when it was released',
  (version) => {
    const frozen = readFileSync(join(import.meta.dirname, `schema-${version}.sql`), 'utf8');
    expect(schemaAt(version)).toBe(frozen);
  },
);
