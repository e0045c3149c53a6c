import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useItemCommands } from '../../commands/use-item-commands.ts';
import { besideFor } from '../../shell/split/beside.ts';
import { useBesideActions } from '../../shell/split/use-beside.ts';
import { Button } from '../../ui/button.tsx';
import { countText } from '../../ui/counts.ts';
import { InlineEdit } from '../../ui/inline-edit.tsx';
import { ButtonMenu, RightMenu, type MenuEntry } from '../../ui/menu.tsx';
import { stepTarget } from '../../ui/order.ts';
import { useDragOrder } from '../../ui/use-drag-order.ts';
import { RowCheck } from '../../ui/row-check.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { useRoving } from '../../ui/use-roving.ts';
import { useSelection } from '../../ui/use-selection.ts';
import { itemEntries, selectionEntries } from './item-entries.tsx';
import { useRows } from './use-rows.ts';
import styles from './item-list.module.css';

interface ItemListProps<T> {
  /** The accessible name of the list. */
  label: string;
  /** What one item is called: "note". */
  noun: string;
  items: readonly T[];
  idOf: (item: T) => string;
  titleOf: (item: T) => string;
  /** Where Enter and a click lead. */
  hrefOf: (item: T) => string;
  /** CSS pixels; every row has the same height. */
  rowHeight: number;
  /** What stands in front of the title and the rest, an icon say. */
  lead?: (item: T, index: number) => ReactNode;
  /** The row's text; `title` is its title, or the field that edits it. */
  body: (item: T, title: ReactNode) => ReactNode;
  /** What stands at the right, in columns. */
  tail?: (item: T) => ReactNode;
  onRename?: (item: T, title: string) => void;
  /** Given the selected items, or the one that it was asked for. */
  onTrash?: (items: readonly T[]) => Promise<unknown>;
  /** Given when the researcher decides the order: an id, and the one it goes before. */
  onMove?: ((id: string, before: string | null) => void) | undefined;
  /** More entries of the row's menu. */
  entries?: (item: T) => MenuEntry[];
  /** What else can be done with several selected items. */
  selectionEntries?: (items: readonly T[]) => MenuEntry[];
}

/** The id of the row that was opened last, by the name of the list. */
const lastOpened = new Map<string, string>();

/** A list of sources, notes or both: virtual, with one stop for Tab and arrows inside it. */
export function ItemList<T>(props: ItemListProps<T>) {
  const { items, idOf, titleOf, rowHeight, onMove } = props;
  const list = useRef<HTMLUListElement>(null);
  const [renaming, setRenaming] = useState<string>();
  const ids = items.map(idOf);

  // Coming back to a list, Tab leads to what was opened from it.
  const reveal = useRef<(index: number) => void>(undefined);
  const roving = useRoving(ids, {
    start: lastOpened.get(props.label),
    reveal: (index) => reveal.current?.(index),
  });
  const stop = roving.current === undefined ? -1 : ids.indexOf(roving.current);

  const { virtual, top } = useRows(list, ids, rowHeight, stop);
  useEffect(() => {
    reveal.current = (index) => virtual.scrollToIndex(index);
  }, [virtual]);
  const dragProps = useDragOrder(ids, onMove && move);

  function move(id: string, before: string | null): void {
    roving.hold(id);
    onMove?.(id, before);
  }

  function step(id: string, direction: 'up' | 'down'): void {
    const before = stepTarget(ids, id, direction);
    if (before !== undefined) move(id, before);
  }

  const selection = useSelection(ids);
  const { selected } = selection;
  const isSelected = new Set(selected);
  const chosen = selected.length === 0 ? [] : items.filter((item) => isSelected.has(idOf(item)));

  function trash(gone: readonly string[]): void {
    const last = ids.findLastIndex((id) => gone.includes(id));
    const next =
      ids.slice(last + 1).find((id) => !gone.includes(id)) ??
      ids.slice(0, last).findLast((id) => !gone.includes(id));
    if (next !== undefined) roving.focus(next);
    selection.clear();
    void props.onTrash?.(items.filter((item) => gone.includes(idOf(item))));
  }

  const besideActions = useBesideActions();
  function besideOf(item: T): (() => void) | undefined {
    const beside = besideFor(props.hrefOf(item));
    return beside && (() => besideActions.open(beside));
  }

  const actionsOf = (item: T) => ({
    rename: props.onRename && (() => setRenaming(idOf(item))),
    moveUp: onMove && (() => step(idOf(item), 'up')),
    moveDown: onMove && (() => step(idOf(item), 'down')),
    trash: props.onTrash && (() => trash([idOf(item)])),
    openBeside: besideOf(item),
  });
  useItemCommands(list, (id) => {
    const item = items[ids.indexOf(id)];
    if (item === undefined) return undefined;
    const actions = actionsOf(item);
    // Delete means what is selected, wherever in the list the focus is.
    return selected.length === 0 || actions.trash === undefined
      ? actions
      : { ...actions, trash: () => trash(selected) };
  });

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const id = target?.closest<HTMLElement>('[data-item]')?.dataset['item'];
    if (props.onTrash !== undefined && selection.onKeyDown(event, id)) return;
    roving.onKeyDown(event);
  }

  function row(item: T, index: number, offset: number): ReactNode {
    const id = idOf(item);
    const title = titleOf(item);
    const entries =
      isSelected.has(id) && selected.length > 1
        ? selectionEntries(
            props.selectionEntries?.(chosen) ?? [],
            countText(selected.length, props.noun),
            () => trash(selected),
          )
        : itemEntries(props.entries?.(item) ?? [], actionsOf(item));
    const name = title === '' ? 'Untitled' : title;
    const inner = (text: ReactNode) => (
      <>
        {props.lead?.(item, index)}
        <span className={styles.body}>{props.body(item, text)}</span>
        {props.tail?.(item)}
      </>
    );
    const edit = (
      <InlineEdit
        label="Title"
        initial={title}
        onCommit={(text) => props.onRename?.(item, text)}
        onDone={(how) => {
          setRenaming(undefined);
          if (how === 'keyboard') roving.focus(id);
        }}
      />
    );
    return (
      <RightMenu key={id} entries={entries}>
        <li
          className={styles.row}
          style={{ height: rowHeight, transform: `translateY(${offset}px)` }}
          data-item={id}
          data-selected={isSelected.has(id)}
          aria-setsize={items.length}
          aria-posinset={index + 1}
          {...dragProps(id)}
        >
          {props.onTrash !== undefined && (
            <RowCheck
              className={styles.check}
              name={name}
              checked={isSelected.has(id)}
              onToggle={() => selection.toggle(id)}
            />
          )}
          {id === renaming ? (
            <div className={styles.link}>{inner(edit)}</div>
          ) : (
            <Link
              {...roving.rowProps(id)}
              to={props.hrefOf(item)}
              className={styles.link}
              draggable={false}
              onClick={(event) => {
                const selects = props.onTrash !== undefined && selection.onClick(event, id);
                if (!selects) lastOpened.set(props.label, id);
              }}
            >
              {inner(
                <span className={styles.title} title={title}>
                  {name}
                </span>,
              )}
            </Link>
          )}
          {entries.length > 0 && (
            <ButtonMenu
              entries={entries}
              label={`Actions for ${name}`}
              className={styles.more}
              tabIndex={-1}
            />
          )}
        </li>
      </RightMenu>
    );
  }

  return (
    <>
      <ul
        ref={list}
        className={styles.list}
        aria-label={props.label}
        data-selecting={selected.length > 0}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return item === undefined ? null : row(item, index, start - top);
        })}
      </ul>
      {props.onTrash !== undefined && (
        <SelectionBar
          what={selected.length === 0 ? undefined : countText(selected.length, props.noun)}
          onTrash={() => trash(selected)}
          onClear={selection.clear}
        >
          {props.selectionEntries?.(chosen).map(
            (entry) =>
              entry.kind === 'do' && (
                <Button key={entry.label} onClick={entry.run}>
                  {entry.icon}
                  {entry.label}
                </Button>
              ),
          )}
        </SelectionBar>
      )}
    </>
  );
}
