import { useEffect } from 'react';
import { useCall } from '../api/use-call.ts';
import { flushAll } from '../editor/use-autosave.ts';
import { notify } from '../ui/toast.tsx';
import { showCommandLabels } from './command-labels.ts';
import { useCommand } from './registry.ts';
import { isTyping } from './undo-typing.ts';
import { write } from './write.ts';

/** Enough to see the next step either way, unless very many were undone. */
const LOOKED_AT = 50;

/** One after the other, however fast the keys are pressed. */
let last: Promise<unknown> = Promise.resolve();

async function undo(): Promise<void> {
  const step = await write('history.undo', {});
  if (step === undefined) return;
  if (step === null) notify({ kind: 'info', topic: 'history', text: 'There is nothing to undo.' });
  else {
    notify({
      kind: 'info',
      topic: 'history',
      text: `Undone: ${step.label}`,
      action: { label: 'Redo', run: () => void next(redo) },
    });
  }
}

async function redo(): Promise<void> {
  const step = await write('history.redo', {});
  if (step === undefined) return;
  if (step === null) notify({ kind: 'info', topic: 'history', text: 'There is nothing to redo.' });
  else {
    notify({
      kind: 'info',
      topic: 'history',
      text: `Done again: ${step.label}`,
      action: { label: 'Undo', run: () => void next(undo) },
    });
  }
}

function next(act: () => Promise<void>): Promise<void> {
  // What was typed into something that goes away is saved in it first, and comes back with it.
  const turn = last.then(flushAll).then(act);
  last = turn;
  return turn;
}

/** Undo and redo of what was done in the library; text that is typed has its own. */
export function useHistoryCommands(): void {
  // Keys belong to the field or editor they are pressed in.
  const unlessTyping = (act: () => Promise<void>) => (event?: Event) =>
    event instanceof KeyboardEvent && isTyping() ? false : next(act);
  useCommand('edit.undo', unlessTyping(undo));
  useCommand('edit.redo', unlessTyping(redo));

  const steps = useCall('history.list', { limit: LOOKED_AT }).data;
  const undoes = steps?.find(({ undone }) => !undone)?.label;
  const redoes = steps?.findLast(({ undone }) => undone)?.label;
  useEffect(() => {
    showCommandLabels({
      ...(undoes === undefined ? {} : { 'edit.undo': `Undo: ${undoes}` }),
      ...(redoes === undefined ? {} : { 'edit.redo': `Redo: ${redoes}` }),
    });
  }, [undoes, redoes]);
}
