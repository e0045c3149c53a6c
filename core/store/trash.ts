import type { Trashed, TrashKind } from '../../shared/domain.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { forgetSteps } from './history.ts';
import { found, timestamp, type Deps } from './rows.ts';
import { dropUnusedTags } from './tags.ts';

const TABLES: Readonly<Record<TrashKind, { table: string; noun: string }>> = {
  case: { table: 'case_file', noun: 'case file' },
  source: { table: 'source', noun: 'source' },
  note: { table: 'note', noun: 'note' },
  highlight: { table: 'highlight', noun: 'highlight' },
};

/** What is in the trash, the last put first. */
export function listTrash(db: ReadableDB): Trashed[] {
  return db
    .prepare<[], Trashed>(
      `SELECT 'case' AS kind, id, title, trashed_at AS trashedAt FROM case_file
         WHERE trashed_at IS NOT NULL
       UNION ALL SELECT 'source', id, title, trashed_at FROM source WHERE trashed_at IS NOT NULL
       UNION ALL SELECT 'note', id, title, trashed_at FROM note WHERE trashed_at IS NOT NULL
       UNION ALL SELECT 'highlight', id,
           (SELECT exact FROM passage WHERE highlight_id = highlight.id ORDER BY ordinal LIMIT 1),
           trashed_at
         FROM highlight WHERE trashed_at IS NOT NULL
       ORDER BY trashedAt DESC, id`,
    )
    .all();
}

function setTrashed(db: WritableDB, kind: TrashKind, id: string, at: string | null): void {
  const { table, noun } = TABLES[kind];
  inTransaction(db, () => {
    const row = db
      .prepare(`UPDATE ${table} SET trashed_at = ? WHERE id = ? RETURNING id`)
      .get(at, id);
    found(row, noun);
  });
}

/** Puts a thing in the trash. What it holds and where it stands is kept for when it comes back. */
export function putInTrash(db: WritableDB, deps: Deps, kind: TrashKind, id: string): void {
  setTrashed(db, kind, id, timestamp(deps));
}

/** Brings a thing back as it was. */
export function restoreFromTrash(db: WritableDB, kind: TrashKind, id: string): void {
  setTrashed(db, kind, id, null);
}

/**
 * Deletes for good what is in the trash, with the highlights of its sources; gives how many. What
 * was done before can't be undone any more.
 */
export function emptyTrash(db: WritableDB): number {
  return inTransaction(db, () => {
    // Passages point at revisions, so the highlights of a source go before it.
    db.prepare(
      'DELETE FROM highlight WHERE source_id IN (SELECT id FROM source WHERE trashed_at IS NOT NULL)',
    ).run();
    let deleted = 0;
    for (const { table } of Object.values(TABLES)) {
      deleted += db.prepare(`DELETE FROM ${table} WHERE trashed_at IS NOT NULL`).run().changes;
    }
    dropUnusedTags(db);
    forgetSteps(db);
    return deleted;
  });
}
