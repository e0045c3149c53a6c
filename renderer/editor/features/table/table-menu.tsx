import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  COMMAND_PRIORITY_EDITOR,
  mergeRegister,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type NodeKey,
} from 'lexical';
import {
  ArrowDownToLine,
  ArrowLeftToLine,
  ArrowRightToLine,
  ArrowUpToLine,
  ChevronDown,
  Columns2,
  Rows2,
  Trash2,
} from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ButtonMenu, type MenuEntry } from '../../../ui/menu.tsx';
import { keysText } from '../../toolbar/run-action.ts';
import {
  $addColumn,
  $addRow,
  $cellAtSelection,
  $deleteColumn,
  $deleteRow,
  $deleteTable,
  $headsOf,
  $setHeads,
  $tableOf,
  type TableHeads,
} from './table-edits.ts';
import { OPEN_TABLE_MENU_COMMAND } from './table-extension.ts';
import styles from './table-menu.module.css';

interface Place {
  cell: NodeKey;
  heads: TableHeads;
  /** Of the cell's upper right corner in the text, in CSS pixels. */
  top: number;
  left: number;
}

const ICON = 15;

/** The menu of the table that the caret is in, at the corner of its cell. */
export function TableMenu() {
  const [editor] = useLexicalComposerContext();
  const [place, setPlace] = useState<Place | undefined>(undefined);
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const follow = () => {
      const found = editor.getEditorState().read(() => {
        const cell = $cellAtSelection();
        const table = cell && $tableOf(cell);
        return cell && table && { cell: cell.getKey(), heads: $headsOf(table) };
      });
      const element = found && editor.getElementByKey(found.cell);
      const surface = editor.getRootElement()?.parentElement;
      if (!found || !element || !surface) {
        setPlace(undefined);
        return;
      }
      const [inner, outer] = [element.getBoundingClientRect(), surface.getBoundingClientRect()];
      // A table may be wider than the page and scroll in itself.
      const right = Math.min(inner.right, outer.right);
      setPlace({ ...found, top: inner.top - outer.top, left: right - outer.left });
    };
    const onScroll = (event: Event) => {
      if (event.target instanceof Element && event.target.querySelector('table') !== null) follow();
    };
    document.addEventListener('scroll', onScroll, true);
    return mergeRegister(
      editor.registerUpdateListener(follow),
      editor.registerCommand(
        OPEN_TABLE_MENU_COMMAND,
        () => {
          const button = holder.current?.querySelector('button');
          if (!button) return false;
          // As the key does it; the menu opens with its first entry chosen.
          button.focus();
          button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      () => document.removeEventListener('scroll', onScroll, true),
    );
  }, [editor]);

  if (place === undefined) return null;
  const { heads } = place;

  /** Runs when the menu has closed, and gives the caret back to the text. */
  const edit = ($change: () => void) => () => {
    editor.update($change, { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG });
    editor.focus();
  };
  const $changeHeads = (changes: Partial<TableHeads>) => () => {
    const cell = $cellAtSelection();
    const table = cell && $tableOf(cell);
    if (table !== undefined) $setHeads(table, { ...$headsOf(table), ...changes });
  };
  const entry = (label: string, icon: ReactNode, $change: () => void) =>
    ({ kind: 'do', label, icon, takesFocus: true, run: edit($change) }) as const;

  const entries: MenuEntry[] = [
    {
      kind: 'choice',
      label: 'Header row',
      checked: heads.row,
      takesFocus: true,
      run: edit($changeHeads({ row: !heads.row })),
    },
    {
      kind: 'choice',
      label: 'Header column',
      checked: heads.column,
      takesFocus: true,
      run: edit($changeHeads({ column: !heads.column })),
    },
    { kind: 'line' },
    entry('Add row above', <ArrowUpToLine size={ICON} />, () => $addRow('above')),
    entry('Add row below', <ArrowDownToLine size={ICON} />, () => $addRow('below')),
    entry('Add column left', <ArrowLeftToLine size={ICON} />, () => $addColumn('left')),
    entry('Add column right', <ArrowRightToLine size={ICON} />, () => $addColumn('right')),
    { kind: 'line' },
    entry('Delete row', <Rows2 size={ICON} />, $deleteRow),
    entry('Delete column', <Columns2 size={ICON} />, $deleteColumn),
    { ...entry('Delete table', <Trash2 size={ICON} />, $deleteTable), danger: true },
  ];

  const keys = keysText('table');
  return (
    <div ref={holder} className={styles.place} style={{ top: place.top, left: place.left }}>
      <ButtonMenu entries={entries} modal={false} returnFocus={() => editor.focus()}>
        <button
          type="button"
          className={styles.button}
          aria-label="Table actions"
          title={keys === undefined ? 'Table actions' : `Table actions (${keys})`}
        >
          <ChevronDown size={14} aria-hidden />
        </button>
      </ButtonMenu>
    </div>
  );
}
