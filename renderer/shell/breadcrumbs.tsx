import { Fragment, useEffect } from 'react';
import { Link } from 'react-router';
import { useCall } from '../api/use-call.ts';
import styles from './breadcrumbs.module.css';
import { crumbsOf } from './crumbs.ts';
import { useOpenCase } from './use-open-case.ts';
import { usePlace } from './use-place.ts';

/** Where the window is, as links to everything above it. Also the title of the window. */
export function Breadcrumbs() {
  const place = usePlace();
  const openCase = useOpenCase();
  const { sourceId = '', noteId = '' } = place;
  // The screen reads them; a second reader could give it an older copy.
  const source = useCall('sources.get', { id: sourceId }, { enabled: false });
  const note = useCall('notes.get', { id: noteId }, { enabled: false });
  const crumbs = crumbsOf(place, {
    case: openCase?.title,
    source: source.data?.title,
    note: note.data?.title,
  });
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
