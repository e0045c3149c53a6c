import { useCommand } from '../../commands/registry.ts';
import { TabActions } from '../../shell/tab-actions.tsx';
import { showAsPages } from './view-choice.ts';
import styles from './view-switch.module.css';

interface ViewSwitchProps {
  sourceId: string;
  pages: boolean;
}

/** Switches between a source's text and the pages it was read from. */
export function ViewSwitch({ sourceId, pages }: ViewSwitchProps) {
  useCommand('source.pages', () => showAsPages(sourceId, !pages));
  return (
    <TabActions>
      <div role="group" aria-label="View" className={styles.group}>
        {[false, true].map((value) => (
          <button
            key={String(value)}
            type="button"
            className={styles.choice}
            aria-pressed={pages === value}
            onClick={() => showAsPages(sourceId, value)}
          >
            {value ? 'Pages' : 'Text'}
          </button>
        ))}
      </div>
    </TabActions>
  );
}
