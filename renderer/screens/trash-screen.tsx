import { FileText, Folder, Highlighter, NotebookPen, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Trashed, TrashKind } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { invokeOrThrow } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { contract } from '../../shared/contract.ts';
import { write } from '../commands/write.ts';
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx';
import { TabActions } from '../shell/tab-actions.tsx';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { whenText } from '../ui/dates.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Screen } from './screen.tsx';
import styles from './trash-screen.module.css';

const KINDS: Readonly<Record<TrashKind, { text: string; icon: typeof Folder }>> = {
  case: { text: 'Case file', icon: Folder },
  source: { text: 'Source', icon: FileText },
  note: { text: 'Note', icon: NotebookPen },
  highlight: { text: 'Highlight', icon: Highlighter },
};

function TrashRow({ item: { kind, id, title, trashedAt } }: { item: Trashed }) {
  const { text, icon: Icon } = KINDS[kind];
  const name = title === '' ? 'Untitled' : title;
  return (
    <li className={styles.row}>
      <Icon size={16} aria-hidden />
      <span className={styles.body}>
        <span className={styles.title} title={name}>
          {name}
        </span>
        <span className={styles.meta}>
          {text} · moved here {whenText(trashedAt)}
        </span>
      </span>
      <Button aria-description={name} onClick={() => void write('trash.restore', { kind, id })}>
        <RotateCcw size={14} aria-hidden />
        Restore
      </Button>
    </li>
  );
}

async function empty(): Promise<void> {
  await invokeOrThrow('trash.empty', {});
  refresh(contract['trash.empty'].topics);
}

/** What was moved to the trash; it comes back with all it held until the trash is emptied. */
export function TrashScreen() {
  const query = useCall('trash.list', {});
  const [asking, setAsking] = useState(false);
  return (
    <Loaded query={query}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState
            icon={<Trash2 size={24} />}
            title="The trash is empty"
            text="What you move to the trash waits here, and can be restored with everything it held."
          />
        ) : (
          <Screen title="Trash" lead={`${countText(items.length, 'thing')} that can be restored`}>
            <TabActions>
              <Button variant="danger" onClick={() => setAsking(true)}>
                Empty the trash…
              </Button>
            </TabActions>
            <ul className={styles.list}>
              {items.map((item) => (
                <TrashRow key={`${item.kind}:${item.id}`} item={item} />
              ))}
            </ul>
            <ConfirmDialog
              open={asking}
              onOpenChange={setAsking}
              title="Empty the trash?"
              text={`${countText(items.length, 'thing')} and all that belongs to them will be deleted for good. Backups made before still hold them.`}
              confirmLabel="Delete for good"
              danger
              onConfirm={empty}
            />
          </Screen>
        )
      }
    </Loaded>
  );
}
