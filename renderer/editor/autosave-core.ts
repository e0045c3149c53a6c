/**
 * When a thing that saves by itself is saved. Pure scheduling: the clock and the save are given.
 *
 * A save starts `delayMs` after the last change, or `maxWaitMs` after the first unsaved one when
 * the changes don't stop. Only one save is under way at a time, and the newest value wins.
 */
import type { Result } from '../../shared/result.ts';
import type { SaveState } from '../ui/save-state.ts';

export interface Clock {
  /** In milliseconds, from any start. */
  now(): number;
  setTimer(run: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

interface AutosaveOptions<T> {
  save: (value: T) => Promise<Result<unknown>>;
  onState: (state: SaveState) => void;
  delayMs: number;
  maxWaitMs: number;
  clock: Clock;
}

export interface Autosave<T> {
  /** Takes the newest value; it is saved soon. */
  change(value: T): void;
  /** Saves what is unsaved now; resolves when all is saved or a save has failed. */
  flush(): Promise<void>;
  /** Gives up what is unsaved; a save under way is let finish. */
  discard(): void;
  /** The newest value that the notebook has not confirmed, in a box; undefined when all is saved. */
  unsaved(): { value: T } | undefined;
  /** What the researcher is shown. */
  state(): SaveState;
}

/** Makes the scheduler for one thing that saves by itself. */
export function createAutosave<T>(options: AutosaveOptions<T>): Autosave<T> {
  const { save, onState, delayMs, maxWaitMs, clock } = options;
  /** Changed, and not yet given to a save. */
  let waiting: { value: T } | undefined;
  /** Given to the save that is under way. */
  let sent: { value: T } | undefined;
  let waitingSince = 0;
  let timer: { handle: unknown } | undefined;
  let running: Promise<void> | undefined;
  /** What waits is to be saved now, or as soon as the save under way is done. */
  let due = false;
  let state: SaveState = { kind: 'saved' };

  const show = (next: SaveState) => {
    state = next;
    onState(next);
  };

  const stopTimer = () => {
    if (timer !== undefined) clock.clearTimer(timer.handle);
    timer = undefined;
  };

  const startTimer = () => {
    stopTimer();
    const ms = Math.max(0, Math.min(delayMs, waitingSince + maxWaitMs - clock.now()));
    timer = {
      handle: clock.setTimer(() => {
        timer = undefined;
        void run();
      }, ms),
    };
  };

  const attempt = async (box: { value: T }): Promise<string | undefined> => {
    try {
      const result = await save(box.value);
      return result.ok ? undefined : result.error.message;
    } catch (error) {
      return error instanceof Error ? error.message : 'The change could not be saved.';
    }
  };

  const saveAll = async () => {
    while (waiting !== undefined && due) {
      due = false;
      stopTimer();
      sent = waiting;
      waiting = undefined;
      show({ kind: 'saving' });
      const problem = await attempt(sent);
      if (problem !== undefined) {
        const newer = waiting as { value: T } | undefined;
        waiting = newer ?? sent;
        sent = undefined;
        running = undefined;
        due = false;
        show(waiting === undefined ? { kind: 'saved' } : { kind: 'failed', message: problem });
        // What was typed meanwhile gets its own try, at its own time.
        if (newer !== undefined && timer === undefined) startTimer();
        return;
      }
      sent = undefined;
    }
    running = undefined;
    due = false;
    // What was typed meanwhile waits for its own timer.
    if (waiting === undefined) show({ kind: 'saved' });
  };

  const run = (): Promise<void> => {
    due = true;
    if (running === undefined && waiting !== undefined) running = saveAll();
    return running ?? Promise.resolve();
  };

  return {
    change(value) {
      if (waiting === undefined || state.kind === 'failed') waitingSince = clock.now();
      waiting = { value };
      if (state.kind !== 'saving') show({ kind: 'saving' });
      startTimer();
    },
    flush() {
      stopTimer();
      return run();
    },
    discard() {
      stopTimer();
      waiting = undefined;
      sent = undefined;
      if (running === undefined) show({ kind: 'saved' });
    },
    unsaved: () => waiting ?? sent,
    state: () => state,
  };
}
