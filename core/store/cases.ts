import type { CitationLocale } from '../../shared/citations.ts';
import type { CaseDetail, CaseSummary, LabelId } from '../../shared/domain.ts';
import { readCaseCiting, writeCaseCiting } from './citation-styles.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { listOutline } from './outline.ts';
import { found, timestamp, type Deps } from './rows.ts';

const SELECT = `
  SELECT case_file.id, title, question, color,
    (SELECT count(*) FROM outline_item JOIN source ON source.id = outline_item.source_id
      WHERE case_id = case_file.id AND source.trashed_at IS NULL) AS sources,
    (SELECT count(*) FROM outline_item JOIN note ON note.id = outline_item.note_id
      WHERE case_id = case_file.id AND note.trashed_at IS NULL) AS notes,
    (SELECT count(*) FROM outline_item
      JOIN source ON source.id = outline_item.source_id AND source.trashed_at IS NULL
      JOIN highlight ON highlight.source_id = source.id AND highlight.trashed_at IS NULL
      WHERE case_id = case_file.id) AS highlights,
    created_at AS createdAt, updated_at AS updatedAt
  FROM case_file WHERE trashed_at IS NULL`;

/** The case files that are not in the trash, in the order of the rail. */
export function listCases(db: ReadableDB): CaseSummary[] {
  return db.prepare<[], CaseSummary>(`${SELECT} ORDER BY position, id`).all();
}

/** One case file's summary; refused when it is gone or in the trash. */
export function getCaseSummary(db: ReadableDB, id: string): CaseSummary {
  return found(db.prepare<[string], CaseSummary>(`${SELECT} AND id = ?`).get(id), 'case file');
}

/** One case file with its outline. */
export function getCase(db: ReadableDB, id: string): CaseDetail {
  const outline = listOutline(db, id);
  const marked = db
    .prepare<[string], string | null>('SELECT summary_note_id FROM case_file WHERE id = ?')
    .pluck()
    .get(id);
  // A note that was taken out or is in the trash sums nothing up, until it is back.
  const summaryNoteId = outline.find((item) => item.kind === 'note' && item.note.id === marked)
    ? marked
    : undefined;
  return {
    ...getCaseSummary(db, id),
    outline,
    ...(summaryNoteId ? { summaryNoteId } : {}),
    ...readCaseCiting(db, id),
  };
}

const COLORS: readonly LabelId[] = ['blue', 'red', 'purple', 'green', 'yellow'];

/** Adds a case file at the end of the rail; colours take turns. */
export function insertCase(
  db: WritableDB,
  deps: Deps,
  { title, question }: { title: string; question: string },
): string {
  return inTransaction(db, () => {
    const id = deps.newId();
    const at = timestamp(deps);
    const { count, last } = found(
      db
        .prepare<[], { count: number; last: number | null }>(
          'SELECT count(*) AS count, max(position) AS last FROM case_file',
        )
        .get(),
      'case file',
    );
    db.prepare(
      `INSERT INTO case_file (id, title, question, color, position, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(id, title, question, COLORS[count % COLORS.length], (last ?? 0) + 1, at, at);
    return id;
  });
}

export interface CaseChanges {
  title?: string | undefined;
  question?: string | undefined;
  color?: LabelId | undefined;
  /** The note that sums the case file up; null for none. */
  summaryNoteId?: string | null | undefined;
  /** How its citations are set; null for as in the settings. */
  citationStyle?: string | null | undefined;
  citationLocale?: CitationLocale | null | undefined;
}

/** Marks a note of a case file's outline as its summary, in place of the one before. */
function markSummary(db: WritableDB, caseId: string, noteId: string | null): void {
  if (noteId !== null) {
    found(
      db
        .prepare('SELECT 1 FROM outline_item WHERE case_id = ? AND note_id = ?')
        .get(caseId, noteId),
      'note in the outline',
    );
  }
  db.prepare('UPDATE case_file SET summary_note_id = ? WHERE id = ?').run(noteId, caseId);
}

/** Changes what is given of a case file's title, question, colour and summary. */
export function updateCase(
  db: WritableDB,
  deps: Deps,
  id: string,
  changes: CaseChanges,
): CaseSummary {
  return inTransaction(db, () => {
    const { summaryNoteId, citationStyle, citationLocale, ...fields } = changes;
    const { title, question, color } = { ...getCaseSummary(db, id), ...definedOf(fields) };
    if (summaryNoteId !== undefined) markSummary(db, id, summaryNoteId);
    writeCaseCiting(db, id, { citationStyle, citationLocale });
    db.prepare(
      'UPDATE case_file SET title = ?, question = ?, color = ?, updated_at = ? WHERE id = ?',
    ).run(title, question, color, timestamp(deps), id);
    return getCaseSummary(db, id);
  });
}

function definedOf(changes: CaseChanges): Partial<CaseSummary> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Moves a case file before another in the rail, or to the end. */
export function moveCase(db: WritableDB, id: string, before: string | null): void {
  inTransaction(db, () => {
    getCaseSummary(db, id);
    const ids = db
      .prepare<[], string>('SELECT id FROM case_file ORDER BY position, id')
      .pluck()
      .all();
    const update = db.prepare('UPDATE case_file SET position = ? WHERE id = ?');
    reordered(ids, id, before).forEach((moved, index) => update.run(index + 1, moved));
  });
}

/** The ids with `id` taken out and put before `before`; at the end when that is null or not there. */
export function reordered(ids: readonly string[], id: string, before: string | null): string[] {
  const others = ids.filter((other) => other !== id);
  const at = before === null ? -1 : others.indexOf(before);
  return at === -1 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
}
