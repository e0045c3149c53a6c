import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  $getNodeByKey,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isRangeSelection,
  type LexicalEditor,
  type NodeKey,
} from 'lexical';
import {
  ArrowDown,
  ArrowUp,
  CopyPlus,
  GripVertical,
  PilcrowRight,
  Replace,
  Trash2,
} from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent, type RefObject } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ButtonMenu, type MenuEntry } from '../../../ui/menu.tsx';
import { actionOf } from '../../toolbar/actions.ts';
import { $readFormatState } from '../../toolbar/format-state.ts';
import { INSERTS } from '../../toolbar/inserts.ts';
import { keysText } from '../../toolbar/run-action.ts';
import { $blockOf } from '../containers/containers.ts';
import styles from './block-handle.module.css';
import { containerEntries } from './container-entries.tsx';
import {
  $deleteBlock,
  $duplicateBlock,
  $innermostBlocks,
  $moveBlock,
  $moveBlockBeside,
  $selectBlock,
  $setDirection,
} from './blocks.ts';

const DRAG_TYPE = 'application/x-casebook-block';

/** The innermost blocks of the text, quotations and list items in their order. */
function keysOf(editor: LexicalEditor): NodeKey[] {
  return editor.getEditorState().read(() => $innermostBlocks().map((block) => block.getKey()));
}

/** The block beside a height of the window, by the gap under it if between two. */
function blockAt(editor: LexicalEditor, y: number): NodeKey | undefined {
  return keysOf(editor).find((key) => {
    const rect = editor.getElementByKey(key)?.getBoundingClientRect();
    return rect !== undefined && y <= rect.bottom && y >= rect.top - 12;
  });
}

interface Gap {
  key: NodeKey;
  side: 'before' | 'after';
  /** Where the line is drawn. */
  y: number;
}

/** The block that something let go at a height lands beside. */
function gapAt(editor: LexicalEditor, y: number): Gap | undefined {
  const gaps = keysOf(editor).flatMap((key): Gap[] => {
    const rect = editor.getElementByKey(key)?.getBoundingClientRect();
    if (rect === undefined) return [];
    return [
      { key, side: 'before', y: rect.top - 4 },
      { key, side: 'after', y: rect.bottom + 4 },
    ];
  });
  const far = (gap: Gap) => Math.abs(gap.y - y);
  return gaps.sort((a, b) => far(a) - far(b))[0];
}

/** The block that the caret is in. */
function $caretBlock(): NodeKey | undefined {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) return $blockOf(selection.focus.getNode())?.getKey();
  if ($isNodeSelection(selection)) {
    const [node] = selection.getNodes();
    return node && $blockOf(node)?.getKey();
  }
  return undefined;
}

/** What can be done with the block. */
function entriesFor(editor: LexicalEditor, key: NodeKey): MenuEntry[] {
  const update = (change: () => void) => {
    editor.update(change, { discrete: true });
    editor.focus();
  };
  const { direction, isText } = editor.getEditorState().read(() => {
    const block = $getNodeByKey(key);
    const isElement = $isElementNode(block);
    return {
      direction: isElement ? block.getDirection() : null,
      isText: isElement && block.getType() !== 'table',
    };
  });
  const turnInto = INSERTS.filter(({ group }) => group === 'block').map(
    ({ id, icon: Icon }): MenuEntry => ({
      kind: 'do',
      label: actionOf(id).label,
      icon: <Icon size={15} />,
      shortcut: keysText(id),
      takesFocus: true,
      run: () => {
        update(() => $selectBlock(key));
        const state = editor.getEditorState().read($readFormatState);
        if (actionOf(id).active?.(state) !== true) actionOf(id).run(editor, state);
        update(() => {
          const selection = $getSelection();
          if ($isRangeSelection(selection)) selection.focus.getNode().selectEnd();
        });
      },
    }),
  );
  const towards = (label: string, to: 'ltr' | 'rtl' | null): MenuEntry => ({
    kind: 'choice',
    label,
    checked: direction === to,
    run: () =>
      update(() => {
        const block = $getNodeByKey(key);
        if (block !== null) $setDirection([block], to);
      }),
  });
  const ofText: MenuEntry[] = [
    { kind: 'more', label: 'Turn into', icon: <Replace size={15} />, entries: turnInto },
    {
      kind: 'more',
      label: 'Text direction',
      icon: <PilcrowRight size={15} />,
      entries: [
        towards(actionOf('directionAuto').label, null),
        towards(actionOf('leftToRight').label, 'ltr'),
        towards(actionOf('rightToLeft').label, 'rtl'),
      ],
    },
    { kind: 'line' },
  ];
  return [
    ...(isText ? ofText : []),
    ...containerEntries(editor, key, update),
    {
      kind: 'do',
      label: 'Move up',
      icon: <ArrowUp size={15} />,
      shortcut: keysText('moveUp'),
      run: () => update(() => void $moveBlock(key, -1)),
    },
    {
      kind: 'do',
      label: 'Move down',
      icon: <ArrowDown size={15} />,
      shortcut: keysText('moveDown'),
      run: () => update(() => void $moveBlock(key, 1)),
    },
    {
      kind: 'do',
      label: 'Duplicate',
      icon: <CopyPlus size={15} />,
      takesFocus: true,
      run: () => update(() => $duplicateBlock(key)),
    },
    {
      kind: 'do',
      label: 'Delete',
      icon: <Trash2 size={15} />,
      danger: true,
      takesFocus: true,
      run: () => update(() => $deleteBlock(key)),
    },
  ];
}

/** The block that the handle stands at: the one under the mouse, else the caret's. */
function useBlock(editor: LexicalEditor, surface: RefObject<HTMLElement | null>) {
  const [hovered, setHovered] = useState<NodeKey>();
  const [caret, setCaret] = useState<NodeKey>();
  const [, redraw] = useState(0);
  useEffect(() => {
    const onMove = (event: PointerEvent) => {
      const box = surface.current?.getBoundingClientRect();
      if (box === undefined || event.pointerType === 'touch') return;
      const near =
        event.clientX > box.left - 60 && event.clientX < box.right + 20 && event.clientY > box.top;
      setHovered(near ? blockAt(editor, event.clientY) : undefined);
    };
    document.addEventListener('pointermove', onMove, { passive: true });
    const stop = editor.registerUpdateListener(({ editorState, dirtyElements }) => {
      setCaret(editorState.read($caretBlock));
      // What is written moves the blocks below it.
      if (dirtyElements.size > 0) redraw((count) => count + 1);
    });
    return () => {
      document.removeEventListener('pointermove', onMove);
      stop();
    };
  }, [editor, surface]);
  const exists = (key: NodeKey | undefined) =>
    key !== undefined && editor.getElementByKey(key) !== null ? key : undefined;
  return exists(hovered) ?? exists(caret);
}

/** The handle beside a block: drag it to move the block, press it for what else can be done. */
export function BlockHandle({ surface }: { surface: RefObject<HTMLElement | null> }) {
  const [editor] = useLexicalComposerContext();
  const block = useBlock(editor, surface);
  const [held, setHeld] = useState<NodeKey>();
  const [line, setLine] = useState<number>();
  const [open, setOpen] = useState(false);
  const dragged = useRef<NodeKey>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  const shown = held ?? block;

  useEffect(() => {
    const element = surface.current;
    if (element === null) return undefined;
    const isOurs = (event: globalThis.DragEvent) =>
      dragged.current !== undefined && event.dataTransfer?.types.includes(DRAG_TYPE) === true;
    const over = (event: globalThis.DragEvent) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const gap = gapAt(editor, event.clientY);
      setLine(gap && gap.y - element.getBoundingClientRect().top);
    };
    const drop = (event: globalThis.DragEvent) => {
      const key = dragged.current;
      if (!isOurs(event) || key === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const gap = gapAt(editor, event.clientY);
      if (gap === undefined) return;
      editor.update(() => $moveBlockBeside(key, gap.key, gap.side), { discrete: true });
    };
    // Before the editor's own, which would put the block's words where they are let go.
    element.addEventListener('dragover', over, { capture: true });
    element.addEventListener('drop', drop, { capture: true });
    return () => {
      element.removeEventListener('dragover', over, { capture: true });
      element.removeEventListener('drop', drop, { capture: true });
    };
  }, [editor, surface]);

  const element = shown === undefined ? null : editor.getElementByKey(shown);
  if (shown === undefined || element === null) return null;
  const box = surface.current?.getBoundingClientRect();
  const rect = element.getBoundingClientRect();
  const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight) || 24;
  const top = rect.top - (box?.top ?? 0) + Math.min(rect.height, lineHeight) / 2 - 12;

  const onDragStart = (event: DragEvent) => {
    dragged.current = shown;
    setHeld(shown);
    event.dataTransfer.setData(DRAG_TYPE, shown);
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setDragImage(element, 0, 0);
  };
  const onDragEnd = () => {
    dragged.current = undefined;
    setHeld(undefined);
    setLine(undefined);
  };

  return (
    <>
      <div className={styles.handle} style={{ top }}>
        {/* A menu's own button opens it at once and can't be dragged; this one waits for the click. */}
        <Button
          ref={button}
          variant="icon"
          label="Move or change this block"
          className={styles.button}
          aria-haspopup="menu"
          aria-expanded={open}
          draggable
          onDragStart={onDragStart}
          onDragEnd={onDragEnd}
          onClick={() => {
            setHeld(shown);
            setOpen(true);
          }}
        >
          <GripVertical size={15} />
        </Button>
        <ButtonMenu
          entries={open ? entriesFor(editor, shown) : []}
          open={open}
          modal={false}
          onOpenChange={(next) => {
            setOpen(next);
            // The menu stays with its block, wherever the mouse goes on its way there.
            setHeld(next ? shown : undefined);
          }}
          returnFocus={() => button.current?.focus()}
        >
          <span className={styles.anchor} tabIndex={-1} aria-hidden>
            This block
          </span>
        </ButtonMenu>
      </div>
      {line !== undefined && <div className={styles.line} style={{ top: line }} aria-hidden />}
    </>
  );
}
