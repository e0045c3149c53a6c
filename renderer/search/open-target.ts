import type { CallInput, CallName, CallReply } from '../../shared/contract.ts';
import type { Hit } from '../../shared/domain.ts';
import { invokeOrThrow } from '../api/client.ts';
import { queryClient } from '../api/use-call.ts';
import { paths } from '../shell/paths.ts';

/** What can be gone to: a hit, or something opened before. */
export type Target = Pick<Hit, 'kind' | 'id' | 'source' | 'passage'>;

/** Reads what the next screen is going to read too, so that it is there already. */
function readAhead<N extends CallName>(name: N, args: CallInput<N>): Promise<CallReply<N>> {
  return queryClient.query({
    queryKey: [name, args],
    queryFn: () => invokeOrThrow(name, args),
  });
}

/**
 * The address of a target, in the current case file when that holds it. Reading it also tells
 * whether it is still there: throws a `Refusal` when not.
 */
export async function addressOf(target: Target, currentCase: string | undefined): Promise<string> {
  const within = (caseIds: readonly string[]) =>
    currentCase !== undefined && caseIds.includes(currentCase) ? currentCase : undefined;
  switch (target.kind) {
    case 'case':
      return paths.case(target.id);
    case 'tag':
      return paths.tag(target.id);
    case 'note': {
      const note = await readAhead('notes.get', { id: target.id });
      return paths.note(note.id, { caseId: within(note.caseIds) });
    }
    case 'source':
    case 'highlight': {
      const source = await readAhead('sources.get', { id: target.source ?? target.id });
      // Its text is on its way while the palette closes; what fails here, the screen will say.
      void readAhead('sources.revision', { id: source.id, number: source.revision.number }).catch(
        () => undefined,
      );
      return paths.source(source.id, {
        caseId: within(source.caseIds),
        at: target.passage,
        highlight: target.kind === 'highlight' ? target.id : undefined,
      });
    }
  }
}
