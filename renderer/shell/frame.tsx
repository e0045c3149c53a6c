import { useEffect } from 'react';
import { useCall } from '../api/use-call.ts';
import { rememberFocus } from '../commands/panes.ts';
import { useClosing } from '../commands/use-closing.ts';
import { useEscapeToList } from '../commands/use-escape.ts';
import { useGlobalCommands } from '../commands/use-global-commands.ts';
import { useKeyboard } from '../commands/use-keyboard.ts';
import { DropAnywhere } from '../dialogs/drop-anywhere.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Dialogs } from './dialogs.tsx';
import styles from './frame.module.css';
import { MainPane } from './main-pane.tsx';
import { openDialog } from './open-dialog.ts';
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
}

/** The window: top bar, panes, status line, and the dialogs over them. */
export function Frame() {
  const settings = useCall('settings.get', {});
  useTheme(settings.data?.theme);
  useGlobalCommands();
  useKeyboard();
  useEscapeToList();
  useClosing();
  useMemory();
  const { caseId } = usePlace();

  const size = settings.data?.readingSize;
  useEffect(() => {
    if (size === undefined) return;
    document.documentElement.style.setProperty('--reading-size', `${size}px`);
  }, [size]);

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
          <DropAnywhere
            onFiles={(files) => openDialog.set({ name: 'add-source', caseId, files })}
          />
        </div>
      )}
    </Loaded>
  );
}
