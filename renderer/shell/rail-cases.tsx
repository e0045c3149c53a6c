import { useState, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import type { CaseSummary } from '../../shared/domain.ts';
import { moveToTrash } from '../commands/trash.ts';
import { useItemCommands } from '../commands/use-item-commands.ts';
import { write } from '../commands/write.ts';
import { stepTarget } from '../ui/order.ts';
import { useDragOrder } from '../ui/use-drag-order.ts';
import type { useRoving } from '../ui/use-roving.ts';
import { paths } from './paths.ts';
import { RailCase } from './rail-case.tsx';
import styles from './rail.module.css';
import { usePlace } from './use-place.ts';

interface RailCasesProps {
  cases: readonly CaseSummary[];
  roving: ReturnType<typeof useRoving>;
  /** The rail, where the commands on items listen. */
  nav: RefObject<HTMLElement | null>;
}

/** The case files in the order the researcher gives them. */
export function RailCases({ cases, roving, nav }: RailCasesProps) {
  const { caseId: openCaseId } = usePlace();
  const navigate = useNavigate();
  const [renaming, setRenaming] = useState<string>();
  const ids = cases.map(({ id }) => id);

  function move(id: string, before: string | null): void {
    roving.hold(`case:${id}`);
    void write('cases.move', { id, before });
  }

  function step(id: string, direction: 'up' | 'down'): void {
    const before = stepTarget(ids, id, direction);
    if (before !== undefined) move(id, before);
  }

  async function trash(item: CaseSummary): Promise<void> {
    const index = ids.indexOf(item.id);
    const next = ids[index + 1] ?? ids[index - 1];
    roving.focus(next === undefined ? 'notes' : `case:${next}`);
    const gone = await moveToTrash('case', item.id, item.title);
    if (gone && item.id === openCaseId) {
      await navigate(next === undefined ? '/' : paths.case(next), { replace: true });
    }
  }

  const actionsOf = (item: CaseSummary) => ({
    rename: () => setRenaming(item.id),
    moveUp: () => step(item.id, 'up'),
    moveDown: () => step(item.id, 'down'),
    trash: () => void trash(item),
  });
  useItemCommands(nav, (id) => {
    const item = cases.find((each) => each.id === id);
    return item && actionsOf(item);
  });
  const dragProps = useDragOrder(ids, move);

  return (
    <ul className={styles.section} aria-labelledby="rail-cases">
      {cases.map((item) => (
        <RailCase
          key={item.id}
          item={item}
          open={item.id === openCaseId}
          renaming={item.id === renaming}
          onRenamed={(how) => {
            setRenaming(undefined);
            if (how === 'keyboard') roving.focus(`case:${item.id}`);
          }}
          actions={actionsOf(item)}
          drag={dragProps(item.id)}
          roving={roving}
        />
      ))}
    </ul>
  );
}
