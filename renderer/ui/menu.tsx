import { Check, ChevronRight, Ellipsis } from 'lucide-react';
import { ContextMenu, DropdownMenu } from 'radix-ui';
import { useRef, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './menu.module.css';

export type MenuEntry =
  | {
      kind: 'do';
      label: string;
      icon?: ReactNode;
      /** As people read it, "Alt ↑". */
      shortcut?: string | undefined;
      danger?: boolean;
      disabled?: boolean;
      /** It puts the focus somewhere itself, so the menu must not take it back. */
      takesFocus?: boolean;
      run: () => void;
    }
  | {
      kind: 'choice';
      label: string;
      icon?: ReactNode;
      checked: boolean;
      takesFocus?: boolean;
      run: () => void;
    }
  | { kind: 'more'; label: string; icon?: ReactNode; entries: readonly MenuEntry[] }
  | { kind: 'line' };

type Parts = typeof DropdownMenu | typeof ContextMenu;

/** The entries, inside whichever kind of menu. */
function Entries(props: {
  parts: Parts;
  entries: readonly MenuEntry[];
  choose: (run: () => void, takesFocus: boolean) => void;
}) {
  const { parts: Menu, entries, choose } = props;
  return entries.map((entry, index) => {
    if (entry.kind === 'line') return <Menu.Separator key={index} className={styles.line} />;
    const inner = (
      <>
        <span className={styles.icon}>{entry.icon}</span>
        <span className={styles.label}>{entry.label}</span>
      </>
    );
    if (entry.kind === 'more') {
      return (
        <Menu.Sub key={index}>
          <Menu.SubTrigger className={styles.item}>
            {inner}
            <ChevronRight size={14} />
          </Menu.SubTrigger>
          <Menu.Portal>
            <Menu.SubContent className={styles.menu} collisionPadding={8}>
              <Entries {...props} entries={entry.entries} />
            </Menu.SubContent>
          </Menu.Portal>
        </Menu.Sub>
      );
    }
    if (entry.kind === 'choice') {
      return (
        <Menu.CheckboxItem
          key={index}
          className={styles.item}
          checked={entry.checked}
          onSelect={() => choose(entry.run, entry.takesFocus ?? false)}
        >
          {inner}
          <Menu.ItemIndicator>
            <Check size={14} />
          </Menu.ItemIndicator>
        </Menu.CheckboxItem>
      );
    }
    return (
      <Menu.Item
        key={index}
        className={styles.item}
        data-danger={entry.danger}
        {...(entry.disabled === undefined ? {} : { disabled: entry.disabled })}
        onSelect={() => choose(entry.run, entry.takesFocus ?? false)}
      >
        {inner}
        {entry.shortcut !== undefined && <kbd className={styles.keys}>{entry.shortcut}</kbd>}
      </Menu.Item>
    );
  });
}

/** Runs the entries that take the focus only after the menu has let go of it. */
function useChoice(returnFocus?: () => void) {
  const waiting = useRef<() => void>(undefined);
  return {
    choose: (run: () => void, takesFocus: boolean) => {
      if (takesFocus) waiting.current = run;
      else run();
    },
    onCloseAutoFocus: (event: Event) => {
      const run = waiting.current ?? returnFocus;
      if (run === undefined) return;
      waiting.current = undefined;
      event.preventDefault();
      run();
    },
  };
}

/** The menu of the right mouse button, and of Shift F10, on its child. */
export function RightMenu(props: { entries: readonly MenuEntry[]; children: ReactElement }) {
  const { choose, onCloseAutoFocus } = useChoice();
  if (props.entries.length === 0) return props.children;
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild>{props.children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className={styles.menu}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <Entries parts={ContextMenu} entries={props.entries} choose={choose} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface ButtonMenuProps {
  entries: readonly MenuEntry[];
  /** The button; an icon of three dots when absent. */
  children?: ReactElement;
  /** The name of the button of three dots. */
  label?: string;
  className?: string | undefined;
  tabIndex?: number;
  /** Where the focus goes when nothing was chosen; to the button when absent. */
  returnFocus?: () => void;
  /** For a button that opens it in a way of its own; it opens by itself when absent. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /**
   * Whether the rest of the window waits while it is open, which is so unless told. What waits is
   * hidden from assistive technology, the text that an entry acts on among it.
   */
  modal?: boolean;
}

/** The menu under a button. */
export function ButtonMenu(props: ButtonMenuProps) {
  const { entries, children, label, className, tabIndex, returnFocus, open, onOpenChange } = props;
  const { modal = true } = props;
  const { choose, onCloseAutoFocus } = useChoice(returnFocus);
  return (
    <DropdownMenu.Root
      modal={modal}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <DropdownMenu.Trigger asChild>
        {children ?? (
          <Button
            variant="icon"
            label={label ?? 'More'}
            className={className}
            {...(tabIndex === undefined ? {} : { tabIndex })}
          >
            <Ellipsis size={16} />
          </Button>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <Entries parts={DropdownMenu} entries={entries} choose={choose} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
