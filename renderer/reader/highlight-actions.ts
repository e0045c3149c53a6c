/** What can be done with passages and highlights, from the text as well as from the cards. */
import type { Highlight, LabelId } from '../../shared/domain.ts';
import { isPlaced } from '../../shared/segments.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { notify } from '../ui/toast.tsx';
import { attempt } from './attempt.ts';
import { chosen, unchoose } from './chosen.ts';
import { hideHighlight, showHighlight } from './highlight-cache.ts';

/** The labels in the order of their keys, 1 to 5. */
export const LABEL_ORDER: readonly LabelId[] = ['yellow', 'green', 'blue', 'red', 'purple'];

/** The highlight that covers exactly the positions, all in the order of the text, if there is one. */
export function highlightOf(
  highlights: readonly Highlight[],
  positions: readonly TextPosition[],
): Highlight | undefined {
  return highlights.find(
    ({ passages }) =>
      passages.length === positions.length &&
      passages.every(
        (passage, index) =>
          isPlaced(passage) &&
          passage.start === positions[index]?.start &&
          passage.end === positions[index]?.end,
      ),
  );
}

/** Makes a highlight; undefined when the notebook refused, which has then been said. */
export async function createHighlight(
  sourceId: string,
  positions: readonly TextPosition[],
  label: LabelId,
): Promise<Highlight | undefined> {
  const made = await attempt('highlights.create', { sourceId, label, passages: [...positions] });
  if (made !== undefined) showHighlight(made);
  return made;
}

/** Gives a highlight another label. */
export async function relabelHighlight(highlight: Highlight, label: LabelId): Promise<void> {
  if (highlight.label === label) return;
  const changed = await attempt('highlights.relabel', { id: highlight.id, label });
  if (changed !== undefined) showHighlight(changed);
}

/** Moves a highlight to the trash and offers to bring it back. */
export async function trashHighlight({ id }: Highlight): Promise<boolean> {
  const done = await attempt('trash.put', { kind: 'highlight', id });
  if (done === undefined) return false;
  hideHighlight(id);
  if (chosen.get()?.id === id) unchoose();
  notify({
    kind: 'info',
    text: 'The highlight is in the trash.',
    action: { label: 'Undo', run: () => void attempt('trash.restore', { kind: 'highlight', id }) },
  });
  return true;
}
