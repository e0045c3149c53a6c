/** Where an import stands as a whole, and the sentences that say so. */
import type { ImportItem, ImportSession } from '../../shared/imports.ts';
import { countText, numberText } from '../ui/counts.ts';
import type { Batch } from './batches.ts';

export type Phase =
  /** Files are on their way. */
  | 'sending'
  /** There is nothing to go on with: no file arrived, or the notebook refused them. */
  | 'refused'
  /** Files are read; what is read can be looked at and added. */
  | 'reading'
  /** All is read and waits for a decision. */
  | 'ready'
  | 'adding'
  /** Done or cancelled. */
  | 'ended';

/** Where a batch stands, with the session that reads it as far as it is known. */
export function phaseOf(batch: Batch, session: ImportSession | undefined): Phase {
  if (batch.failure !== undefined) return 'refused';
  if (session === undefined) return 'sending';
  switch (session.state) {
    case 'done':
    case 'cancelled':
      return 'ended';
    case 'reading':
    case 'ready':
    case 'adding':
      return session.state;
  }
}

/** How far the work of a phase has come; undefined when nothing is under way. */
export function progressOf(
  phase: Phase,
  batch: Batch,
  session: ImportSession | undefined,
): { done: number; total: number; text: string } | undefined {
  const said = (done: number, total: number, what: string, noun: string) => ({
    done,
    total,
    text: `${what} ${numberText(done)} of ${countText(total, noun)}`,
  });
  if (phase === 'sending') {
    const { done, total } = batch.sending;
    return total === 0 ? undefined : said(done, total, 'Taken in', 'file');
  }
  if (session === undefined) return undefined;
  if (phase === 'reading') return said(session.read, session.total, 'Read', 'file');
  if (phase === 'adding') {
    const left = (session.decisions.new ?? 0) + (session.decisions.revision ?? 0);
    const under = (session.standings.adding ?? 0) + unreadOf(session);
    return said(session.added, session.added + Math.max(left, under), 'Added', 'source');
  }
  return undefined;
}

function unreadOf({ standings }: ImportSession): number {
  return (standings.waiting ?? 0) + (standings.reading ?? 0);
}

/** How many sources pressing *Add* would add now; those still to be read are counted as well. */
export function countToAdd(items: readonly ImportItem[]): number {
  return items.filter(
    ({ standing, decision }) =>
      decision !== 'skip' &&
      (standing === 'ready' || standing === 'waiting' || standing === 'reading'),
  ).length;
}

/** What the status line says of an import while its screen is closed. */
export function statusText(phase: Phase, batch: Batch, session: ImportSession | undefined): string {
  const progress = progressOf(phase, batch, session);
  switch (phase) {
    case 'sending':
    case 'reading':
    case 'adding':
      return progress === undefined ? 'Import: reading' : `Import: ${lower(progress.text)}`;
    case 'refused':
      return 'Import: nothing arrived';
    case 'ready':
      return `Import: ${countText(session?.items ?? 0, 'item')} to look through`;
    case 'ended': {
      const failed = (session?.standings.failed ?? 0) + batch.unsent.length;
      const said = `Import: ${countText(session?.added ?? 0, 'source')} added`;
      return failed === 0 ? said : `${said}, ${numberText(failed)} failed`;
    }
  }
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** How far work has come, told at each quarter, since every file would be too much. */
function quarterText(verb: string, { done, total }: { done: number; total: number }): string {
  const quarters = total === 0 ? 0 : Math.floor((done / total) * 4);
  return quarters === 0 ? `${verb} has begun` : `${verb}: ${quarters * 25} %`;
}

const VERBS = { sending: 'Taking in files', reading: 'Reading', adding: 'Adding' } as const;

/** What a screen reader is told of an import whose screen is open: seldom, and how it ended. */
export function announcement(
  phase: Phase,
  batch: Batch,
  session: ImportSession | undefined,
): string {
  switch (phase) {
    case 'sending':
    case 'reading':
    case 'adding': {
      const progress = progressOf(phase, batch, session);
      return progress === undefined ? '' : quarterText(VERBS[phase], progress);
    }
    case 'refused':
    case 'ready':
    case 'ended':
      return statusText(phase, batch, session);
  }
}
