import { ArrowLeftRight, X } from 'lucide-react';
import type { MouseEvent, ReactNode, Ref, UIEventHandler } from 'react';
import { Button } from '../../ui/button.tsx';
import { useStore } from '../../ui/store.ts';
import { activeHalf, HalfContext, type HalfName } from './half.ts';
import styles from './split.module.css';

interface HalfViewProps {
  name: HalfName;
  /** Whether there are two halves: only then has each a head. */
  split: boolean;
  title: string;
  onClose: () => void;
  onSwap: (() => void) | undefined;
  onLink: ((event: MouseEvent) => void) | undefined;
  onScroll?: UIEventHandler<HTMLDivElement>;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** One half of the main pane, or all of it: what scrolls, and above it what it is. */
export function HalfView(props: HalfViewProps) {
  const { name, split, title, onClose, onSwap, onLink, onScroll, ref, children } = props;
  const active = useStore(activeHalf) === name;
  const touch = () => activeHalf.set(name);
  return (
    <HalfContext value={name}>
      <section
        className={styles.half}
        data-active={split && active ? '' : undefined}
        {...(split
          ? { 'aria-label': title, onFocusCapture: touch, onPointerDownCapture: touch }
          : {})}
      >
        {split && (
          <div className={styles.head}>
            <span className={styles.title} title={title}>
              {title}
            </span>
            {onSwap !== undefined && (
              <Button variant="icon" label="Swap the two sides" onClick={onSwap}>
                <ArrowLeftRight size={15} />
              </Button>
            )}
            <Button variant="icon" label={`Close ${title}`} onClick={onClose}>
              <X size={15} />
            </Button>
          </div>
        )}
        <div
          ref={ref}
          className={styles.scroller}
          data-scroller=""
          data-pane="main"
          tabIndex={-1}
          onClickCapture={onLink}
          onScroll={onScroll}
          onBlur={({ target, currentTarget }) => {
            if (target === currentTarget) delete currentTarget.dataset['quiet'];
          }}
        >
          {children}
        </div>
      </section>
    </HalfContext>
  );
}
