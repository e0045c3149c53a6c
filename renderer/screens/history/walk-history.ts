import type { HistoryStep } from '../../../shared/domain.ts';
import { write } from '../../commands/write.ts';
import { flushAll } from '../../editor/use-autosave.ts';
import { countText } from '../../ui/counts.ts';
import { notify } from '../../ui/toast.tsx';

/**
 * Takes back, or does again, the steps in their order. It stops at the first that fails, which is
 * shown, and when another window has undone or done something meanwhile.
 */
export async function walkHistory(
  way: readonly HistoryStep[],
  direction: 'undo' | 'redo',
): Promise<void> {
  const call = direction === 'undo' ? 'history.undo' : 'history.redo';
  let walked = 0;
  await flushAll();
  for (const { label } of way) {
    const reply = await write(call, {});
    if (reply === undefined) break;
    if (reply?.label !== label) {
      notify({
        kind: 'error',
        text: 'Something else was done or undone meanwhile, so this stopped. Look at the list again.',
      });
      break;
    }
    walked += 1;
  }
  if (walked === 0) return;
  const done = direction === 'undo' ? 'Undone' : 'Done again';
  const [only] = way;
  notify({
    kind: 'info',
    topic: 'history',
    text: `${done}: ${walked === 1 && only !== undefined ? only.label : countText(walked, 'step')}`,
  });
}
