import type { ImportSession } from '../../shared/imports.ts';
import { useCall } from '../api/use-call.ts';

/** Enough to see past the steps that were undone. */
const LOOKED_AT = 50;

/** Says whether undoing now would undo what this import added, and nothing done since. */
export function useCanUndo(session: ImportSession | undefined): boolean {
  const steps = useCall('history.list', { limit: LOOKED_AT }).data;
  const last = steps?.find(({ undone }) => !undone);
  return session?.step !== undefined && last?.id === session.step;
}
