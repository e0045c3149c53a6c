import type { LinkTarget } from '../../../../shared/domain.ts';

/** What to tell of a thing that a link leads to and that can't be opened. */
export function goneText({ kind, state }: Pick<LinkTarget, 'kind' | 'state'>): string {
  return state === 'trash' ? `This ${kind} is in the trash.` : `This ${kind} was deleted for good.`;
}
