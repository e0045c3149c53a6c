import { createStore } from '../ui/store.ts';

/**
 * The highlight that is chosen. One at a time in the window: the passage is outlined, its card is
 * raised, and commands on highlights mean it.
 */
export interface Chosen {
  id: string;
  /** Where it was chosen: the other side then scrolls to it. */
  by: 'text' | 'card' | 'address' | 'new';
  /** Its comment is being written. */
  editing: boolean;
}

export const chosen = createStore<Chosen | null>(null);

/** Chooses a highlight; with `editing`, its card opens for writing. */
export function choose(id: string, by: Chosen['by'], editing = false): void {
  chosen.set({ id, by, editing });
}

/** Chooses nothing. */
export function unchoose(): void {
  chosen.set(null);
}

/** Lets the card of the chosen highlight open for writing, or close. */
export function setEditing(editing: boolean): void {
  chosen.set((now) => (now === null || now.editing === editing ? now : { ...now, editing }));
}
