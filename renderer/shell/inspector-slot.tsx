import { createSlot } from './slot.tsx';

/** The inspector pane; without a fill the frame hides it. */
const slot = createSlot();

/** Renders its children in the inspector pane while mounted. */
export const InspectorSlot = slot.Fill;
/** The ref of the inspector pane. */
export const attachInspector = slot.attach;
/** Says whether the screen has something to show in the inspector. */
export const useInspectorFilled = slot.useFilled;
