import type { RichText } from '../../shared/rich-text.ts';
import type { ReadableDB } from './connection.ts';

/** A comment that lost against another. */
export interface CommentVersion {
  id: string;
  body: RichText;
  createdAt: string;
}

/** The comments on a highlight that lost against another, the newest first. */
export function listCommentVersions(db: ReadableDB, highlightId: string): CommentVersion[] {
  return db
    .prepare<[string], { id: string; body: string; createdAt: string }>(
      `SELECT id, body, created_at AS createdAt FROM annotation_version
       WHERE highlight_id = ? ORDER BY created_at DESC, id`,
    )
    .all(highlightId)
    .map((row) => ({ ...row, body: JSON.parse(row.body) as RichText }));
}
