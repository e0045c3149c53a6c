/**
 * The parts of the window that are not needed for its first picture: read when they are first shown.
 * The palette is not among them: the first key typed into it must not wait for it to arrive.
 */
import { lazy } from 'react';

export const SourceScreen = lazy(async () => ({
  default: (await import('../screens/source-screen.tsx')).SourceScreen,
}));
export const SourceView = lazy(async () => ({
  default: (await import('../screens/source-view.tsx')).SourceView,
}));
export const NoteView = lazy(async () => ({
  default: (await import('../screens/note-screen.tsx')).NoteView,
}));
export const NoteScreen = lazy(async () => ({
  default: (await import('../screens/note-screen.tsx')).NoteScreen,
}));
export const HighlightsScreen = lazy(async () => ({
  default: (await import('../screens/highlights-screen.tsx')).HighlightsScreen,
}));
export const HistoryScreen = lazy(async () => ({
  default: (await import('../screens/history/history-screen.tsx')).HistoryScreen,
}));
export const SearchScreen = lazy(async () => ({
  default: (await import('../search/screen/search-screen.tsx')).SearchScreen,
}));
export const ImportScreen = lazy(async () => ({
  default: (await import('../import/import-screen.tsx')).ImportScreen,
}));
export const BundleScreen = lazy(async () => ({
  default: (await import('../bundle/bundle-screen.tsx')).BundleScreen,
}));
export const ExportDialog = lazy(async () => ({
  default: (await import('../dialogs/export-dialog.tsx')).ExportDialog,
}));
export const MetadataDialog = lazy(async () => ({
  default: (await import('../metadata/metadata-dialog.tsx')).MetadataDialog,
}));
export const BibliographyDialog = lazy(async () => ({
  default: (await import('../citations/bibliography-dialog.tsx')).BibliographyDialog,
}));
export const LibraryDialog = lazy(async () => ({
  default: (await import('../library/library-dialog.tsx')).LibraryDialog,
}));
export const LabelsDialog = lazy(async () => ({
  default: (await import('../labels/labels-dialog.tsx')).LabelsDialog,
}));
export const ShortcutsDialog = lazy(async () => ({
  default: (await import('../dialogs/shortcuts-dialog.tsx')).ShortcutsDialog,
}));
