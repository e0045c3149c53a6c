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
  const { noteId, caseId, open } = target;
  const reference = referenceOf(highlight);
  const saved =
    noteId === undefined
      ? await attempt('notes.create', {
          title: `On “${highlight.sourceTitle}”`.slice(0, 500),
          body: appendPassage(EMPTY, reference),
          ...(caseId === undefined ? {} : { caseId }),
        })
      : await appendToNote(noteId, reference);
  if (saved === undefined) return;
  notify({
    kind: 'info',
    text: `Quoted in “${saved.title === '' ? 'Untitled note' : saved.title}”.`,
    action: { label: 'Open note', run: () => open(paths.note(saved.id, { caseId })) },
  });
}

async function appendToNote(id: string, reference: PassageReference) {
  const note = await attempt('notes.get', { id });
  if (note === undefined) return undefined;
  const { title, body, version } = note;
  return attempt('notes.save', { id, title, version, body: appendPassage(body, reference) });
}
