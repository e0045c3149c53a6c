import { Popover } from 'radix-ui';
import { useMemo, type ReactNode } from 'react';
import type { LexicalEditor } from 'lexical';

interface FloatingProps {
  editor: LexicalEditor;
  open: boolean;
  /** Where it hangs, in the coordinates of the window. */
  rect: () => DOMRect | undefined;
  /** Changes when it has to hang somewhere else. */
  place: string;
  side: 'top' | 'bottom';
  className: string | undefined;
  children: ReactNode;
}

/** Something that hangs at a place of the text while the focus stays in the text. */
export function Floating(props: FloatingProps) {
  const { editor, open, rect, place, side, className, children } = props;
  const anchor = useMemo(
    () => ({
      current: {
        getBoundingClientRect: () =>
          rect() ?? editor.getRootElement()?.getBoundingClientRect() ?? new DOMRect(),
        // Makes it follow when the text is scrolled.
        contextElement: editor.getRootElement() ?? undefined,
      },
    }),
    // `rect` reads what is there at the time; `place` says when that is another place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [editor, place],
  );
  return (
    <Popover.Root open={open}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          role="group"
          className={className}
          side={side}
          align="start"
          sideOffset={7}
          collisionPadding={10}
          hideWhenDetached
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
