import { createSlot } from './slot.tsx';

/** The right end of the row under the top bar. */
export const actionsPlace = createSlot();

/** Renders buttons of the screen at the right end of the row of tabs. */
export const TabActions = actionsPlace.Fill;
