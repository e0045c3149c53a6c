/**
 * Undo and redo of everything that is done in the library, also after a restart.
 *
 * While a step is recorded, triggers of this connection write down how each row was before (the
 * idea is that of https://www.sqlite.org/undoredo.html). Undoing a step puts the rows back, while
 * what that changes is recorded in its turn, as the way to redo it. Nothing is ever deleted by it:
 * a thing that was added goes to the trash, and what was written into it meanwhile stays in it.
 */
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { timestamp, type Deps } from './rows.ts';
import { reindexSources } from './search-index.ts';

interface Tracked {
  key: readonly string[];
  /** All other columns; kept whole when a row is removed. */
  columns: readonly string[];
  /** The columns whose changes can be undone. Text that is typed has its own history. */
  undoable: readonly string[];
  /** How an added row is undone. */
  added: 'trash' | 'delete' | 'keep';
}

const TRACKED: Readonly<Record<string, Tracked>> = {
  label: { key: ['id'], columns: [], undoable: ['name'], added: 'keep' },
  source: {
    key: ['id'],
    columns: [],
    undoable: ['title', 'csl', 'revision_id', 'original_sha256', 'trashed_at'],
    added: 'trash',
  },
  note: { key: ['id'], columns: [], undoable: ['trashed_at'], added: 'trash' },
  case_file: {
    key: ['id'],
    columns: [],
    undoable: ['title', 'question', 'color', 'position', 'summary_note_id', 'trashed_at'],
    added: 'trash',
  },
  highlight: { key: ['id'], columns: [], undoable: ['label', 'trashed_at'], added: 'trash' },
  passage: {
    key: ['highlight_id', 'ordinal'],
    columns: [],
    undoable: [
      'revision_id',
      'start_offset',
      'end_offset',
      'exact',
      'prefix',
      'suffix',
      'paragraph',
      'status',
      'score',
    ],
    added: 'keep',
  },
  outline_item: {
    key: ['id'],
    columns: ['case_id', 'source_id', 'note_id', 'position', 'created_at'],
    undoable: ['position'],
    added: 'delete',
  },
  tag: { key: ['id'], columns: ['name'], undoable: ['name'], added: 'delete' },
  tagging: {
    key: ['tag_id', 'source_id', 'highlight_id', 'note_id'],
    columns: [],
    undoable: [],
    added: 'delete',
  },
};

/** Steps that are kept; older ones can't be undone any more. */
const KEPT_STEPS = 1000;

function jsonOf(row: 'old' | 'new', columns: readonly string[]): string {
  return `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`;
}

/** Has this connection note down changes while a step is recorded. Called once when it opens. */
export function watchChanges(db: WritableDB): void {
  const recording = '(SELECT step_id FROM history_recording)';
  const statements = ['CREATE TEMP TABLE history_recording (step_id INTEGER)'];
  for (const [table, { key, columns, undoable }] of Object.entries(TRACKED)) {
    const insert = `INSERT INTO history_change (step_id, table_name, key, before, after)`;
    const whole = [...key, ...columns];
    const events: Array<[event: string, condition: string, values: string]> = [
      ['INSERT', '', `${jsonOf('new', key)}, NULL, ${jsonOf('new', key)}`],
    ];
    if (columns.length > 0 || table === 'tagging') {
      events.push(['DELETE', '', `${jsonOf('old', key)}, ${jsonOf('old', whole)}, NULL`]);
    }
    if (undoable.length > 0) {
      const differs = undoable.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ');
      events.push([
        'UPDATE',
        `AND (${differs})`,
        `${jsonOf('new', key)}, ${jsonOf('old', undoable)}, ${jsonOf('new', undoable)}`,
      ]);
    }
    for (const [event, condition, values] of events) {
      statements.push(
        `CREATE TEMP TRIGGER history_${table}_${event.toLowerCase()} AFTER ${event} ON main.${table}
         WHEN ${recording} IS NOT NULL ${condition}
         BEGIN ${insert} VALUES (${recording}, '${table}', ${values}); END`,
      );
    }
  }
  db.exec(`${statements.join(';\n')};`);
}

function startRecording(db: WritableDB, step: number): void {
  db.prepare('INSERT INTO history_recording (step_id) VALUES (?)').run(step);
}

function stopRecording(db: WritableDB): void {
  db.prepare('DELETE FROM history_recording').run();
}

/** Adds work to a step: all of it in one transaction, so that none is done without its record. */
export function recordInto<T>(db: WritableDB, step: number, work: () => T): T {
  return inTransaction(db, () => {
    startRecording(db, step);
    try {
      return work();
    } finally {
      stopRecording(db);
    }
  });
}

/** Begins a step that work can be added to; it has no name yet. */
export function beginStep(db: WritableDB, deps: Deps): number {
  const { lastInsertRowid } = db
    .prepare("INSERT INTO history_step (label, created_at) VALUES ('', ?)")
    .run(timestamp(deps));
  return Number(lastInsertRowid);
}

/**
 * Names a step in words, which ends what could be redone before it. One that failed (and so has no
 * label) or changed nothing is forgotten.
 */
export function endStep(db: WritableDB, step: number, label: string | undefined): void {
  inTransaction(db, () => {
    const changed = db.prepare('SELECT 1 FROM history_change WHERE step_id = ? LIMIT 1').get(step);
    if (changed === undefined || label === undefined) {
      db.prepare('DELETE FROM history_step WHERE id = ?').run(step);
      return;
    }
    db.prepare('DELETE FROM history_step WHERE undone = 1').run();
    db.prepare('UPDATE history_step SET label = ? WHERE id = ?').run(label, step);
    db.prepare('DELETE FROM history_step WHERE id <= ?').run(step - KEPT_STEPS);
  });
}

/** Says whether work can still be added to a step: it was not undone, nor forgotten. */
export function isOpenStep(db: ReadableDB, step: number): boolean {
  return (
    db.prepare('SELECT 1 FROM history_step WHERE id = ? AND undone = 0').get(step) !== undefined
  );
}

export interface Step {
  id: number;
  /** What was done, in words. */
  label: string;
  createdAt: string;
  undone: boolean;
}

/** The steps there are, the last done first. */
export function listSteps(db: ReadableDB, limit: number): Step[] {
  return db
    .prepare<[number], Omit<Step, 'undone'> & { undone: number }>(
      `SELECT id, label, created_at AS createdAt, undone FROM history_step
       WHERE label <> '' ORDER BY id DESC LIMIT ?`,
    )
    .all(limit)
    .map((step) => ({ ...step, undone: step.undone === 1 }));
}

interface Change {
  table: string;
  key: string;
  before: string | null;
  after: string | null;
}

type Row = Record<string, string | number | null>;

function whereKey(key: Row): string {
  // IS and not =, since a tagging's key has nulls in it.
  return Object.keys(key)
    .map((column) => `${column} IS ?`)
    .join(' AND ');
}

function putBack(db: WritableDB, deps: Deps, change: Change): void {
  const { table } = change;
  const tracked = TRACKED[table];
  if (tracked === undefined) return;
  const key = JSON.parse(change.key) as Row;
  const keyValues = Object.values(key);
  if (change.before === null) {
    if (tracked.added === 'delete') {
      db.prepare(`DELETE FROM ${table} WHERE ${whereKey(key)}`).run(...keyValues);
    } else if (tracked.added === 'trash') {
      db.prepare(`UPDATE ${table} SET trashed_at = ? WHERE ${whereKey(key)}`).run(
        timestamp(deps),
        ...keyValues,
      );
    }
    return;
  }
  const before = JSON.parse(change.before) as Row;
  if (change.after === null) {
    const columns = Object.keys(before);
    db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT DO NOTHING`,
    ).run(...Object.values(before));
    return;
  }
  const after = JSON.parse(change.after) as Row;
  const changed = Object.keys(before).filter((column) => before[column] !== after[column]);
  if (changed.length === 0) return;
  db.prepare(
    `UPDATE ${table} SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE ${whereKey(key)}`,
  ).run(...changed.map((column) => before[column]), ...keyValues);
}

/** Puts back what a step changed, recording how to do it again; gives the step's label. */
function reverse(db: WritableDB, deps: Deps, step: Step, undone: boolean): string {
  return inTransaction(db, () => {
    db.pragma('defer_foreign_keys = ON');
    const changes = db
      .prepare<[number], Change>(
        `SELECT table_name AS "table", key, before, after FROM history_change
         WHERE step_id = ? ORDER BY seq DESC`,
      )
      .all(step.id);
    db.prepare('DELETE FROM history_change WHERE step_id = ?').run(step.id);
    recordInto(db, step.id, () => changes.forEach((change) => putBack(db, deps, change)));
    db.prepare('UPDATE history_step SET undone = ? WHERE id = ?').run(undone ? 1 : 0, step.id);
    const sources = changes.filter(({ table }) => table === 'source');
    reindexSources(
      db,
      sources.map(({ key }) => (JSON.parse(key) as { id: string }).id),
    );
    return step.label;
  });
}

function stepWhere(db: ReadableDB, condition: string): Step | undefined {
  const row = db
    .prepare<[], Omit<Step, 'undone'> & { undone: number }>(
      `SELECT id, label, created_at AS createdAt, undone FROM history_step
       WHERE label <> '' AND ${condition}`,
    )
    .get();
  return row && { ...row, undone: row.undone === 1 };
}

/** Undoes the last step that is not undone; gives its label, or undefined when there is none. */
export function undoLast(db: WritableDB, deps: Deps): string | undefined {
  const step = stepWhere(db, 'undone = 0 ORDER BY id DESC LIMIT 1');
  return step && reverse(db, deps, step, true);
}

/** Does the step again that was undone last; gives its label, or undefined when there is none. */
export function redoNext(db: WritableDB, deps: Deps): string | undefined {
  const step = stepWhere(db, 'undone = 1 ORDER BY id LIMIT 1');
  return step && reverse(db, deps, step, false);
}

/** Forgets all steps: what they would put back is gone for good. */
export function forgetSteps(db: WritableDB): void {
  db.prepare('DELETE FROM history_step').run();
}
