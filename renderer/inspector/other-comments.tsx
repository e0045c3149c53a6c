import type { Highlight } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { write } from '../commands/write.ts';
import { RichTextView } from '../editor/rich-text-view.tsx';
import { flushAll } from '../editor/use-autosave.ts';
import { Button } from '../ui/button.tsx';
import { dayText } from '../ui/dates.ts';
import styles from './other-comments.module.css';

/** Comments that lost against this one when a bundle was merged; each can take its place. */
export function OtherComments({ highlight }: { highlight: Highlight }) {
  const others = useCall('annotations.versions', { id: highlight.id }).data ?? [];
  if (others.length === 0) return null;
  const take = async (body: Highlight['annotation']['body']) => {
    await flushAll();
    const { version } = highlight.annotation;
    await write('annotations.save', { highlightId: highlight.id, body, version });
  };
  return (
    <details className={styles.others}>
      <summary>
        {others.length === 1
          ? 'Another comment was kept'
          : `${others.length} other comments were kept`}
      </summary>
      <ul>
        {others.map(({ id, body, createdAt }) => (
          <li key={id}>
            <RichTextView body={body} />
            <p className={styles.foot}>
              <span>{dayText(createdAt)}</span>
              <Button onClick={() => void take(body)}>Use this one</Button>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
