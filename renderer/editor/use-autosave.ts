import { useEffect, useMemo, useState } from 'react';
import type { Result } from '../../shared/result.ts';
import { reportSaving, type SaveState } from '../ui/save-state.ts';
import { notify } from '../ui/toast.tsx';
import { createAutosave, systemClock, type Autosave } from './autosave-core.ts';

/** Longest time that something typed without a pause stays unsaved, in milliseconds. */
const MAX_WAIT_MS = 2000;

interface AutosaveProps<T> {
  /** Names the thing, as `note:ID`; it must not change while the component is mounted. */
  key: string;
  save: Save<T>;
  /** Rest after the last change before it is saved, in milliseconds; 400 when absent. */
  delayMs?: number;
}

export interface AutosaveHandle<T> {
  change: (value: T) => void;
  /** Saves at once; resolves when all is saved or the save has failed. */
  flush: () => Promise<void>;
  /** Gives up what is unsaved. */
  discard: () => void;
  state: SaveState;
  /** Says whether the notebook has confirmed the newest value. */
  isSaved: () => boolean;
  /** What an earlier view of the same thing could not save, if any: show this and not the old. */
  inherited: T | undefined;
}

/** What outlives its component: saves under way, and text that could not be saved yet. */
const alive = new Map<string, Autosave<unknown>>();
const mounted = new Set<Autosave<unknown>>();

/**
 * Waits until a save that an earlier view of the thing started has ended, so that a read that
 * follows can't be older than what was typed.
 */
export async function saveSettled(key: string): Promise<void> {
  await alive.get(key)?.flush();
}

/**
 * Saves everything that is unsaved anywhere in the window; resolves when all of it is saved or could
 * not be.
 */
export async function flushAll(): Promise<void> {
  await Promise.all([...alive.values()].map((autosave) => autosave.flush()));
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => void flushAll());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushAll();
  });
}

function leave(key: string, autosave: Autosave<unknown>): void {
  void autosave.flush().then(() => {
    const state = autosave.state();
    if (alive.get(key) !== autosave || mounted.has(autosave)) return;
    if (autosave.unsaved() === undefined) alive.delete(key);
    else if (state.kind === 'failed') {
      notify({
        kind: 'error',
        text: state.message,
        lasting: true,
        action: {
          label: 'Try again',
          run: () => {
            if (alive.get(key) === autosave) leave(key, autosave);
          },
        },
      });
    }
  });
}

interface Entry<T> {
  autosave: Autosave<T>;
  /** What an earlier view left unsaved, in a box. */
  inherited: { value: T } | undefined;
  /** The save of the latest rendering. */
  setSave: (save: Save<T>) => void;
  /** Tells a view of every state until it goes away, which the returned function says. */
  mount: (onState: (state: SaveState) => void) => () => void;
}

type Save<T> = (value: T) => Promise<Result<unknown>>;

function createEntry<T>(key: string, delayMs: number, firstSave: Save<T>): Entry<T> {
  let save = firstSave;
  let listener: ((state: SaveState) => void) | undefined;
  const earlier = alive.get(key) as Autosave<T> | undefined;
  const autosave = createAutosave<T>({
    save: (value) => save(value),
    onState: (state) => {
      reportSaving(key, state);
      listener?.(state);
    },
    delayMs,
    maxWaitMs: MAX_WAIT_MS,
    clock: systemClock,
  });
  const known = autosave as Autosave<unknown>;
  return {
    autosave,
    inherited: earlier?.unsaved(),
    setSave: (next) => {
      save = next;
    },
    mount: (onState) => {
      listener = onState;
      alive.set(key, known);
      mounted.add(known);
      // An earlier view's unsaved value is taken over once its own last try has ended.
      void earlier?.flush().then(() => {
        const box = earlier.unsaved();
        if (box !== undefined && autosave.unsaved() === undefined) autosave.change(box.value);
      });
      return () => {
        listener = undefined;
        mounted.delete(known);
        leave(key, known);
      };
    },
  };
}

/**
 * Saves a value by itself: within a second of the last change, at least every two seconds while
 * changes go on, and when the view goes away. What can't be saved stays in memory, is said on
 * screen, and is tried again at the next change or when the researcher asks for it (`flush`).
 */
export function useAutosave<T>({ key, save, delayMs = 400 }: AutosaveProps<T>): AutosaveHandle<T> {
  const [entry] = useState(() => createEntry(key, delayMs, save));
  const [state, setState] = useState<SaveState>(() => entry.autosave.state());

  useEffect(() => entry.setSave(save));
  useEffect(() => entry.mount(setState), [entry]);

  return useMemo(
    () => ({
      change: (value: T) => entry.autosave.change(value),
      flush: () => entry.autosave.flush(),
      discard: () => entry.autosave.discard(),
      isSaved: () => entry.autosave.unsaved() === undefined,
      inherited: entry.inherited?.value,
      state,
    }),
    [entry, state],
  );
}
