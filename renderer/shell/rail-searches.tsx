import { Search, Trash2 } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { SavedSearch } from '../../shared/domain.ts';
import { shortcutOf } from '../commands/platform.ts';
import { useItemCommands, type ItemActions } from '../commands/use-item-commands.ts';
import { write } from '../commands/write.ts';
import { itemEntries } from '../screens/items/item-entries.tsx';
import { deleteSearch } from '../search/saved-searches.ts';
import { useTotals } from '../search/use-totals.ts';
import { numberText } from '../ui/counts.ts';
import { InlineEdit } from '../ui/inline-edit.tsx';
import { ButtonMenu, RightMenu, type MenuEntry } from '../ui/menu.tsx';
import { stepTarget } from '../ui/order.ts';
import { useDragOrder, type DragProps } from '../ui/use-drag-order.ts';
import type { useRoving } from '../ui/use-roving.ts';
import { paths } from './paths.ts';
import styles from './rail.module.css';
import { usePlace } from './use-place.ts';

interface RailSearchesProps {
  searches: readonly SavedSearch[];
  roving: ReturnType<typeof useRoving>;
  /** The rail, where the commands on items listen. */
  nav: RefObject<HTMLElement | null>;
}

/** The id of the saved search that the Search screen shows. */
export function useOpenSearch(searches: readonly SavedSearch[]): string | undefined {
  const { section } = usePlace();
  const query = new URLSearchParams(useLocation().search).get('q');
  if (section !== 'search' || query === null) return undefined;
  return searches.find((search) => search.query === query.trim())?.id;
}

/** The saved searches, each with how much it finds now. */
export function RailSearches({ searches, roving, nav }: RailSearchesProps) {
  const navigate = useNavigate();
  const totals = useTotals(searches);
  const open = useOpenSearch(searches);
  const [renaming, setRenaming] = useState<string>();
  const ids = searches.map(({ id }) => id);

  function move(id: string, before: string | null): void {
    roving.hold(`search:${id}`);
    void write('searches.move', { id, before });
  }
  function step(id: string, direction: 'up' | 'down'): void {
    const before = stepTarget(ids, id, direction);
    if (before !== undefined) move(id, before);
  }
  async function remove(search: SavedSearch): Promise<void> {
    const index = ids.indexOf(search.id);
    const next = ids[index + 1] ?? ids[index - 1];
    roving.focus(next === undefined ? 'search' : `search:${next}`);
    const gone = await deleteSearch(search);
    if (gone && search.id === open) await navigate(paths.search(), { replace: true });
  }
  const actionsOf = (search: SavedSearch): ItemActions => ({
    rename: () => setRenaming(search.id),
    moveUp: () => step(search.id, 'up'),
    moveDown: () => step(search.id, 'down'),
    trash: () => void remove(search),
  });
  useItemCommands(nav, (id) => {
    const search = searches.find((each) => each.id === id);
    return search && actionsOf(search);
  });
  const entriesOf = (search: SavedSearch) => {
    const { trash, ...others } = actionsOf(search);
    const remove: MenuEntry = {
      kind: 'do',
      label: 'Delete',
      icon: <Trash2 size={15} />,
      shortcut: shortcutOf('item.trash'),
      danger: true,
      run: () => trash?.(),
    };
    return itemEntries([remove], others);
  };
  const dragProps = useDragOrder(ids, move);

  if (searches.length === 0) return null;
  return (
    <>
      <div className={styles.heading}>
        <h2 id="rail-searches">Saved searches</h2>
      </div>
      <ul className={styles.section} aria-labelledby="rail-searches">
        {searches.map((search) => (
          <Row
            key={search.id}
            search={search}
            total={totals.get(search.id)}
            current={search.id === open}
            renaming={search.id === renaming}
            onRenamed={(how) => {
              setRenaming(undefined);
              if (how === 'keyboard') roving.focus(`search:${search.id}`);
            }}
            entries={entriesOf(search)}
            drag={dragProps(search.id)}
            roving={roving}
          />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  search: SavedSearch;
  total: number | undefined;
  current: boolean;
  renaming: boolean;
  onRenamed: (how: 'keyboard' | 'elsewhere') => void;
  entries: readonly MenuEntry[];
  drag: DragProps;
  roving: ReturnType<typeof useRoving>;
}

function Row({ search, total, current, renaming, onRenamed, entries, drag, roving }: RowProps) {
  const { id, name, query, sort } = search;
  const icon = (
    <span className={styles.icon}>
      <Search size={15} aria-hidden />
    </span>
  );
  if (renaming) {
    return (
      <li className={styles.row} data-item={id}>
        <div className={styles.link}>
          {icon}
          <InlineEdit
            label="Name of the saved search"
            className={styles.edit}
            initial={name}
            maxLength={200}
            onCommit={(text) => void write('searches.rename', { id, name: text })}
            onDone={onRenamed}
          />
        </div>
      </li>
    );
  }
  return (
    <RightMenu entries={entries}>
      <li className={styles.row} data-item={id} data-current={current} {...drag}>
        <Link
          {...roving.rowProps(`search:${id}`)}
          to={paths.search({ query, sort })}
          className={styles.link}
          draggable={false}
          aria-current={current ? 'page' : undefined}
        >
          {icon}
          <span className={styles.text} title={name === query ? name : `${name}: ${query}`}>
            {name}
          </span>
          {total !== undefined && <span className={styles.count}>{numberText(total)}</span>}
        </Link>
        <ButtonMenu
          entries={entries}
          label={`Actions for ${name}`}
          className={styles.more}
          tabIndex={-1}
        />
      </li>
    </RightMenu>
  );
}
