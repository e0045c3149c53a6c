import type { CallInput } from '../../shared/contract.ts';
import type { AnchorStatus } from '../../shared/domain.ts';
import { attempt } from '../reader/attempt.ts';
import { runCommand } from '../commands/registry.ts';
import { anchorsText } from '../review/pending.ts';
import { review } from '../review/reviewing.ts';
import { notify } from '../ui/toast.tsx';

type By = CallInput<'sources.revise'>['by'];
export type Anchors = Partial<Record<AnchorStatus, number>>;

/** Gives a source another text; what became of its highlights, or undefined when it was refused. */
export async function reviseSource(id: string, by: By): Promise<Anchors | undefined> {
  return (await attempt('sources.revise', { id, by }))?.anchors;
}

/** Says what a revision did to the highlights, and offers the next step. */
export function tellOfRevision(sourceId: string, anchors: Anchors): void {
  const waits = (anchors.review ?? 0) > 0;
  notify({
    kind: 'info',
    topic: 'revision',
    text: `The text was revised. ${anchorsText(anchors)}`,
    action: waits
      ? { label: 'Review', run: () => review(sourceId) }
      : { label: 'Undo', run: () => void runCommand('edit.undo') },
  });
}
