/**
 * Undo and redo of everything that is done in the library, also after a restart.
 *
 * While a step is recorded, triggers of this connection write down how each row was before (the
 * idea is that of https://www.sqlite.org/undoredo.html). Undoing a step puts the rows back, while
 * what that changes is recorded in its turn, as the way to redo it. Nothing is ever deleted by it:
 * a thing that was added goes to the trash, and what was written into it meanwhile stays in it.
 */
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { relinkAnnotation, relinkNote } from './note-links.ts';
import { timestamp, type Deps } from './rows.ts';
import { prepared } from './statements.ts';

interface Tracked {
  key: readonly string[];
  /** All other columns; kept whole when a row is removed. */
  columns: readonly string[];
  /** The columns whose changes can be undone. Text that is typed has its own history. */
  undoable: readonly string[];
  /** Columns of such text: they are only recorded when they came in otherwise than by typing. */
  typed?: readonly string[];
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
  note: {
    key: ['id'],
    columns: [],
    undoable: ['trashed_at'],
    typed: ['title', 'body', 'text', 'words'],
    added: 'trash',
  },
  annotation: {
    key: ['highlight_id'],
    columns: ['body', 'text', 'version', 'created_at', 'updated_at'],
    undoable: [],
    typed: ['body', 'text'],
    added: 'delete',
  },
  case_file: {
    key: ['id'],
    columns: [],
    undoable: [
      'title',
      'question',
      'color',
      'position',
      'summary_note_id',
      'citation_style',
      'citation_locale',
      'trashed_at',
    ],
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
  saved_search: {
    key: ['id'],
    columns: ['name', 'query', 'sort', 'position', 'created_at'],
    undoable: ['name', 'query', 'sort', 'position'],
    added: 'delete',
  },
  tag: { key: ['id'], columns: ['name'], undoable: ['name'], added: 'delete' },
  tagging: {
    key: ['tag_id', 'source_id', 'highlight_id', 'note_id'],
    columns: [],
    undoable: [],
    added: 'delete',
  },
  citation_style: {
    key: ['id'],
    columns: ['title', 'kind', 'xml', 'created_at'],
    undoable: ['title', 'kind', 'xml'],
    added: 'delete',
  },
  // What a bundle has taught of others' versions is forgotten with what came in by it.
  bundle_unit: {
    key: ['kind', 'item_id', 'part'],
    columns: ['parent', 'value', 'value_sha256', 'seen'],
    undoable: ['parent', 'value', 'value_sha256', 'seen'],
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
  const withTyped = '(SELECT typed FROM history_recording) = 1';
  const statements = [
    'CREATE TEMP TABLE history_recording (step_id INTEGER, typed INTEGER NOT NULL)',
  ];
  for (const [table, { key, columns, undoable, typed = [] }] of Object.entries(TRACKED)) {
    const onlyTyped = undoable.length === 0 && typed.length > 0;
    const insert = `INSERT INTO history_change (step_id, table_name, key, before, after)`;
    const whole = [...key, ...columns];
    const when = onlyTyped ? `AND ${withTyped}` : '';
    const added = onlyTyped ? [...key, ...typed] : key;
    const events: Array<[event: string, condition: string, values: string, name?: string]> = [
      ['INSERT', when, `${jsonOf('new', key)}, NULL, ${jsonOf('new', added)}`],
    ];
    if (columns.length > 0 || table === 'tagging') {
      events.push(['DELETE', when, `${jsonOf('old', key)}, ${jsonOf('old', whole)}, NULL`]);
    }
    const update = (names: readonly string[], condition: string, name: string) => {
      const differs = names.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ');
      const values = `${jsonOf('new', key)}, ${jsonOf('old', names)}, ${jsonOf('new', names)}`;
      if (names.length > 0) events.push(['UPDATE', `${condition} AND (${differs})`, values, name]);
    };
    update(undoable, '', 'update');
    update(typed, `AND ${withTyped}`, 'typed');
    for (const [event, condition, values, name = event.toLowerCase()] of events) {
      statements.push(
        `CREATE TEMP TRIGGER history_${table}_${name} AFTER ${event} ON main.${table}
         WHEN ${recording} IS NOT NULL ${condition}
         BEGIN ${insert} VALUES (${recording}, '${table}', ${values}); END`,
      );
    }
  }
  db.exec(`${statements.join(';\n')};`);
}

function startRecording(db: WritableDB, step: number, typed: boolean): void {
  prepared(db, 'INSERT INTO history_recording (step_id, typed) VALUES (?, ?)').run(
    step,
    typed ? 1 : 0,
  );
}

function stopRecording(db: WritableDB): void {
  prepared(db, 'DELETE FROM history_recording').run();
}

/**
 * Adds work to a step: all of it in one transaction, so that none is done without its record. Texts
 * of notes and comments count when `typed` says that they come in otherwise than by typing.
 */
export function recordInto<T>(db: WritableDB, step: number, work: () => T, typed = false): T {
  return inTransaction(db, () => {
    startRecording(db, step, typed);
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

/** Whether a text that came in was written on since, which undoing leaves as it is. */
function isWrittenOn(
  db: ReadableDB,
  { table, key, after }: Change,
  typed: readonly string[],
): boolean {
  const values = JSON.parse(after ?? '{}') as Row;
  if (!typed.some((column) => column in values)) return false;
  const row = JSON.parse(key) as Row;
  const now = db
    .prepare<unknown[], Row>(`SELECT ${typed.join(', ')} FROM ${table} WHERE ${whereKey(row)}`)
    .get(...Object.values(row));
  return typed.some((column) => now?.[column] !== values[column]);
}

function putBack(db: WritableDB, deps: Deps, change: Change): void {
  const { table } = change;
  const tracked = TRACKED[table];
  if (tracked === undefined) return;
  const { typed = [] } = tracked;
  if (isWrittenOn(db, change, typed)) return;
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
  const sets = changed.map((column) => `${column} = ?`);
  // An editor that has the text open has to see that it is another one.
  if (changed.some((column) => typed.includes(column))) sets.push('version = version + 1');
  db.prepare(`UPDATE ${table} SET ${sets.join(', ')} WHERE ${whereKey(key)}`).run(
    ...changed.map((column) => before[column]),
    ...keyValues,
  );
}

/** Brings what is derived from texts in step with texts that were put back. */
function relink(db: WritableDB, changes: readonly Change[]): void {
  for (const { table, key } of changes) {
    const row = JSON.parse(key) as Record<string, string>;
    if (table === 'note' && row['id'] !== undefined) relinkNote(db, row['id']);
    const highlightId = table === 'annotation' ? row['highlight_id'] : undefined;
    if (highlightId !== undefined) relinkAnnotation(db, highlightId);
  }
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
    const typed = changes.some(({ table }) => table === 'annotation' || table === 'bundle_unit');
    recordInto(db, step.id, () => changes.forEach((change) => putBack(db, deps, change)), typed);
    relink(db, changes);
    db.prepare('UPDATE history_step SET undone = ? WHERE id = ?').run(undone ? 1 : 0, step.id);
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
