import { TableOfContents } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState, type KeyboardEvent } from 'react';
import { shortcutOf } from '../../commands/platform.ts';
import { useCommand } from '../../commands/registry.ts';
import { TabActions } from '../../shell/tab-actions.tsx';
import { Button } from '../../ui/button.tsx';
import type { Heading } from './headings.ts';
import styles from './outline-menu.module.css';

interface OutlineMenuProps {
  headings: readonly Heading[];
  /** Index of the heading that what is on the screen comes under; -1 for none. */
  currentNow: () => number;
  onGo: (heading: Heading) => void;
}

/** With a single heading there is no way to be found. */
const FEWEST = 2;

function step(list: HTMLElement | null, event: KeyboardEvent): void {
  const items = [...(list?.querySelectorAll('button') ?? [])];
  const now = items.findIndex((item) => item === document.activeElement);
  const to = {
    ArrowDown: Math.min(now + 1, items.length - 1),
    ArrowUp: Math.max(now - 1, 0),
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}

/** The headings of an open text behind a button; the one that is being read is marked. */
export function OutlineMenu({ headings, currentNow, onGo }: OutlineMenuProps) {
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const chosen = useRef<Heading>(undefined);
  const show = (next: boolean) => {
    if (next) setCurrent(currentNow());
    setOpen(next);
  };
  const shown = headings.length >= FEWEST;
  useCommand('view.outline', () => show(!open), shown);
  if (!shown) return null;
  return (
    <TabActions>
      <Popover.Root open={open} onOpenChange={show}>
        <Popover.Trigger asChild>
          <Button
            variant="icon"
            label="Outline"
            shortcut={shortcutOf('view.outline') ?? ''}
            className={styles.button}
          >
            <TableOfContents size={16} />
          </Button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className={styles.panel}
            align="end"
            sideOffset={6}
            collisionPadding={8}
            aria-label="Outline"
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              const item = list.current?.querySelectorAll('button')[Math.max(0, current)];
              item?.focus();
              item?.scrollIntoView({ block: 'center' });
            }}
            onCloseAutoFocus={(event) => {
              const heading = chosen.current;
              chosen.current = undefined;
              if (heading === undefined) return;
              event.preventDefault();
              onGo(heading);
            }}
          >
            <ul ref={list} className={styles.list} onKeyDown={(event) => step(list.current, event)}>
              {headings.map((heading, index) => (
                <li key={heading.at}>
                  <button
                    type="button"
                    className={styles.heading}
                    style={{ paddingInlineStart: `${10 + Math.min(heading.depth, 4) * 14}px` }}
                    title={heading.text}
                    dir="auto"
                    aria-current={index === current ? 'location' : undefined}
                    onClick={() => {
                      chosen.current = heading;
                      setOpen(false);
                    }}
                  >
                    {heading.text}
                  </button>
                </li>
              ))}
            </ul>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </TabActions>
  );
}
