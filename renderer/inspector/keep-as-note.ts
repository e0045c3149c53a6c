import type { Highlight } from '../../shared/domain.ts';
import type { RichText } from '../../shared/rich-text.ts';
import { attempt } from '../reader/attempt.ts';
import { notify } from '../ui/toast.tsx';
import { quoteText } from './annotation-filter.ts';

const QUOTED_LENGTH = 80;

/**
 * Keeps a comment that lost against another as a note, since comments have no versions; says
 * whether that worked.
 */
export async function keepAsNote(highlight: Highlight, body: RichText): Promise<boolean> {
  const quote = quoteText(highlight);
  const short = quote.length > QUOTED_LENGTH ? `${quote.slice(0, QUOTED_LENGTH)}…` : quote;
  const title = `Other comment on “${short}”`;
  if ((await attempt('notes.create', { title, body })) === undefined) return false;
  notify({ kind: 'info', lasting: true, text: `The other comment is kept as a note: ${title}` });
  return true;
}
