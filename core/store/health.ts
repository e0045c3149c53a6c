import type { CheckReport, LibraryInfo } from '../../shared/domain.ts';
import { openReadable, type ReadableDB } from './connection.ts';

type Counts = Pick<LibraryInfo, 'sources' | 'highlights' | 'notes' | 'cases' | 'inbox' | 'trashed'>;

/** How much is in the library, the trash counted apart. */
export function countLibrary(db: ReadableDB): Counts {
  const row = db
    .prepare<[], Counts>(
      `SELECT
        (SELECT count(*) FROM source WHERE trashed_at IS NULL) AS sources,
        (SELECT count(*) FROM highlight JOIN source ON source.id = highlight.source_id
          WHERE highlight.trashed_at IS NULL AND source.trashed_at IS NULL) AS highlights,
        (SELECT count(*) FROM note WHERE trashed_at IS NULL) AS notes,
        (SELECT count(*) FROM case_file WHERE trashed_at IS NULL) AS cases,
        (SELECT count(*) FROM source WHERE trashed_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM outline_item JOIN case_file ON case_file.id = outline_item.case_id
          WHERE outline_item.source_id = source.id AND case_file.trashed_at IS NULL)) AS inbox,
        (SELECT count(*) FROM source WHERE trashed_at IS NOT NULL)
          + (SELECT count(*) FROM note WHERE trashed_at IS NOT NULL)
          + (SELECT count(*) FROM case_file WHERE trashed_at IS NOT NULL)
          + (SELECT count(*) FROM highlight WHERE trashed_at IS NOT NULL) AS trashed`,
    )
    .get();
  return row ?? { sources: 0, highlights: 0, notes: 0, cases: 0, inbox: 0, trashed: 0 };
}

/** A sentence for each thing that SQLite finds wrong with the file itself. */
export function checkDatabase(db: ReadableDB): string[] {
  const problems: string[] = [];
  const integrity = db.pragma('integrity_check') as Array<{ integrity_check: string }>;
  for (const { integrity_check: line } of integrity) {
    // The search index is not the only copy of anything; checkSearchIndex speaks of it.
    if (line !== 'ok' && !/\bfts\d_/.test(line)) {
      problems.push(`The database is damaged (${line}). Restore the newest file in backups/.`);
    }
  }
  for (const { table } of db.pragma('foreign_key_check') as Array<{ table: string }>) {
    problems.push(
      `A row of the table "${table}" points at something that is gone. Restore a backup, or export what you need.`,
    );
  }
  return problems;
}

/** A sentence for each passage that no longer says what its revision says at its place. */
export function checkPassages(db: ReadableDB): string[] {
  const rows = db
    .prepare<
      [],
      { title: string; text: string; exact: string; startOffset: number; endOffset: number }
    >(
      `SELECT source.title, revision.text, exact, start_offset AS startOffset, end_offset AS endOffset
       FROM passage JOIN revision ON revision.id = passage.revision_id
       JOIN source ON source.id = revision.source_id
       -- One that was imported and not found has never had a place.
       WHERE NOT (passage.status IN ('review', 'unanchored')
         AND passage.revision_id = passage.made_revision_id)`,
    )
    .iterate();
  const problems: string[] = [];
  for (const { title, text, exact, startOffset, endOffset } of rows) {
    // Compared here and not in SQL, which counts characters where offsets count UTF-16 units.
    if (text.slice(startOffset, endOffset) === exact) continue;
    problems.push(
      `A highlight in "${title}" is not on its words any more: "${exact.slice(0, 80)}".`,
    );
  }
  return problems;
}

/** Opens a copy of a library and has SQLite check it; a sentence when it is not sound. */
export function checkCopy(file: string): string | undefined {
  const copy = openReadable(file);
  try {
    return checkDatabase(copy)[0];
  } finally {
    copy.close();
  }
}

/** What was looked at by a check. */
export function checkedCounts(db: ReadableDB, files: number): CheckReport['checked'] {
  const { sources, highlights, notes } = countLibrary(db);
  return { sources, highlights, notes, files };
}
