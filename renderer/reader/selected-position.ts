import type { TextPosition } from '../../shared/selectors.ts';
import { positionOf } from './selection.ts';

/** The position that is selected in the column now; undefined when no text of it is. */
export function selectedPosition(column: Element | null, text: string): TextPosition | undefined {
  const selection = document.getSelection();
  if (column === null || selection === null || selection.isCollapsed) return undefined;
  if (selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  // All of the window selected is not a choice of this text.
  if (!column.contains(range.startContainer) && !column.contains(range.endContainer)) {
    return undefined;
  }
  return positionOf(
    column,
    text,
    { node: range.startContainer, offset: range.startOffset },
    { node: range.endContainer, offset: range.endOffset },
  );
}
