import { useEffect } from 'react';
import { useCall } from '../api/use-call.ts';
import { rememberFocus } from '../commands/panes.ts';
import { useClosing } from '../commands/use-closing.ts';
import { useEscapeToList } from '../commands/use-escape.ts';
import { useGlobalCommands } from '../commands/use-global-commands.ts';
import { useKeyboard } from '../commands/use-keyboard.ts';
import { DropAnywhere } from '../import/drop-anywhere.tsx';
import { useArrivals } from '../import/use-arrivals.ts';
import { useTypography } from '../typography/use-typography.ts';
import { rememberOpened } from '../search/recents.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Dialogs } from './dialogs.tsx';
import styles from './frame.module.css';
import { MainPane } from './main-pane.tsx';
import { Panes } from './panes.tsx';
import { rememberPlace, rememberReading } from './recent.ts';
import { StatusLine } from './status-line.tsx';
import { TabRow } from './tab-row.tsx';
import { useTheme } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { usePlace } from './use-place.ts';

function useMemory(): void {
  const place = usePlace();
  useEffect(() => {
    rememberPlace(window.location.hash.replace(/^#/, ''));
    if (place.sourceId !== undefined) rememberReading(place.sourceId);
  }, [place]);
  const { sourceId, noteId } = place;
  // The screen reads them; a second reader could give it an older copy.
  const source = useCall('sources.get', { id: sourceId ?? '' }, { enabled: false }).data?.title;
  const note = useCall('notes.get', { id: noteId ?? '' }, { enabled: false }).data?.title;
  useEffect(() => {
    if (sourceId !== undefined && source !== undefined) {
      rememberOpened({ kind: 'source', id: sourceId, title: source });
    }
  }, [sourceId, source]);
  useEffect(() => {
    if (noteId !== undefined && note !== undefined) {
      rememberOpened({ kind: 'note', id: noteId, title: note });
    }
  }, [noteId, note]);
}

/** The window: top bar, panes, status line, and the dialogs over them. */
export function Frame() {
  const settings = useCall('settings.get', {});
  useTheme(settings.data?.theme);
  useTypography(settings.data);
  useGlobalCommands();
  useKeyboard();
  useEscapeToList();
  useClosing();
  useMemory();
  const { onDrop } = useArrivals();

  return (
    <Loaded query={settings}>
      {({ railWidth, inspectorWidth }) => (
        <div className={styles.frame} onFocusCapture={(event) => rememberFocus(event.target)}>
          <TopBar railWidth={railWidth} />
          <Panes railWidth={railWidth} inspectorWidth={inspectorWidth}>
            <TabRow />
            <MainPane />
          </Panes>
          <StatusLine />
          <Dialogs />
          <DropAnywhere onDrop={onDrop} />
        </div>
      )}
    </Loaded>
  );
}
