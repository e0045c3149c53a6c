import { FileDown, PanelLeft, Plus, Search } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Link } from 'react-router';
import { shortcutOf } from '../commands/platform.ts';
import { runCommand } from '../commands/registry.ts';
import { Button } from '../ui/button.tsx';
import { useStore } from '../ui/store.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { railShown } from './panes-shown.ts';
import styles from './top-bar.module.css';
import { useOpenCase } from './use-open-case.ts';
import { WayButtons } from './way-buttons.tsx';

/** Name, place, search, and the two actions that are always at hand. */
export function TopBar({ railWidth }: { railWidth: number }) {
  const openCase = useOpenCase();
  const hasRail = useStore(railShown);
  return (
    <header
      className={styles.bar}
      data-rail={hasRail}
      style={{ '--rail': `${railWidth}px` } as CSSProperties}
    >
      <div className={styles.name}>
        <Link to="/" className={styles.home}>
          <img src="/icon.svg" alt="" width={22} height={22} />
          Casebook
        </Link>
        {!hasRail && (
          <Button
            variant="icon"
            label="Show the rail"
            shortcut={shortcutOf('view.rail') ?? ''}
            onClick={() => railShown.set(true)}
          >
            <PanelLeft size={16} />
          </Button>
        )}
        <div className={styles.ways}>
          <WayButtons />
        </div>
      </div>
      <Breadcrumbs />
      <button
        type="button"
        className={styles.search}
        aria-haspopup="dialog"
        onClick={() => runCommand('search.open')}
      >
        <Search size={15} aria-hidden />
        <span>Search sources, notes…</span>
        <kbd>{shortcutOf('search.open')}</kbd>
      </button>
      <div className={styles.actions}>
        <Button onClick={() => runCommand('source.add')}>
          <Plus size={16} aria-hidden />
          Add source
        </Button>
        {openCase !== undefined && (
          <Button variant="primary" onClick={() => runCommand('export.pdf')}>
            <FileDown size={16} aria-hidden />
            Export case
          </Button>
        )}
      </div>
    </header>
  );
}
