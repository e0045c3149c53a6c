import type { CaseSummary } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { usePlace } from './use-place.ts';

/** The case file that is open; undefined also while it is being read, or when it is gone. */
export function useOpenCase(): CaseSummary | undefined {
  const { caseId } = usePlace();
  const cases = useCall('cases.list', {});
  return caseId === undefined ? undefined : cases.data?.find(({ id }) => id === caseId);
}
