/** Where the small bar stands beside what is selected. All lengths are CSS pixels. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface BarPlace {
  left: number;
  top: number;
  side: 'above' | 'below';
}

/** Between the bar and the text, and between the bar and the edges of the pane. */
export const BAR_GAP = 8;

/**
 * Puts the bar above the first line of the selection, or below its last when there is no room
 * above; centred on the selection and kept inside the pane. All boxes count from one origin.
 */
export function placeBar(
  selection: Box,
  bar: { width: number; height: number },
  pane: Box,
): BarPlace {
  const above = selection.top - bar.height - BAR_GAP;
  const below = selection.top + selection.height + BAR_GAP;
  const lowest = pane.top + pane.height - bar.height - BAR_GAP;
  const fitsAbove = above >= pane.top + BAR_GAP;
  const side = fitsAbove || below > lowest ? 'above' : 'below';
  const centred = selection.left + selection.width / 2 - bar.width / 2;
  const furthest = pane.left + pane.width - bar.width - BAR_GAP;
  return {
    left: Math.round(Math.max(pane.left + BAR_GAP, Math.min(centred, furthest))),
    // A selection taller than the pane leaves no room on either side: then at the pane's top.
    top: Math.round(side === 'above' ? Math.max(above, pane.top + BAR_GAP) : below),
    side,
  };
}
