import { APPLICATION_ID, type WritableDB } from './connection.ts';
import { MIGRATIONS } from './migrations/index.ts';

/**
 * Brings a library from `version` to `target` (the newest format unless told otherwise), each step
 * in one transaction with its version number.
 */
export function migrate(db: WritableDB, version: number, target = MIGRATIONS.length): void {
  for (const migration of MIGRATIONS) {
    if (migration.version <= version || migration.version > target) continue;
    // Not inTransaction, which works off what the search index has to read: it may not be there yet.
    const step = db.transaction(() => {
      migration.up(db);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${migration.version}`);
    });
    step.immediate();
  }
}
