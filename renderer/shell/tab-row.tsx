import { PanelRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { shortcutOf } from '../commands/platform.ts';
import { Button } from '../ui/button.tsx';
import { useInspectorFilled } from './inspector-slot.tsx';
import { paths } from './paths.ts';
import type { Place } from './place.ts';
import { attachActions } from './tab-actions.tsx';
import styles from './tab-row.module.css';
import { useInspectorShown } from './use-inspector-shown.ts';
import { usePlace } from './use-place.ts';

interface Tab {
  section: Place['section'];
  text: string;
  to: string;
}

function tabsOf({ caseId }: Place): Tab[] {
  if (caseId === undefined) {
    return [
      { section: 'inbox', text: 'Inbox', to: paths.inbox },
      { section: 'sources', text: 'All sources', to: paths.sources },
      { section: 'highlights', text: 'Highlights', to: paths.highlights },
      { section: 'notes', text: 'Notes', to: paths.notes },
    ];
  }
  return [
    { section: 'overview', text: 'Overview', to: paths.case(caseId) },
    { section: 'sources', text: 'Sources', to: paths.caseSources(caseId) },
    { section: 'notes', text: 'Notes', to: paths.caseNotes(caseId) },
    { section: 'outline', text: 'Outline', to: paths.caseOutline(caseId) },
  ];
}

/** The parts of the open case file, or of the library, and the actions of the screen. */
export function TabRow() {
  const place = usePlace();
  const [shown, toggle] = useInspectorShown();
  const filled = useInspectorFilled();
  const tabs = useRef<HTMLElement>(null);
  // In a narrow window only some of the tabs are in sight, and fewer beside many actions.
  useEffect(() => {
    const row = tabs.current;
    if (row === null) return undefined;
    const show = () =>
      row.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const observer = new ResizeObserver(show);
    observer.observe(row);
    return () => observer.disconnect();
  }, [place.section]);
  return (
    <div className={styles.row}>
      <nav
        ref={tabs}
        aria-label={place.caseId === undefined ? 'Parts of the library' : 'Parts of the case file'}
      >
        <ul className={styles.tabs}>
          {tabsOf(place).map(({ section, text, to }) => (
            <li key={section}>
              <Link
                to={to}
                className={styles.tab}
                aria-current={place.section === section ? 'page' : undefined}
              >
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.actions}>
        <div className={styles.place} ref={attachActions} />
        {filled && (
          <Button
            variant="icon"
            label={shown ? 'Hide the inspector' : 'Show the inspector'}
            shortcut={shortcutOf('view.inspector') ?? ''}
            aria-expanded={shown}
            onClick={toggle}
          >
            <PanelRight size={16} />
          </Button>
        )}
      </div>
    </div>
  );
}
