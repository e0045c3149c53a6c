import { createSlot } from './slot.tsx';

/** The right end of the row under the top bar. */
const slot = createSlot();

/** Renders buttons of the screen at the right end of the row of tabs. */
export const TabActions = slot.Fill;
/** The ref of the place for those buttons. */
export const attachActions = slot.attach;
