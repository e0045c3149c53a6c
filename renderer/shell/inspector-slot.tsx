import { createSlot } from './slot.tsx';

/** The inspector pane; without a fill the frame hides it. */
export const inspectorPlace = createSlot();

/** Renders its children in the inspector pane while mounted. */
export const InspectorSlot = inspectorPlace.Fill;
