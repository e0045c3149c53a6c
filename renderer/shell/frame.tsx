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
import { remember } from '../search/recents.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Dialogs } from './dialogs.tsx';
import styles from './frame.module.css';
import { MainPane } from './main-pane.tsx';
import { Panes } from './panes.tsx';
import { StatusLine } from './status-line.tsx';
import { TabRow } from './tab-row.tsx';
import { useTheme } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { usePlace } from './use-place.ts';

/** Has the library remember what is open. */
function useMemory(): void {
  const { caseId, sourceId, noteId } = usePlace();
  useEffect(() => {
    if (caseId !== undefined) remember({ caseId });
  }, [caseId]);
  // Known once the screen has read it; before that, it may not be there.
  const source = useCall('sources.get', { id: sourceId ?? '' }, { enabled: false }).data?.id;
  const note = useCall('notes.get', { id: noteId ?? '' }, { enabled: false }).data?.id;
  useEffect(() => {
    if (source !== undefined) remember({ kind: 'source', id: source });
  }, [source]);
  useEffect(() => {
    if (note !== undefined) remember({ kind: 'note', id: note });
  }, [note]);
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
