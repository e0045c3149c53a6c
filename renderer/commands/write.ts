import { invoke } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { contract, type CallInput, type CallName, type CallReply } from '../../shared/contract.ts';
import { notify } from '../ui/toast.tsx';

/**
 * Writes by a call of the contract, outside of components; gives the reply. A failure is shown and
 * gives undefined.
 */
export async function write<N extends CallName>(
  name: N,
  args: CallInput<N>,
): Promise<CallReply<N> | undefined> {
  const result = await invoke(name, args);
  if (!result.ok) {
    notify({ kind: 'error', text: result.error.message });
    return undefined;
  }
  refresh(contract[name].topics);
  return result.value;
}
