import { FileDown, Palette } from 'lucide-react';
import { Link } from 'react-router';
import { labelIdSchema, type CaseSummary, type LabelId } from '../../shared/domain.ts';
import type { ItemActions } from '../commands/use-item-commands.ts';
import { write } from '../commands/write.ts';
import { itemEntries } from '../screens/items/item-entries.tsx';
import { InlineEdit } from '../ui/inline-edit.tsx';
import { ButtonMenu, RightMenu, type MenuEntry } from '../ui/menu.tsx';
import { numberText } from '../ui/counts.ts';
import type { DragProps } from '../ui/use-drag-order.ts';
import type { useRoving } from '../ui/use-roving.ts';
import { openDialog } from './open-dialog.ts';
import { paths } from './paths.ts';
import styles from './rail.module.css';
import { RailRow } from './rail-row.tsx';
import { usePlace } from './use-place.ts';

const COLOR_NAMES: Readonly<Record<LabelId, string>> = {
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  red: 'Red',
  purple: 'Purple',
};

function Square({ color }: { color: LabelId }) {
  return <span className={styles.square} style={{ background: `var(--${color}-rule)` }} />;
}

/** What only case files can do, as entries of their menu. */
function ownEntries(item: CaseSummary): MenuEntry[] {
  return [
    {
      kind: 'more',
      label: 'Colour',
      icon: <Palette size={15} />,
      entries: labelIdSchema.options.map((color) => ({
        kind: 'choice',
        label: COLOR_NAMES[color],
        icon: <Square color={color} />,
        checked: item.color === color,
        run: () => void write('cases.update', { id: item.id, color }),
      })),
    },
    {
      kind: 'do',
      label: 'Export to PDF…',
      icon: <FileDown size={15} />,
      takesFocus: true,
      run: () => openDialog.set({ name: 'export', of: { caseId: item.id } }),
    },
  ];
}

interface RailCaseProps {
  item: CaseSummary;
  open: boolean;
  renaming: boolean;
  onRenamed: (how: 'keyboard' | 'elsewhere') => void;
  actions: ItemActions;
  drag: DragProps;
  roving: ReturnType<typeof useRoving>;
}

/** A case file in the rail; its parts stand under it while it is open. */
export function RailCase(props: RailCaseProps) {
  const { item, open, renaming, onRenamed, actions, drag, roving } = props;
  const place = usePlace();
  const id = `case:${item.id}`;
  const entries = itemEntries(ownEntries(item), actions);
  const here = (section: string) => open && place.section === section;
  const parts = [
    { section: 'sources', text: 'Sources', to: paths.caseSources(item.id), count: item.sources },
    { section: 'notes', text: 'Notes', to: paths.caseNotes(item.id), count: item.notes },
    { section: 'outline', text: 'Outline', to: paths.caseOutline(item.id), count: undefined },
  ];
  return (
    <>
      <RightMenu entries={entries}>
        <li className={styles.row} data-item={item.id} data-current={open} {...drag}>
          {renaming ? (
            <div className={styles.link}>
              <span className={styles.icon}>
                <Square color={item.color} />
              </span>
              <InlineEdit
                label="Title of the case file"
                className={styles.edit}
                initial={item.title}
                onCommit={(title) => void write('cases.update', { id: item.id, title })}
                onDone={onRenamed}
              />
            </div>
          ) : (
            <>
              <Link
                {...roving.rowProps(id)}
                to={paths.case(item.id)}
                className={styles.link}
                draggable={false}
                aria-current={here('overview') ? 'page' : open ? 'true' : undefined}
                onDoubleClick={actions.rename}
              >
                <span className={styles.icon}>
                  <Square color={item.color} />
                </span>
                <span className={styles.text} title={item.title}>
                  {item.title}
                </span>
                <span className={styles.count}>{numberText(item.sources)}</span>
              </Link>
              <ButtonMenu
                entries={entries}
                label={`Actions for ${item.title}`}
                className={styles.more}
                tabIndex={-1}
              />
            </>
          )}
        </li>
      </RightMenu>
      {open &&
        parts.map(({ section, text, to, count }) => (
          <RailRow
            key={section}
            id={`${id}:${section}`}
            to={to}
            text={text}
            count={count}
            current={here(section)}
            nested
            roving={roving}
          />
        ))}
    </>
  );
}
