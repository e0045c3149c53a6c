import { History } from 'lucide-react';
import { useState } from 'react';
import type { HistoryStep } from '../../../shared/domain.ts';
import { useCall } from '../../api/use-call.ts';
import { shortcutOf } from '../../commands/platform.ts';
import { ConfirmDialog } from '../../dialogs/confirm-dialog.tsx';
import { countText } from '../../ui/counts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Screen } from '../screen.tsx';
import { HistoryList } from './history-list.tsx';
import { historyRows } from './history-rows.ts';
import { walkHistory } from './walk-history.ts';

/** As many as are kept. */
const KEPT = 1000;
/** More steps than this are not taken back by one press of a button. */
const ASKED_ABOVE = 10;

interface Walk {
  way: readonly HistoryStep[];
  direction: 'undo' | 'redo';
}

function Steps({ steps }: { steps: readonly HistoryStep[] }) {
  const [walking, setWalking] = useState(false);
  const [asked, setAsked] = useState<Walk>();
  const [asking, setAsking] = useState(false);

  async function walk({ way, direction }: Walk): Promise<void> {
    setWalking(true);
    await walkHistory(way, direction);
    setWalking(false);
  }

  const undoing = asked?.direction === 'undo';
  const count = countText(asked?.way.length ?? 0, 'step');
  return (
    <>
      <HistoryList
        rows={historyRows(steps)}
        disabled={walking}
        onWalk={(way, direction) => {
          if (way.length <= ASKED_ABOVE) {
            void walk({ way, direction });
            return;
          }
          setAsked({ way, direction });
          setAsking(true);
        }}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={undoing ? `Undo ${count}?` : `Do ${count} again?`}
        text={
          undoing
            ? 'They can be done again from here, until something new is done.'
            : 'They can be undone from here.'
        }
        confirmLabel={undoing ? `Undo ${count}` : `Redo ${count}`}
        onConfirm={() => asked && walk(asked)}
      />
    </>
  );
}

/** Everything that was done and can be undone, also from before the last start. */
export function HistoryScreen() {
  const query = useCall('history.list', { limit: KEPT });
  return (
    <Loaded query={query}>
      {(steps) =>
        steps.length === 0 ? (
          <EmptyState
            page
            icon={<History size={24} />}
            title="Nothing was done yet"
            text={`What you add, move, rename, label or move to the trash is listed here and can be undone, also after a restart. ${shortcutOf('edit.undo') ?? ''} undoes the last step from anywhere.`}
          />
        ) : (
          <Screen
            title="History"
            lead="The last 1,000 steps can be undone, also after a restart. Emptying the trash ends them. What you type has its own undo in the editor, and a note keeps its versions."
          >
            <Steps steps={steps} />
          </Screen>
        )
      }
    </Loaded>
  );
}
