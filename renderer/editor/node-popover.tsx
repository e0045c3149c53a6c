import type { LexicalEditor, NodeKey } from 'lexical';
import { Popover } from 'radix-ui';
import { useMemo, useRef, type ReactNode } from 'react';
import styles from './node-popover.module.css';

interface NodePopoverProps {
  editor: LexicalEditor;
  /** What it hangs on; nothing is shown without. */
  nodeKey: NodeKey | undefined;
  /** The accessible name. */
  label: string;
  /**
   * Called after Escape, and when the pointer or the focus goes elsewhere: then `left` is true, and
   * neither the caret nor the focus may be called back.
   */
  onClose: (left: boolean) => void;
  className?: string | undefined;
  children: ReactNode;
}

/** A small form that hangs on a node of the text and takes the focus. */
export function NodePopover(props: NodePopoverProps) {
  const { editor, nodeKey, label, onClose, className, children } = props;
  const anchor = useMemo(
    () => ({
      current: {
        getBoundingClientRect: () =>
          (nodeKey === undefined
            ? null
            : editor.getElementByKey(nodeKey)
          )?.getBoundingClientRect() ?? new DOMRect(),
        // The place is kept while the node or what is above it changes its size.
        contextElement:
          (nodeKey === undefined ? null : editor.getElementByKey(nodeKey)) ?? undefined,
      },
    }),
    [editor, nodeKey],
  );
  const left = useRef(false);
  return (
    <Popover.Root
      open={nodeKey !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose(left.current);
        left.current = false;
      }}
    >
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className={[styles.popover, className].filter(Boolean).join(' ')}
          aria-label={label}
          side="bottom"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          updatePositionStrategy="always"
          onCloseAutoFocus={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => event.stopPropagation()}
          onInteractOutside={() => {
            left.current = true;
          }}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
