import type { ImportReport } from '../../shared/domain.ts';
import { countText } from '../ui/counts.ts';

/** How far one file has come, and at last what became of it. */
export type FileState =
  | { kind: 'waiting' }
  | { kind: 'sending' }
  | { kind: 'reading' }
  | { kind: 'added'; id: string; title: string; words: number }
  /** Already in the library, as the source `id`. */
  | { kind: 'skipped'; id: string; title: string; reason: string }
  /** `message` says why, and what to do. */
  | { kind: 'failed'; message: string };

/** A file, or a pasted text, on its way to becoming a source. */
export interface FileRow {
  name: string;
  state: FileState;
}

/**
 * What became of each file, in the order of `names`. The report calls files by their names, of which
 * several may be the same; those are then taken in turn.
 */
export function outcomesOf(names: readonly string[], report: ImportReport): FileState[] {
  const byName = new Map<string, FileState[]>();
  const put = (name: string, state: FileState) => {
    byName.set(name, [...(byName.get(name) ?? []), state]);
  };
  for (const { file, id, title, words } of report.imported) {
    put(file, { kind: 'added', id, title, words });
  }
  for (const { file, id, title, reason } of report.skipped) {
    put(file, { kind: 'skipped', id, title, reason });
  }
  for (const { file, message } of report.failed) put(file, { kind: 'failed', message });
  return names.map(
    (name) =>
      byName.get(name)?.shift() ?? {
        kind: 'failed',
        message: 'Casebook did not say what became of this file; add it once more to be sure.',
      },
  );
}

/** One sentence on all rows: "12 added, 2 already in the library, 1 could not be added." */
export function summaryOf(rows: readonly FileRow[]): string {
  const count = (kind: FileState['kind']) => rows.filter((row) => row.state.kind === kind).length;
  const parts = [
    [count('added'), 'added'],
    [count('skipped'), 'already in the library'],
    [count('failed'), 'could not be added'],
    [count('waiting'), 'left out because you stopped'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return said.length === 0 ? 'Nothing was added.' : `${said.join(', ')}.`;
}

/** What a row says about its file besides the name; `ended` when the import is over. */
export function stateText(state: FileState, ended: boolean): string {
  switch (state.kind) {
    case 'waiting':
      return ended ? 'Left out' : 'Waiting';
    case 'sending':
      return 'Sending…';
    case 'reading':
      return 'Reading…';
    case 'added':
      return `Added as “${state.title}”, ${countText(state.words, 'word')}`;
    case 'skipped':
      return state.reason;
    case 'failed':
      return state.message;
  }
}

/** The report as text to keep or send: the summary, then a line for each file. */
export function reportText(rows: readonly FileRow[]): string {
  const lines = rows.map(({ name, state }) => `${name}: ${stateText(state, true)}`);
  return [summaryOf(rows), '', ...lines].join('\n');
}
