/** Where notes and comments lead to, and from where one comes to a thing. Derived from their bodies. */
import type { Csl } from '../../shared/csl.ts';
import type { Reference } from '../../shared/document.ts';
import type { Backlink, LinkTarget } from '../../shared/domain.ts';
import {
  richTextToBlocks,
  richTextToPlain,
  type RichText,
  type RichTextNode,
} from '../../shared/rich-text.ts';
import type { ReadableDB, WritableDB } from './connection.ts';

/** As much of a text as a list shows of the place where it leads somewhere. */
const EXCERPT_LENGTH = 220;

/** What a single node leads to, its children left aside. */
function targetOf(node: RichTextNode): Reference | undefined {
  if (node.type === 'citation' || node.type === 'passage') {
    const id = node['sourceId'];
    return typeof id === 'string' && id !== '' ? { kind: 'source', id } : undefined;
  }
  if (node.type !== 'reference') return undefined;
  const { kind, id } = node;
  return (kind === 'note' || kind === 'source') && typeof id === 'string'
    ? { kind, id }
    : undefined;
}

/**
 * Everything that a node and what is in it lead to, footnotes included; with repeats. `counts` says
 * of which nodes it is asked.
 */
export function targetsIn(
  node: RichTextNode,
  counts: (node: RichTextNode) => boolean = () => true,
): Reference[] {
  const own = counts(node) ? targetOf(node) : undefined;
  const content = node.type === 'footnote' ? (node['content'] as RichText).root : undefined;
  const inner = content === undefined ? (node.children ?? []) : [content];
  return [...(own === undefined ? [] : [own]), ...inner.flatMap((one) => targetsIn(one, counts))];
}

/** Writes down what a note's text leads to now. */
export function replaceNoteLinks(db: WritableDB, noteId: string, body: RichText): void {
  db.prepare('DELETE FROM note_link WHERE note_id = ?').run(noteId);
  const insert = db.prepare(
    'INSERT OR IGNORE INTO note_link (note_id, kind, target_id) VALUES (?, ?, ?)',
  );
  for (const { kind, id } of targetsIn(body.root)) insert.run(noteId, kind, id);
}

/** Writes down what the comment on a highlight leads to now. */
export function replaceAnnotationLinks(db: WritableDB, highlightId: string, body: RichText): void {
  db.prepare('DELETE FROM annotation_link WHERE highlight_id = ?').run(highlightId);
  const insert = db.prepare(
    'INSERT OR IGNORE INTO annotation_link (highlight_id, kind, target_id) VALUES (?, ?, ?)',
  );
  for (const { kind, id } of targetsIn(body.root)) insert.run(highlightId, kind, id);
}

/** Writes down anew what a stored note leads to; nothing when it is gone. */
export function relinkNote(db: WritableDB, noteId: string): void {
  const body = db
    .prepare<[string], string>('SELECT body FROM note WHERE id = ?')
    .pluck()
    .get(noteId);
  if (body !== undefined) replaceNoteLinks(db, noteId, JSON.parse(body) as RichText);
}

/** Writes down anew what the stored comment on a highlight leads to; without one, nothing. */
export function relinkAnnotation(db: WritableDB, highlightId: string): void {
  const body = db
    .prepare<[string], string>('SELECT body FROM annotation WHERE highlight_id = ?')
    .pluck()
    .get(highlightId);
  if (body !== undefined) {
    replaceAnnotationLinks(db, highlightId, JSON.parse(body) as RichText);
    return;
  }
  db.prepare('DELETE FROM annotation_link WHERE highlight_id = ?').run(highlightId);
}

/** The text of the first block that leads to the thing; cut where it is long. */
function excerptOf(body: RichText, { kind, id }: Reference): string {
  const block = (body.root.children ?? []).find((child) =>
    targetsIn(child).some((target) => target.kind === kind && target.id === id),
  );
  if (block === undefined) return '';
  const text = richTextToPlain({ root: { type: 'root', children: [block] } });
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= EXCERPT_LENGTH) return line;
  // In a long block, what stands before and after the link itself.
  const at = Math.max(0, lengthBefore(block, { kind, id }) - EXCERPT_LENGTH / 2);
  const cut = line.slice(at, at + EXCERPT_LENGTH).trim();
  return `${at > 0 ? '…' : ''}${cut}${at + EXCERPT_LENGTH < line.length ? '…' : ''}`;
}

/** How much text stands before the first run that leads to the thing. */
function lengthBefore(block: RichTextNode, { kind, id }: Reference): number {
  let length = 0;
  for (const inner of richTextToBlocks({ root: { type: 'root', children: [block] } })) {
    if (!('runs' in inner)) return 0;
    for (const run of inner.runs) {
      const isHere =
        (run.to?.kind === kind && run.to.id === id) ||
        (kind === 'source' && run.cite?.sourceId === id);
      if (isHere) return length;
      length += run.text.length;
    }
  }
  return 0;
}

interface LinkingRow {
  id: string;
  title: string;
  body: string;
  /** Of a comment. */
  sourceId: string | null;
}

/**
 * The notes and comments that lead to a thing and are not in the trash, the last changed first. A
 * comment is named by the source that its highlight is on.
 */
export function listBacklinks(db: ReadableDB, target: Reference): Backlink[] {
  return db
    .prepare<{ kind: string; id: string }, LinkingRow>(
      `SELECT note.id, note.title, note.body, NULL AS sourceId, note.updated_at AS at
         FROM note_link JOIN note ON note.id = note_link.note_id AND note.trashed_at IS NULL
         WHERE note_link.kind = $kind AND note_link.target_id = $id
       UNION ALL
       SELECT highlight.id, source.title, annotation.body, source.id, annotation.updated_at
         FROM annotation_link AS link
         JOIN highlight ON highlight.id = link.highlight_id AND highlight.trashed_at IS NULL
         JOIN source ON source.id = highlight.source_id AND source.trashed_at IS NULL
         JOIN annotation ON annotation.highlight_id = highlight.id
         WHERE link.kind = $kind AND link.target_id = $id
       ORDER BY at DESC, id`,
    )
    .all(target)
    .map(({ id, title, body, sourceId }) => ({
      from: sourceId === null ? { kind: 'note', id } : { kind: 'highlight', id, sourceId },
      title,
      excerpt: excerptOf(JSON.parse(body) as RichText, target),
    }));
}

/**
 * The id of the one note or source of a title, case apart, that is not in the trash; undefined when
 * there is none, or more than one.
 */
export function findByTitle(
  db: ReadableDB,
  kind: Reference['kind'],
  title: string,
): string | undefined {
  const table = kind === 'note' ? 'note' : 'source';
  const found = db
    .prepare<[string], { id: string }>(
      `SELECT id FROM ${table} WHERE title = ? COLLATE NOCASE AND trashed_at IS NULL LIMIT 2`,
    )
    .all(title);
  return found.length === 1 ? found[0]?.id : undefined;
}

/** How the things are called now, in the order asked for. */
export function lookAtTargets(db: ReadableDB, targets: readonly Reference[]): LinkTarget[] {
  const notes = db.prepare<[string], { title: string; trashedAt: string | null }>(
    'SELECT title, trashed_at AS trashedAt FROM note WHERE id = ?',
  );
  const sources = db.prepare<[string], { title: string; trashedAt: string | null; csl: string }>(
    'SELECT title, trashed_at AS trashedAt, csl FROM source WHERE id = ?',
  );
  return targets.map(({ kind, id }) => {
    const row = (kind === 'note' ? notes : sources).get(id);
    if (row === undefined) return { kind, id, title: '', state: 'gone' };
    return {
      kind,
      id,
      title: row.title,
      state: row.trashedAt === null ? 'there' : 'trash',
      ...('csl' in row && typeof row.csl === 'string' ? { csl: JSON.parse(row.csl) as Csl } : {}),
    };
  });
}
