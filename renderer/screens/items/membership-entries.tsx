import { FolderInput, FolderMinus } from 'lucide-react';
import type { CaseSummary } from '../../../shared/domain.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { putInCase, takeOutOfCase, type Member } from './membership.ts';

interface Membership {
  member: Member;
  /** The case files that hold it. */
  caseIds: readonly string[];
  /** All case files. */
  cases: readonly CaseSummary[];
  /** The case file whose list it is. */
  caseId?: string | undefined;
}

/** Entries that put a source or note into case files and take it out of them. */
export function membershipEntries(membership: Membership): MenuEntry[] {
  const { member, caseIds, cases, caseId } = membership;
  const entries: MenuEntry[] = [];
  if (cases.length > 0) {
    entries.push({
      kind: 'more',
      label: 'Case files',
      icon: <FolderInput size={15} />,
      entries: cases.map(({ id, title }) => ({
        kind: 'choice',
        label: title,
        checked: caseIds.includes(id),
        run: () => void (caseIds.includes(id) ? takeOutOfCase : putInCase)(id, member),
      })),
    });
  }
  if (caseId !== undefined) {
    entries.push({
      kind: 'do',
      label: 'Take out of this case file',
      icon: <FolderMinus size={15} />,
      run: () => void takeOutOfCase(caseId, member),
    });
  }
  return entries;
}
