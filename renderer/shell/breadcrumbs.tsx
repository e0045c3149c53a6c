import { Fragment, useEffect } from 'react';
import { Link } from 'react-router';
import styles from './breadcrumbs.module.css';
import { useCrumbs } from './use-crumbs.ts';

/** Where the window is, as links to everything above it. Also the title of the window. */
export function Breadcrumbs() {
  const crumbs = useCrumbs();
  const here = crumbs.at(-1)?.text ?? '';

  useEffect(() => {
    document.title = here === '' ? 'Casebook' : `${here} · Casebook`;
  }, [here]);

  return (
    <nav className={styles.crumbs} aria-label="Breadcrumbs">
      <ol>
        {crumbs.map(({ text, to }, index) => (
          <Fragment key={to}>
            {index > 0 && (
              <li aria-hidden className={styles.slash}>
                /
              </li>
            )}
            <li className={styles.crumb} title={text}>
              {index === crumbs.length - 1 ? (
                <span aria-current="page">{text}</span>
              ) : (
                <Link to={to}>{text}</Link>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
