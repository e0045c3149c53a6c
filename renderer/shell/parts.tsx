import { lazy, type ComponentType } from 'react';

const modules = import.meta.glob<Record<string, unknown>>([
  '../screens/{source,note,highlights}-screen.tsx',
  '../dialogs/*.tsx',
  '../search/palette.tsx',
]);

function part<P>(path: string, name: string): ComponentType<P> {
  return lazy(async () => {
    const load = modules[path];
    const found = load === undefined ? undefined : (await load())[name];
    return { default: (found ?? (() => null)) as ComponentType<P> };
  }) as unknown as ComponentType<P>;
}

export const SourceScreen = part<object>('../screens/source-screen.tsx', 'SourceScreen');
export const NoteScreen = part<object>('../screens/note-screen.tsx', 'NoteScreen');
export const HighlightsScreen = part<{ caseId?: string }>('../screens/highlights-screen.tsx', 'HighlightsScreen');
interface Openable { open: boolean; onOpenChange: (open: boolean) => void }
export const AddSourceDialog = part<Openable & { caseId?: string; files?: File[] }>('../dialogs/add-source-dialog.tsx', 'AddSourceDialog');
export const ExportDialog = part<Openable & { caseId: string }>('../dialogs/export-dialog.tsx', 'ExportDialog');
export const ShortcutsDialog = part<Openable>('../dialogs/shortcuts-dialog.tsx', 'ShortcutsDialog');
export const Palette = part<Openable & { caseId?: string }>('../search/palette.tsx', 'Palette');
export const TextDialog = part<Openable & { title: string; label: string; initial: string; confirmLabel: string; onConfirm: (text: string) => void | Promise<void>; multiline?: boolean }>('../dialogs/text-dialog.tsx', 'TextDialog');
