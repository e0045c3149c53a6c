import {
  Copy,
  FileDown,
  FilePenLine,
  History,
  ListChecks,
  NotebookPen,
  Pencil,
  Tag,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import { layoutDocument, type Leaf, type SourceDocument } from '../../shared/document.ts';
import type { Highlight, SourceInfo } from '../../shared/domain.ts';
import { runCommand, useCommand } from '../commands/registry.ts';
import { cursorLeaf, textTops } from '../reader/cursor.ts';
import { reviewText } from '../review/pending.ts';
import { review } from '../review/reviewing.ts';
import { copyCitations } from '../citations/copy-citations.ts';
import { openDialog } from '../shell/open-dialog.ts';
import { TabActions } from '../shell/tab-actions.tsx';
import { ButtonMenu, type MenuEntry } from '../ui/menu.tsx';
import { notify } from '../ui/toast.tsx';
import { importAnnotations } from './import-annotations.ts';
import { ParagraphDialog } from './paragraph-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { RevisionsDialog } from './revisions-dialog.tsx';

interface SourceActionsProps {
  source: SourceInfo;
  document: SourceDocument;
  highlights: readonly Highlight[];
  /** The number of an older revision that is being read. */
  older: number | undefined;
  /** Shows another revision; the present one when undefined. */
  onOlder: (number: number | undefined) => void;
}

type Shown = { name: 'paragraph'; leaf: Leaf } | { name: 'replace' } | { name: 'revisions' };

/** The leaf that the researcher is at: clicked or selected in, else at the top of the pane. */
function leafInHand(sourceId: string, document: SourceDocument): Leaf | undefined {
  const { leaves } = layoutDocument(document);
  const cursor = cursorLeaf.get();
  const at = cursor?.sourceId === sourceId ? cursor.start : textTops.get().get(sourceId);
  const hit = leaves.find(({ start, end }) => at !== undefined && start <= at && at <= end);
  return hit ?? leaves.find(({ paragraph }) => paragraph !== undefined) ?? leaves[0];
}

/** What can be done with the text of the open source: the menu, the commands and their dialogs. */
export function SourceActions(props: SourceActionsProps) {
  const { source, document, highlights, older, onOlder } = props;
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const present = older === undefined;

  useCommand(
    'source.editParagraph',
    () => {
      const leaf = leafInHand(source.id, document);
      if (leaf === undefined) {
        notify({ kind: 'info', text: 'This source has no text to edit. Replace it instead.' });
      } else setShown({ name: 'paragraph', leaf });
    },
    present,
  );
  useCommand('source.replaceText', () => setShown({ name: 'replace' }), present);
  useCommand('source.editDetails', () => openDialog.set({ name: 'details', sourceId: source.id }));
  useCommand('source.copyCitation', () => void copyCitations({ sourceIds: [source.id] }));
  useCommand('source.revisions', () => setShown({ name: 'revisions' }));
  useCommand('source.importAnnotations', () => void importAnnotations(source.id), present);
  const waiting = reviewText(highlights);
  useCommand('highlight.review', () => review(source.id), present && waiting !== undefined);

  const entry = (label: string, icon: ReactNode, id: CommandId) => ({
    kind: 'do' as const,
    label,
    icon,
    takesFocus: true,
    run: () => void runCommand(id),
  });
  const entries: MenuEntry[] = [
    entry('Edit details…', <NotebookPen size={15} />, 'source.editDetails'),
    entry('Copy citation', <Copy size={15} />, 'source.copyCitation'),
    ...(present
      ? [
          entry('Edit paragraph…', <Pencil size={15} />, 'source.editParagraph'),
          entry('Replace the text…', <FilePenLine size={15} />, 'source.replaceText'),
        ]
      : []),
    entry('Revisions…', <History size={15} />, 'source.revisions'),
    ...(waiting === undefined
      ? []
      : [entry('Review highlights…', <ListChecks size={15} />, 'highlight.review')]),
    { kind: 'line' },
    ...(present
      ? [entry('Import annotations…', <FileDown size={15} />, 'source.importAnnotations')]
      : []),
    entry('Name the labels…', <Tag size={15} />, 'labels.rename'),
  ];
  return (
    <>
      <TabActions>
        <ButtonMenu entries={entries} label="More about this source" />
      </TabActions>
      {shown?.name === 'paragraph' && (
        <ParagraphDialog sourceId={source.id} leaf={shown.leaf} onClose={close} />
      )}
      {shown?.name === 'replace' && (
        <ReplaceDialog sourceId={source.id} title={source.title} onClose={close} />
      )}
      {shown?.name === 'revisions' && (
        <RevisionsDialog
          sourceId={source.id}
          current={source.revision.number}
          shown={older ?? source.revision.number}
          onOpen={(number) => onOlder(number === source.revision.number ? undefined : number)}
          onClose={close}
        />
      )}
    </>
  );
}
