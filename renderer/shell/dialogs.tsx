import { Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { write } from '../commands/write.ts';
import { TextDialog } from '../dialogs/text-dialog.tsx';
import { useStore } from '../ui/store.ts';
import { CheckDialog } from './check-dialog.tsx';
import { closeDialog, openDialog, type FrameDialog } from './open-dialog.ts';
import { Palette } from '../search/palette.tsx';
import {
  BibliographyDialog,
  BundleScreen,
  ExportDialog,
  ImportScreen,
  LabelsDialog,
  LibraryDialog,
  MetadataDialog,
  ShortcutsDialog,
} from './parts.tsx';
import { paths } from './paths.ts';
import { usePlace } from './use-place.ts';

function Shown({ dialog, open }: { dialog: FrameDialog; open: boolean }) {
  const navigate = useNavigate();
  const { caseId } = usePlace();
  const inCase = caseId === undefined ? {} : { caseId };
  const frame = {
    open,
    onOpenChange: (next: boolean) => {
      // A dialog that has opened another one in its place must not close that.
      if (!next && openDialog.get() === dialog) closeDialog();
    },
  };
  switch (dialog.name) {
    case 'palette':
      return <Palette {...frame} {...inCase} beside={dialog.beside === true} />;
    case 'import':
      return (
        <ImportScreen
          {...frame}
          caseId={dialog.caseId}
          batch={dialog.batch}
          onShow={(batch) => openDialog.set({ ...dialog, batch })}
        />
      );
    case 'export':
      return <ExportDialog {...frame} of={dialog.of} format={dialog.format} />;
    case 'bundle':
      return <BundleScreen {...frame} file={dialog.file} />;
    case 'details':
      return <MetadataDialog {...frame} sourceId={dialog.sourceId} />;
    case 'bibliography':
      return <BibliographyDialog {...frame} caseId={dialog.caseId} />;
    case 'new-case':
      return (
        <TextDialog
          {...frame}
          title="New case file"
          label="What is it about?"
          initial=""
          confirmLabel="Create"
          onConfirm={async (title) => {
            const made = await write('cases.create', { title });
            if (made !== undefined) await navigate(paths.case(made.id));
          }}
        />
      );
    case 'rename-case':
      return (
        <TextDialog
          {...frame}
          title="Rename the case file"
          label="Title"
          initial={dialog.title}
          confirmLabel="Rename"
          onConfirm={async (title) => {
            await write('cases.update', { id: dialog.caseId, title });
          }}
        />
      );
    case 'labels':
      return <LabelsDialog {...frame} />;
    case 'library':
      return <LibraryDialog {...frame} task={dialog.task} />;
    case 'check':
      return <CheckDialog {...frame} />;
    case 'shortcuts':
      return <ShortcutsDialog {...frame} />;
  }
}

/**
 * The dialog of the frame that is open, if one is. The last one stays mounted, closed, so that it
 * can give the focus back.
 */
export function Dialogs() {
  const dialog = useStore(openDialog);
  const [last, setLast] = useState(dialog);
  if (dialog !== undefined && dialog !== last) setLast(dialog);
  return (
    <Suspense>{last !== undefined && <Shown dialog={last} open={dialog === last} />}</Suspense>
  );
}
