import { useNavigate } from 'react-router';
import type { Settings } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { chooseBundle } from '../bundle/open-bundle.ts';
import { copyCitations } from '../citations/copy-citations.ts';
import { importMarkdown } from '../notes/note-markdown.ts';
import { openDialog } from '../shell/open-dialog.ts';
import { railShown } from '../shell/panes-shown.ts';
import type { ExportFormatId } from '../../shared/export-formats.ts';
import { paths } from '../shell/paths.ts';
import { useOpenCase } from '../shell/use-open-case.ts';
import { useInspectorShown } from '../shell/use-inspector-shown.ts';
import { usePlace } from '../shell/use-place.ts';
import { notify } from '../ui/toast.tsx';
import { movePane } from './panes.ts';
import { nextReadingSize } from './reading-size.ts';
import { useCommand } from './registry.ts';
import { useHistoryCommands } from './use-history-commands.ts';
import { write } from './write.ts';

async function backUp(): Promise<void> {
  const backup = await write('library.backup', {});
  if (backup === undefined) return;
  notify({
    kind: 'info',
    text: `The library is backed up and the copy was checked: ${backup.path}`,
  });
}

function useLibraryCommands(): void {
  const navigate = useNavigate();
  const { caseId } = usePlace();
  const openCase = useOpenCase();
  const inCase = caseId === undefined ? {} : { caseId };

  useCommand('search.open', () =>
    openDialog.set((now) => (now?.name === 'palette' ? undefined : { name: 'palette' })),
  );
  useCommand('source.add', () => openDialog.set({ name: 'import', ...inCase }));
  useCommand('note.new', async () => {
    const note = await write('notes.create', inCase);
    if (note !== undefined) await navigate(paths.note(note.id, inCase));
  });
  useCommand('note.import', async () => {
    const made = await importMarkdown(caseId);
    if (made !== undefined) await navigate(paths.note(made, inCase));
  });
  useCommand('bundle.import', chooseBundle);
  useCommand('case.new', () => openDialog.set({ name: 'new-case' }));
  useCommand('case.addPreloaded', async () => {
    const added = await write('cases.addPreloaded', {});
    if (added !== undefined) await navigate(paths.case(added.id));
  });
  useCommand('library.backup', backUp);
  useCommand('library.pack', () => openDialog.set({ name: 'library', task: 'pack' }));
  useCommand('library.restore', () => openDialog.set({ name: 'library', task: 'restore' }));
  useCommand('library.move', () => openDialog.set({ name: 'library', task: 'move' }));
  useCommand('library.check', () => openDialog.set({ name: 'check' }));
  useCommand('labels.rename', () => openDialog.set({ name: 'labels' }));
  useCommand('help.shortcuts', () => openDialog.set({ name: 'shortcuts' }));

  const open = openCase !== undefined;
  useCommand(
    'case.rename',
    () => {
      if (openCase === undefined) return false;
      openDialog.set({ name: 'rename-case', caseId: openCase.id, title: openCase.title });
      return true;
    },
    open,
  );
  useCommand(
    'case.bibliography',
    () => {
      if (openCase === undefined) return false;
      openDialog.set({ name: 'bibliography', caseId: openCase.id });
      return true;
    },
    open,
  );
  useCommand(
    'case.copyBibliography',
    () => {
      if (openCase === undefined) return false;
      void copyCitations({ caseId: openCase.id });
      return true;
    },
    open,
  );
  useCommand('citations.style', () => openDialog.set({ name: 'bibliography' }));
  const exportAs = (format?: ExportFormatId) => {
    if (openCase === undefined) return false;
    openDialog.set({ name: 'export', of: { caseId: openCase.id }, ...(format && { format }) });
    return true;
  };
  useCommand('export.bundle', () => exportAs('bundle'), open);
  useCommand('export.annotations', () => exportAs('annotations'), open);
  useCommand('export.pdf', () => exportAs(), open);
}

function useGoCommands(): void {
  const navigate = useNavigate();
  useCommand('go.back', () => navigate(-1));
  useCommand('go.forward', () => navigate(1));
  useCommand('go.sources', () => navigate(paths.sources));
  useCommand('go.search', () => navigate(paths.search()));
  useCommand('go.highlights', () => navigate(paths.highlights));
  useCommand('go.notes', () => navigate(paths.notes));
  useCommand('trash.open', () => navigate(paths.trash));
  useCommand('go.history', () => navigate(paths.history));
  useCommand('pane.next', () => movePane(1));
  useCommand('pane.previous', () => movePane(-1));
}

function useViewCommands(): void {
  const settings = useCall('settings.get', {}).data;
  const [, toggleInspector] = useInspectorShown();
  const theme = (name: Settings['theme']) => write('settings.update', { theme: name });
  const size = (step: 'larger' | 'smaller' | 'usual') =>
    settings &&
    write('settings.update', { readingSize: nextReadingSize(settings.readingSize, step) });
  useCommand('view.theme.system', () => theme('system'));
  useCommand('view.theme.light', () => theme('light'));
  useCommand('view.theme.dark', () => theme('dark'));
  useCommand('view.text-larger', () => size('larger'));
  useCommand('view.text-smaller', () => size('smaller'));
  useCommand('view.text-reset', () => size('usual'));
  useCommand('view.rail', () => railShown.set((shown) => !shown));
  useCommand('view.inspector', toggleInspector);
}

/** The commands that make sense whatever the screen. */
export function useGlobalCommands(): void {
  useLibraryCommands();
  useGoCommands();
  useViewCommands();
  useHistoryCommands();
}
