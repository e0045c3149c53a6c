import {
  Highlighter,
  History,
  Inbox,
  Library,
  NotebookPen,
  Plus,
  Search,
  Trash2,
} from 'lucide-react';
import { useRef } from 'react';
import { useCall } from '../api/use-call.ts';
import { runCommand } from '../commands/registry.ts';
import { Button } from '../ui/button.tsx';
import { useRoving } from '../ui/use-roving.ts';
import { paths } from './paths.ts';
import type { Place } from './place.ts';
import { RailCases } from './rail-cases.tsx';
import styles from './rail.module.css';
import { RailRow } from './rail-row.tsx';
import { RailSearches, useOpenSearch } from './rail-searches.tsx';
import { currentRow, rowIds } from './rail-rows.ts';
import { usePlace } from './use-place.ts';

const LIBRARY = [
  { section: 'search', text: 'Search', to: paths.search(), icon: Search, count: undefined },
  { section: 'inbox', text: 'Inbox', to: paths.inbox, icon: Inbox, count: 'inbox' },
  { section: 'sources', text: 'All sources', to: paths.sources, icon: Library, count: 'sources' },
  {
    section: 'highlights',
    text: 'Highlights',
    to: paths.highlights,
    icon: Highlighter,
    count: 'highlights',
  },
  { section: 'notes', text: 'Notes', to: paths.notes, icon: NotebookPen, count: 'notes' },
] as const;

function isHere(place: Place, section: Place['section']): boolean {
  return place.caseId === undefined && place.section === section;
}

/** The library: everything that is in it, its case files, its tags, its trash. */
export function Rail() {
  const place = usePlace();
  const library = useCall('library.info', {}).data;
  const cases = useCall('cases.list', {}).data ?? [];
  const tags = useCall('tags.list', {}).data ?? [];
  const searches = useCall('searches.list', {}).data ?? [];
  const onSaved = useOpenSearch(searches) !== undefined;
  const nav = useRef<HTMLElement>(null);

  const ids = rowIds({
    caseIds: cases.map(({ id }) => id),
    openCaseId: place.caseId,
    searchIds: searches.map(({ id }) => id),
    tags: tags.map(({ name }) => name),
  });
  const roving = useRoving(ids, { start: currentRow(place) });

  return (
    <nav
      ref={nav}
      className={styles.rail}
      aria-label="Library"
      data-pane="rail"
      tabIndex={-1}
      onKeyDown={roving.onKeyDown}
    >
      <div className={styles.scroll}>
        <ul className={styles.section}>
          {LIBRARY.map(({ section, text, to, icon: Icon, count }) => (
            <RailRow
              key={section}
              id={section}
              to={to}
              icon={<Icon size={16} aria-hidden />}
              text={text}
              count={count === undefined ? undefined : library?.[count]}
              current={isHere(place, section) && !(section === 'search' && onSaved)}
              roving={roving}
            />
          ))}
        </ul>

        <div className={styles.heading}>
          <h2 id="rail-cases">Case files</h2>
          <Button
            variant="icon"
            className={styles.add}
            label="New case file"
            onClick={() => runCommand('case.new')}
          >
            <Plus size={15} />
          </Button>
        </div>
        <RailCases cases={cases} roving={roving} nav={nav} />
        {cases.length === 0 && (
          <p className={styles.hint}>A case file gathers the sources and notes of one question.</p>
        )}

        <RailSearches searches={searches} roving={roving} nav={nav} />

        {tags.length > 0 && (
          <>
            <div className={styles.heading}>
              <h2 id="rail-tags">Tags</h2>
            </div>
            <ul className={styles.section} aria-labelledby="rail-tags">
              {tags.map(({ name, uses }) => (
                <RailRow
                  key={name}
                  id={`tag:${name}`}
                  to={paths.tag(name)}
                  icon={<span className={styles.hash}>#</span>}
                  text={name}
                  count={uses}
                  current={place.section === 'tag' && place.tag === name}
                  roving={roving}
                />
              ))}
            </ul>
          </>
        )}
      </div>
      <ul className={styles.foot}>
        <RailRow
          id="history"
          to={paths.history}
          icon={<History size={16} aria-hidden />}
          text="History"
          current={isHere(place, 'history')}
          roving={roving}
        />
        <RailRow
          id="trash"
          to={paths.trash}
          icon={<Trash2 size={16} aria-hidden />}
          text="Trash"
          count={library?.trashed === 0 ? undefined : library?.trashed}
          current={isHere(place, 'trash')}
          roving={roving}
        />
      </ul>
    </nav>
  );
}
