import { Tabs } from 'radix-ui';
import { useMemo, useState } from 'react';
import { inReadingOrder } from '../../shared/segments.ts';
import { useCall } from '../api/use-call.ts';
import { useStore } from '../ui/store.ts';
import { Loaded } from '../ui/loaded.tsx';
import { chosen } from '../reader/chosen.ts';
import { AnnotationList } from './annotation-list.tsx';
import { Details } from './details.tsx';
import styles from './inspector.module.css';

interface InspectorProps {
  sourceId: string;
  caseId?: string | undefined;
}

type Tab = 'annotations' | 'details';

/** What is known of a source beside its text: its highlights with their comments, and its details. */
export function Inspector({ sourceId, caseId }: InspectorProps) {
  const source = useCall('sources.get', { id: sourceId });
  const highlights = useCall('highlights.list', { sourceId });
  const labels = useCall('labels.list', {});
  const ordered = useMemo(() => inReadingOrder(highlights.data ?? []), [highlights.data]);
  const [tab, setTab] = useState<Tab>('annotations');

  // A highlight that is chosen in the text shows its card.
  const now = useStore(chosen);
  const [seen, setSeen] = useState(now);
  if (seen !== now) {
    setSeen(now);
    if (now !== null && tab !== 'annotations') setTab('annotations');
  }

  return (
    <Tabs.Root
      className={styles.inspector}
      value={tab}
      onValueChange={(value) => setTab(value === 'details' ? 'details' : 'annotations')}
    >
      <Tabs.List className={styles.tabs} aria-label="About this source">
        <Tabs.Trigger className={styles.tab} value="annotations">
          Annotations {ordered.length > 0 && <span>{ordered.length}</span>}
        </Tabs.Trigger>
        <Tabs.Trigger className={styles.tab} value="details">
          Details
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content className={styles.content} value="annotations" tabIndex={-1}>
        <Loaded query={highlights}>
          {() => (
            <AnnotationList
              key={sourceId}
              highlights={ordered}
              labels={labels.data ?? []}
              caseId={caseId}
            />
          )}
        </Loaded>
      </Tabs.Content>
      <Tabs.Content className={styles.content} value="details" tabIndex={-1}>
        <Loaded query={source}>{(loaded) => <Details key={sourceId} source={loaded} />}</Loaded>
      </Tabs.Content>
    </Tabs.Root>
  );
}
