import type { Highlight } from '../../shared/domain.ts';
import type { PassageReference, RichText } from '../../shared/rich-text.ts';
import { paths } from '../shell/paths.ts';
import { notify } from '../ui/toast.tsx';
import { attempt } from '../reader/attempt.ts';
import { appendPassage } from './passage-block.ts';

/** What a note keeps of a highlight it quotes; several passages are joined by "…". */
export function referenceOf(highlight: Highlight): PassageReference {
  const [first] = highlight.passages;
  return {
    sourceId: highlight.sourceId,
    highlightId: highlight.id,
    exact: highlight.passages.map(({ exact }) => exact).join(' … '),
    title: highlight.sourceTitle,
    ...(first?.paragraph === undefined ? {} : { paragraph: first.paragraph }),
  };
}

const EMPTY: RichText = {
  root: { type: 'root', version: 1, children: [], direction: null, format: '', indent: 0 },
};

interface Target {
  /** The note to quote in; a new one when absent. */
  noteId?: string | undefined;
  caseId?: string | undefined;
  open: (path: string) => void;
}

/** Quotes a highlight at the end of a note and offers to open it. */
export async function quoteInNote(highlight: Highlight, target: Target): Promise<void> {
  await quoteAllInNote([highlight], target);
}

/**
 * Quotes highlights in their order at the end of a note and offers to open it; says whether the
 * note was saved.
 */
export async function quoteAllInNote(
  highlights: readonly Highlight[],
  target: Target,
): Promise<boolean> {
  const { noteId, caseId, open } = target;
  const [first] = highlights;
  if (first === undefined) return false;
  const isOneSource = highlights.every(({ sourceId }) => sourceId === first.sourceId);
  const references = highlights.map(referenceOf);
  const saved =
    noteId === undefined
      ? await attempt('notes.create', {
          title: (isOneSource ? `On “${first.sourceTitle}”` : 'Highlights').slice(0, 500),
          body: references.reduce(appendPassage, EMPTY),
          ...(caseId === undefined ? {} : { caseId }),
        })
      : await appendToNote(noteId, references);
  if (saved === undefined) return false;
  notify({
    kind: 'info',
    text: `${highlights.length === 1 ? 'Quoted' : `${highlights.length} highlights quoted`} in “${saved.title === '' ? 'Untitled note' : saved.title}”.`,
    action: { label: 'Open note', run: () => open(paths.note(saved.id, { caseId })) },
  });
  return true;
}

async function appendToNote(id: string, references: readonly PassageReference[]) {
  const note = await attempt('notes.get', { id });
  if (note === undefined) return undefined;
  const { title, body, version } = note;
  return attempt('notes.save', {
    id,
    title,
    version,
    body: references.reduce(appendPassage, body),
  });
}
