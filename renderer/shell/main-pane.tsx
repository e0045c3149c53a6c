import { Suspense, useEffect, useLayoutEffect, useRef, type MouseEvent } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { NavigationType, Outlet, useLocation, useNavigate, useNavigationType } from 'react-router';
import { z } from 'zod';
import { useCommand } from '../commands/registry.ts';
import { readStored, writeStored } from '../ui/stored.ts';
import { openDialog } from './open-dialog.ts';
import { BesidePart, useBesideTitle } from './split/beside-part.tsx';
import { activeHalf } from './split/half.ts';
import { HalfView } from './split/half-view.tsx';
import styles from './split/split.module.css';
import { keepingBeside, useBeside, useBesideActions } from './split/use-beside.ts';
import { useCrumbs } from './use-crumbs.ts';

/** Where each visited address was scrolled to, in CSS pixels, by the key of its visit. */
const positions = new Map<string, number>();

/** The share of the width that the first half takes, in percent. */
const SHARE = 'casebook.split';

/**
 * The pane that shows the screen: at its beginning, or where it was when one goes back; and beside
 * it a source or a note, when the address says so.
 */
export function MainPane() {
  const { pathname, key } = useLocation();
  const way = useNavigationType();
  const navigate = useNavigate();
  const first = useRef<HTMLDivElement>(null);
  const before = useRef(pathname);
  const beside = useBeside();
  const { close, swap, swaps } = useBesideActions();
  const title = useCrumbs().at(-1)?.text ?? 'Casebook';
  const otherTitle = useBesideTitle(beside);
  const split = beside !== undefined;

  useLayoutEffect(() => {
    const position = way === NavigationType.Pop ? positions.get(key) : undefined;
    if (position !== undefined) first.current?.scrollTo({ top: position });
  }, [key, way]);

  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    // What had the focus may have gone with the screen before; the keys go on here.
    if (document.activeElement !== document.body || first.current === null) return;
    // Nobody asked where the focus is, so a frame around the page would only be in the way.
    first.current.dataset['quiet'] = '';
    first.current.focus({ preventScroll: true });
  }, [pathname]);

  useEffect(() => {
    if (!split) activeHalf.set('first');
  }, [split]);

  useCommand('beside.choose', () => openDialog.set({ name: 'palette', beside: true }));
  useCommand('beside.swap', swap, split && swaps);
  useCommand('beside.close', () => close('second'), split);

  /** A link followed in one half opens in the first, and the second stays. */
  const onLink = (event: MouseEvent) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (beside === undefined || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    const link = target instanceof Element ? target.closest('a[href^="#/"]') : null;
    const path = link?.getAttribute('href')?.slice(1);
    if (path === undefined) return;
    event.preventDefault();
    activeHalf.set('first');
    void navigate(keepingBeside(path, beside));
  };

  return (
    <main className={styles.main}>
      <Group
        className={styles.group}
        orientation="horizontal"
        onLayoutChanged={(layout, { isUserInteraction }) => {
          if (isUserInteraction) writeStored(SHARE, layout['first']);
        }}
      >
        <Panel id="first" minSize={split ? 200 : 0}>
          <HalfView
            key={pathname}
            ref={first}
            name="first"
            split={split}
            title={title}
            onClose={() => close('first')}
            onSwap={swaps ? swap : undefined}
            onLink={onLink}
            onScroll={({ target, currentTarget }) => {
              if (target === currentTarget) positions.set(key, currentTarget.scrollTop);
            }}
          >
            <Suspense>
              <Outlet />
            </Suspense>
          </HalfView>
        </Panel>
        {beside !== undefined && (
          <>
            <Separator className={styles.line} aria-label="Width of the two sides" />
            <Panel
              id="second"
              minSize={200}
              defaultSize={`${100 - readStored(SHARE, z.number().min(15).max(85), 50)}%`}
            >
              <HalfView
                key={beside.id}
                name="second"
                split
                title={otherTitle}
                onClose={() => close('second')}
                onSwap={swaps ? swap : undefined}
                onLink={onLink}
              >
                <Suspense>
                  <BesidePart beside={beside} />
                </Suspense>
              </HalfView>
            </Panel>
          </>
        )}
      </Group>
    </main>
  );
}
