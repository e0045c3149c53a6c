import { createStore, useStore } from './store.ts';

/** What the status line says about saving. */
export type SaveState =
  | { kind: 'saved' }
  | { kind: 'saving' }
  /** `message` says what went wrong and what to do; the text stays in the editor. */
  | { kind: 'failed'; message: string };

const states = createStore<ReadonlyMap<string, SaveState>>(new Map());

/** Reports the state of one thing that saves by itself, such as `note:ID`. */
export function reportSaving(key: string, state: SaveState): void {
  states.set((all) => {
    const next = new Map(all);
    if (state.kind === 'saved') next.delete(key);
    else next.set(key, state);
    return next;
  });
}

/** The worst of all: a failure before "saving" before "saved". */
export function useSaveState(): SaveState {
  const all = [...useStore(states).values()];
  return (
    all.find((state) => state.kind === 'failed') ??
    all.find((state) => state.kind === 'saving') ?? { kind: 'saved' }
  );
}
