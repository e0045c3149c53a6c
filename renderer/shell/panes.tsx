import type { ReactNode } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import { write } from '../commands/write.ts';
import { useStore } from '../ui/store.ts';
import { attachInspector, useInspectorFilled } from './inspector-slot.tsx';
import styles from './panes.module.css';
import { railShown } from './panes-shown.ts';
import { Rail } from './rail.tsx';
import { useInspectorShown } from './use-inspector-shown.ts';

interface PanesProps {
  /** CSS pixels, as the settings remember them. */
  railWidth: number;
  inspectorWidth: number;
  /** What stands in the middle. */
  children: ReactNode;
}

/** Rail, middle and inspector, with lines between them that can be dragged. */
export function Panes({ railWidth, inspectorWidth, children }: PanesProps) {
  const rail = usePanelRef();
  const inspector = usePanelRef();
  const showRail = useStore(railShown);
  const filled = useInspectorFilled();
  const [shown] = useInspectorShown();
  const showInspector = shown && filled;

  function keepWidths(): void {
    const widths = {
      ...(rail.current && { railWidth: Math.round(rail.current.getSize().inPixels) }),
      ...(inspector.current && {
        inspectorWidth: Math.round(inspector.current.getSize().inPixels),
      }),
    };
    void write('settings.update', widths);
  }

  return (
    <Group
      className={styles.group}
      orientation="horizontal"
      onLayoutChanged={(_, { isUserInteraction }) => {
        // Measured once the panes have their new widths.
        if (isUserInteraction) requestAnimationFrame(keepWidths);
      }}
    >
      {showRail && (
        <>
          <Panel
            id="rail"
            panelRef={rail}
            defaultSize={railWidth}
            minSize={180}
            maxSize={420}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Rail />
          </Panel>
          <Separator className={styles.line} aria-label="Width of the rail" />
        </>
      )}
      <Panel id="middle" minSize={400}>
        <div className={styles.middle}>{children}</div>
      </Panel>
      {showInspector && (
        <>
          <Separator className={styles.line} aria-label="Width of the inspector" />
          <Panel
            id="inspector"
            panelRef={inspector}
            defaultSize={inspectorWidth}
            minSize={240}
            maxSize={560}
            groupResizeBehavior="preserve-pixel-size"
          >
            <aside
              className={styles.inspector}
              aria-label="Inspector"
              data-pane="inspector"
              tabIndex={-1}
              ref={attachInspector}
            />
          </Panel>
        </>
      )}
    </Group>
  );
}
