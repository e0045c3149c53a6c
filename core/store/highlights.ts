import type { Annotation, Highlight, LabelId, Passage } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import { richTextToPlain, textToRichText, type RichText } from '../../shared/rich-text.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { replaceAnnotationLinks } from './note-links.ts';
import { found, stringList, timestamp, type Deps } from './rows.ts';

interface HighlightRow {
  id: string;
  sourceId: string;
  sourceTitle: string;
  label: LabelId;
  author: string;
  createdAt: string;
  updatedAt: string;
  passages: string;
  tags: string;
  body: string | null;
  text: string | null;
  version: number | null;
  annotatedAt: string | null;
}

const SELECT = `
  SELECT highlight.id, highlight.source_id AS sourceId, source.title AS sourceTitle, highlight.label,
    highlight.author, highlight.created_at AS createdAt, highlight.updated_at AS updatedAt,
    (SELECT json_group_array(json_object('start', start_offset, 'end', end_offset, 'exact', exact,
        'prefix', prefix, 'suffix', suffix, 'paragraph', paragraph, 'status', status,
        'score', score, 'made', made_exact) ORDER BY ordinal)
      FROM passage WHERE passage.highlight_id = highlight.id) AS passages,
    (SELECT json_group_array(tag.name ORDER BY tag.name) FROM tagging
      JOIN tag ON tag.id = tagging.tag_id WHERE tagging.highlight_id = highlight.id) AS tags,
    annotation.body, annotation.text, annotation.version, annotation.updated_at AS annotatedAt
  FROM highlight
  JOIN source ON source.id = highlight.source_id AND source.trashed_at IS NULL
  LEFT JOIN annotation ON annotation.highlight_id = highlight.id
  WHERE highlight.trashed_at IS NULL`;

const BY_PLACE = `ORDER BY source.seq,
  (SELECT min(start_offset) FROM passage WHERE passage.highlight_id = highlight.id), highlight.id`;

function annotationOf(row: HighlightRow): Annotation {
  if (row.body === null) return { body: textToRichText(''), text: '', version: 0 };
  return {
    body: JSON.parse(row.body) as RichText,
    text: row.text ?? '',
    version: row.version ?? 0,
    ...(row.annotatedAt === null ? {} : { updatedAt: row.annotatedAt }),
  };
}

function highlightOf(row: HighlightRow): Highlight {
  const { id, sourceId, sourceTitle, label, author, createdAt, updatedAt } = row;
  const passages = (JSON.parse(row.passages) as Array<Passage & { paragraph: number | null }>).map(
    ({ paragraph, ...passage }) => (paragraph === null ? passage : { ...passage, paragraph }),
  );
  const annotation = annotationOf(row);
  const tags = stringList(row.tags);
  return {
    id,
    sourceId,
    sourceTitle,
    label,
    author,
    createdAt,
    updatedAt,
    passages,
    annotation,
    tags,
  };
}

/** The highlights of a source, of a case file, or of the library; in the order of the text. */
export function listHighlights(
  db: ReadableDB,
  { sourceId, caseId }: { sourceId?: string | undefined; caseId?: string | undefined } = {},
): Highlight[] {
  const conditions: string[] = [];
  const values: string[] = [];
  if (sourceId !== undefined) {
    conditions.push(' AND highlight.source_id = ?');
    values.push(sourceId);
  }
  if (caseId !== undefined) {
    conditions.push(
      ' AND highlight.source_id IN (SELECT source_id FROM outline_item WHERE case_id = ?)',
    );
    values.push(caseId);
  }
  return db
    .prepare<string[], HighlightRow>(`${SELECT}${conditions.join('')} ${BY_PLACE}`)
    .all(...values)
    .map(highlightOf);
}

/** One highlight; refused when it is gone or in the trash. */
export function getHighlight(db: ReadableDB, id: string): Highlight {
  const row = db.prepare<[string], HighlightRow>(`${SELECT} AND highlight.id = ?`).get(id);
  return highlightOf(found(row, 'highlight'));
}

/** Says whether the library has a highlight of that id, and whether it is in the trash. */
export function highlightState(db: ReadableDB, id: string): 'there' | 'trashed' | undefined {
  const row = db
    .prepare<[string], { trashed: number }>(
      'SELECT trashed_at IS NOT NULL AS trashed FROM highlight WHERE id = ?',
    )
    .get(id);
  return row && (row.trashed === 1 ? 'trashed' : 'there');
}

export interface NewHighlight {
  /** Its id and dates, when it comes from elsewhere. */
  id?: string | undefined;
  createdAt?: string | undefined;
  updatedAt?: string | undefined;
  sourceId: string;
  revisionId: string;
  label: LabelId;
  author: string;
  /** In the order of the text. */
  passages: readonly Passage[];
}

/** Adds a highlight with its passages. */
export function insertHighlight(db: WritableDB, deps: Deps, highlight: NewHighlight): string {
  return inTransaction(db, () => {
    const id = highlight.id ?? deps.newId();
    const now = timestamp(deps);
    const { createdAt = now, updatedAt = createdAt } = highlight;
    db.prepare(
      `INSERT INTO highlight (id, source_id, label, author, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(id, highlight.sourceId, highlight.label, highlight.author, createdAt, updatedAt);
    const insert = db.prepare(
      `INSERT INTO passage (highlight_id, ordinal, revision_id, start_offset, end_offset,
         exact, prefix, suffix, paragraph, status, score, made_exact, made_revision_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    highlight.passages.forEach((passage, ordinal) => {
      const { start, end, exact, prefix, suffix, paragraph = null, status, score, made } = passage;
      const { revisionId } = highlight;
      const place = [start, end, exact, prefix, suffix, paragraph, status, score];
      insert.run(id, ordinal, revisionId, ...place, made, revisionId);
    });
    return id;
  });
}

/** Gives a highlight another label. */
export function relabelHighlight(
  db: WritableDB,
  deps: Deps,
  id: string,
  label: LabelId,
): Highlight {
  return inTransaction(db, () => {
    getHighlight(db, id);
    db.prepare('UPDATE highlight SET label = ?, updated_at = ? WHERE id = ?').run(
      label,
      timestamp(deps),
      id,
    );
    return getHighlight(db, id);
  });
}

/** Saves the comment on a highlight that was read as `version` (0 when there was none). */
export function saveAnnotation(
  db: WritableDB,
  deps: Deps,
  { highlightId, body, version }: { highlightId: string; body: RichText; version: number },
): Annotation {
  return inTransaction(db, () => {
    const stored = getHighlight(db, highlightId).annotation;
    if (stored.version !== version) {
      throw new Refusal(
        'conflict',
        'This comment was changed elsewhere since it was opened here. Choose which text to keep.',
      );
    }
    const at = timestamp(deps);
    db.prepare(
      `INSERT INTO annotation (highlight_id, body, text, version, created_at, updated_at)
       VALUES (?, ?, ?, 1, ?, ?)
       ON CONFLICT (highlight_id) DO UPDATE SET
         body = excluded.body, text = excluded.text, version = version + 1,
         updated_at = excluded.updated_at`,
    ).run(highlightId, JSON.stringify(body), richTextToPlain(body), at, at);
    replaceAnnotationLinks(db, highlightId, body);
    return getHighlight(db, highlightId).annotation;
  });
}
