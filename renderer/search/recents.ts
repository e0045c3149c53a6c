import type { CallInput } from '../../shared/contract.ts';
import { invoke } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';

/**
 * Has the library remember what was opened or searched for. It is a convenience: when it fails, the
 * lists of the palette are older than they could be, and whatever else is wrong says so itself.
 */
export function remember(what: CallInput<'recents.remember'>): void {
  void invoke('recents.remember', what).then(({ ok }) => {
    if (ok) refresh(['recents']);
  });
}
