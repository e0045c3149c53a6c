import { Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { NavigationType, Outlet, useLocation, useNavigationType } from 'react-router';
import styles from './main-pane.module.css';

/** Where each visited address was scrolled to, in CSS pixels, by the key of its visit. */
const positions = new Map<string, number>();

/** The pane that shows the screen: at its beginning, or where it was when one goes back. */
export function MainPane() {
  const { pathname, key } = useLocation();
  const way = useNavigationType();
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);

  useLayoutEffect(() => {
    const position = way === NavigationType.Pop ? positions.get(key) : undefined;
    if (position !== undefined) main.current?.scrollTo({ top: position });
  }, [key, way]);

  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    // What had the focus may have gone with the screen before; the keys go on here.
    if (document.activeElement !== document.body || main.current === null) return;
    // Nobody asked where the focus is, so a frame around the page would only be in the way.
    main.current.dataset['quiet'] = '';
    main.current.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <main
      key={pathname}
      ref={main}
      className={styles.main}
      data-pane="main"
      tabIndex={-1}
      onBlur={({ target, currentTarget }) => {
        if (target === currentTarget) delete currentTarget.dataset['quiet'];
      }}
      onScroll={({ target, currentTarget }) => {
        if (target === currentTarget) positions.set(key, currentTarget.scrollTop);
      }}
    >
      <Suspense>
        <Outlet />
      </Suspense>
    </main>
  );
}
