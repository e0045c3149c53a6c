import { FileText, Folder, Highlighter, NotebookPen, RotateCcw, Trash2 } from 'lucide-react';
import { useRef, useState, type CSSProperties } from 'react';
import { contract } from '../../shared/contract.ts';
import type { Trashed, TrashKind } from '../../shared/domain.ts';
import { invokeOrThrow } from '../api/client.ts';
import { refresh, useCall } from '../api/use-call.ts';
import { write } from '../commands/write.ts';
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx';
import { TabActions } from '../shell/tab-actions.tsx';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { whenText } from '../ui/dates.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { useRows } from './items/use-rows.ts';
import { Screen } from './screen.tsx';
import styles from './trash-screen.module.css';

const KINDS: Readonly<Record<TrashKind, { text: string; icon: typeof Folder }>> = {
  case: { text: 'Case file', icon: Folder },
  source: { text: 'Source', icon: FileText },
  note: { text: 'Note', icon: NotebookPen },
  highlight: { text: 'Highlight', icon: Highlighter },
};

/** CSS pixels. */
const ROW_HEIGHT = 58;

function TrashRow({ item, style }: { item: Trashed; style: CSSProperties }) {
  const { kind, id, title, trashedAt } = item;
  const { text, icon: Icon } = KINDS[kind];
  const name = title === '' ? 'Untitled' : title;
  return (
    <li className={styles.row} style={style}>
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

function TrashList({ items }: { items: readonly Trashed[] }) {
  const list = useRef<HTMLUListElement>(null);
  const keys = items.map(({ kind, id }) => `${kind}:${id}`);
  const { virtual, top } = useRows(list, keys, ROW_HEIGHT);
  return (
    <ul ref={list} className={styles.list} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        const style = { height: ROW_HEIGHT, transform: `translateY(${start - top}px)` };
        return <TrashRow key={key} item={item} style={style} />;
      })}
    </ul>
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
            page
            icon={<Trash2 size={24} />}
            title="The trash is empty"
            text="What you move to the trash waits here, and can be restored with everything it held."
          />
        ) : (
          <Screen title="Trash" lead={`${countText(items.length, 'item')} that can be restored`}>
            <TabActions>
              <Button variant="danger" onClick={() => setAsking(true)}>
                Empty the trash…
              </Button>
            </TabActions>
            <TrashList items={items} />
            <ConfirmDialog
              open={asking}
              onOpenChange={setAsking}
              title="Empty the trash?"
              text={`${countText(items.length, 'item')}, with all that belongs to them, will be deleted for good, and what was done until now can no longer be undone. Earlier backups still hold it all.`}
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
