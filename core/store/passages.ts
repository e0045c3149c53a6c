import type { AnchorStatus } from '../../shared/domain.ts';
import type { TextPosition, TextQuote } from '../../shared/selectors.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { found } from './rows.ts';

/** A passage as it is stored: where it was last found, and what it was made on. */
export interface StoredPassage extends TextPosition, TextQuote {
  highlightId: string;
  ordinal: number;
  revisionId: string;
  status: AnchorStatus;
  score: number;
  made: string;
}

const SELECT = `
  SELECT highlight_id AS highlightId, ordinal, revision_id AS revisionId, start_offset AS start,
    end_offset AS "end", exact, prefix, suffix, status, score, made_exact AS made
  FROM passage`;

/** The passages of all highlights of a source, also of those in the trash. */
export function listPassages(db: ReadableDB, sourceId: string): StoredPassage[] {
  return db
    .prepare<[string], StoredPassage>(
      `${SELECT} WHERE highlight_id IN (SELECT id FROM highlight WHERE source_id = ?)
       ORDER BY highlight_id, ordinal`,
    )
    .all(sourceId);
}

/** One passage of a highlight, counted from 0. */
export function getPassage(db: ReadableDB, highlightId: string, ordinal: number): StoredPassage {
  const row = db
    .prepare<[string, number], StoredPassage>(`${SELECT} WHERE highlight_id = ? AND ordinal = ?`)
    .get(highlightId, ordinal);
  return found(row, 'passage');
}

export interface Anchor extends TextPosition, TextQuote {
  revisionId: string;
  paragraph: number | undefined;
  status: AnchorStatus;
  score: number;
}

/** Puts a passage in its place in a revision. */
export function anchorPassage(
  db: WritableDB,
  { highlightId, ordinal }: Pick<StoredPassage, 'highlightId' | 'ordinal'>,
  anchor: Anchor,
): void {
  db.prepare(
    `UPDATE passage SET revision_id = ?, start_offset = ?, end_offset = ?, exact = ?, prefix = ?,
       suffix = ?, paragraph = ?, status = ?, score = ? WHERE highlight_id = ? AND ordinal = ?`,
  ).run(
    anchor.revisionId,
    anchor.start,
    anchor.end,
    anchor.exact,
    anchor.prefix,
    anchor.suffix,
    anchor.paragraph ?? null,
    anchor.status,
    anchor.score,
    highlightId,
    ordinal,
  );
}

/** Says of a passage that it has no place, for the time being or for good; its words stay. */
export function setPassageStatus(
  db: WritableDB,
  { highlightId, ordinal }: Pick<StoredPassage, 'highlightId' | 'ordinal'>,
  status: AnchorStatus,
  score: number,
): void {
  db.prepare('UPDATE passage SET status = ?, score = ? WHERE highlight_id = ? AND ordinal = ?').run(
    status,
    score,
    highlightId,
    ordinal,
  );
}
