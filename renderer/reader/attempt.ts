import { contract, type CallInput, type CallName, type CallReply } from '../../shared/contract.ts';
import { invoke } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { notify } from '../ui/toast.tsx';

/**
 * Makes one call outside a component and has what depends on it read again. A failure is shown to
 * the researcher and comes back as undefined, so that a chain of steps can stop there.
 */
export async function attempt<N extends CallName>(
  name: N,
  args: CallInput<N>,
): Promise<CallReply<N> | undefined> {
  const result = await invoke(name, args);
  if (!result.ok) {
    notify({ kind: 'error', text: result.error.message });
    return undefined;
  }
  if (contract[name].access === 'write') refresh(contract[name].topics);
  return result.value;
}
