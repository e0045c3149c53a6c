import type { HandlersOf } from '../dispatch.ts';
import { listSteps, redoNext, undoLast } from '../store/history.ts';

function labelled(label: string | undefined): { label: string } | null {
  return label === undefined ? null : { label };
}

export const historyCalls: HandlersOf<'history'> = {
  'history.list': ({ db }, { limit }) => listSteps(db, limit),
  'history.undo': ({ db, deps }) => labelled(undoLast(db, deps)),
  'history.redo': ({ db, deps }) => labelled(redoNext(db, deps)),
};
