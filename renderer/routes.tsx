import type { RouteObject } from 'react-router';
import { CaseOverviewScreen } from './screens/case-overview-screen.tsx';
import { HomeScreen } from './screens/home-screen.tsx';
import { NotFoundScreen } from './screens/not-found-screen.tsx';
import { CaseNotesScreen, NotesScreen } from './screens/notes-screen.tsx';
import { OutlineScreen } from './screens/outline-screen.tsx';
import { CaseSourcesScreen, SourcesScreen } from './screens/sources-screen.tsx';
import { TagScreen } from './screens/tag-screen.tsx';
import { TrashScreen } from './screens/trash-screen.tsx';
import { Frame } from './shell/frame.tsx';
import {
  HighlightsScreen,
  HistoryScreen,
  NoteScreen,
  SearchScreen,
  SourceScreen,
} from './shell/parts.tsx';

/** The screens by their addresses, as shell/paths.ts writes them. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      { index: true, element: <HomeScreen /> },
      { path: 'inbox', element: <SourcesScreen key="inbox" inbox /> },
      { path: 'sources', element: <SourcesScreen key="all" /> },
      { path: 'highlights', element: <HighlightsScreen /> },
      { path: 'notes', element: <NotesScreen /> },
      { path: 'search', element: <SearchScreen /> },
      { path: 'trash', element: <TrashScreen /> },
      { path: 'history', element: <HistoryScreen /> },
      { path: 'tags/:tag', element: <TagScreen /> },
      { path: 'source/:sourceId', element: <SourceScreen /> },
      { path: 'note/:noteId', element: <NoteScreen /> },
      { path: 'case/:caseId', element: <CaseOverviewScreen /> },
      { path: 'case/:caseId/sources', element: <CaseSourcesScreen /> },
      { path: 'case/:caseId/notes', element: <CaseNotesScreen /> },
      { path: 'case/:caseId/outline', element: <OutlineScreen /> },
      { path: 'case/:caseId/source/:sourceId', element: <SourceScreen /> },
      { path: 'case/:caseId/note/:noteId', element: <NoteScreen /> },
      { path: '*', element: <NotFoundScreen /> },
    ],
  },
];
