import type { Label, LabelId } from '../../shared/domain.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { found } from './rows.ts';

/** The highlight labels in their fixed order. */
export function listLabels(db: ReadableDB): Label[] {
  return db.prepare<[], Label>('SELECT id, name, pattern FROM label ORDER BY position').all();
}

/** Gives a label another name. */
export function renameLabel(db: WritableDB, id: LabelId, name: string): Label {
  const row = db
    .prepare<[string, string], Label>(
      'UPDATE label SET name = ? WHERE id = ? RETURNING id, name, pattern',
    )
    .get(name, id);
  return found(row, 'label');
}
