import { type ExportOptions, exportOptionsSchema } from '../../shared/domain.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { found } from './rows.ts';
import { readSettings } from './settings.ts';

/** How a case file was exported last; everything on the usual paper when it never was. */
export function readExportOptions(db: ReadableDB, caseId: string): ExportOptions {
  const { json } = found(
    db
      .prepare<[string], { json: string | null }>(
        'SELECT export_options AS json FROM case_file WHERE id = ? AND trashed_at IS NULL',
      )
      .get(caseId),
    'case file',
  );
  const kept = exportOptionsSchema.safeParse(json === null ? undefined : JSON.parse(json));
  return kept.success ? kept.data : exportOptionsSchema.parse({ paper: readSettings(db).paper });
}

/** Keeps how a case file was exported. It is not a change of the case file, and no step. */
export function keepExportOptions(db: WritableDB, caseId: string, options: ExportOptions): void {
  inTransaction(db, () => {
    db.prepare('UPDATE case_file SET export_options = ? WHERE id = ?').run(
      JSON.stringify(options),
      caseId,
    );
  });
}
