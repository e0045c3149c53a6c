import { Plus, X } from 'lucide-react';
import { Link } from 'react-router';
import type { SourceInfo } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { attempt } from '../reader/attempt.ts';
import { paths } from '../shell/paths.ts';
import { ButtonMenu } from '../ui/menu.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './details.module.css';

const add = (caseId: string, id: string) => attempt('outline.add', { caseId, kind: 'source', id });

/** Takes a source out of a case file; an outline names its places by ids of their own. */
async function takeOut(caseId: string, title: string, sourceId: string): Promise<void> {
  const found = await attempt('cases.get', { id: caseId });
  const item = found?.outline.find((one) => one.kind === 'source' && one.source.id === sourceId);
  if (item === undefined) return;
  if ((await attempt('outline.remove', { itemId: item.id })) === undefined) return;
  notify({
    kind: 'info',
    text: `Taken out of “${title}”. The source is still in the library.`,
    action: { label: 'Undo', run: () => void add(caseId, sourceId) },
  });
}

/** The case files that hold the source. */
export function DetailsCases({ source }: { source: SourceInfo }) {
  const cases = useCall('cases.list', {}).data ?? [];
  const holding = cases.filter(({ id }) => source.caseIds.includes(id));
  const others = cases.filter(({ id }) => !source.caseIds.includes(id));
  return (
    <section aria-labelledby="details-cases">
      <h2 id="details-cases" className={styles.heading}>
        Case files
      </h2>
      {holding.length === 0 && (
        <p className={styles.quiet}>In no case file yet: it is in the inbox.</p>
      )}
      <ul className={styles.cases}>
        {holding.map(({ id, title, color }) => (
          <li key={id} className={styles.case}>
            <span className={styles.spot} data-color={color} aria-hidden="true" />
            <Link className={styles.caseTitle} to={paths.case(id)} title={title}>
              {title}
            </Link>
            <button
              type="button"
              className={styles.takeOut}
              aria-label={`Take it out of ${title}`}
              title="Take it out of this case file"
              onClick={() => void takeOut(id, title, source.id)}
            >
              <X size={13} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <ButtonMenu
          entries={others.map(({ id, title }) => ({
            kind: 'do' as const,
            label: title,
            run: () => void add(id, source.id),
          }))}
        >
          <button type="button" className={styles.addCase}>
            <Plus size={13} aria-hidden="true" /> Add to a case file
          </button>
        </ButtonMenu>
      )}
    </section>
  );
}
