import {
  ChevronRight,
  FileText,
  FolderClosed,
  Hash,
  Highlighter,
  NotebookPen,
  Search,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { MENUS, type Command, type CommandId, type Platform } from '../../shared/commands.ts';
import type { Hit, HitKind } from '../../shared/domain.ts';
import { shortcutTextOf } from '../../shared/shortcuts.ts';
import { commandLabel } from '../commands/command-labels.ts';
import { dayText } from '../ui/dates.ts';
import { groupHits, hitKey, KIND_LABELS } from './groups.ts';
import { MarkedText } from './marked-text.tsx';
import styles from './options.module.css';
import type { Opened } from './recents.ts';

/** One thing to choose in the palette. */
export interface PaletteOption {
  /** Different from that of every other option shown with it. */
  value: string;
  content: ReactNode;
  run: () => void;
}

export interface OptionGroup {
  heading: string;
  options: PaletteOption[];
}

const ICONS: Readonly<Record<HitKind, LucideIcon>> = {
  source: FileText,
  highlight: Highlighter,
  note: NotebookPen,
  case: FolderClosed,
  tag: Hash,
};

interface LineProps {
  icon: LucideIcon;
  title: ReactNode;
  /** The title's text, for when it does not fit. */
  full: string;
  /** What stands at the right end. */
  aside?: ReactNode;
}

function Line({ icon: Icon, title, full, aside }: LineProps) {
  return (
    <>
      <Icon size={16} className={styles.icon} aria-hidden />
      <span className={styles.title} title={full}>
        {title}
      </span>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </>
  );
}

function whereOf(hit: Hit): string | undefined {
  if (hit.passage?.paragraph !== undefined) return `¶ ${hit.passage.paragraph}`;
  return hit.kind === 'note' && hit.updatedAt !== undefined ? dayText(hit.updatedAt) : undefined;
}

function HitContent({ hit }: { hit: Hit }) {
  const full = hit.title === '' ? 'Untitled' : hit.title;
  return (
    <>
      <Line
        icon={ICONS[hit.kind]}
        title={<MarkedText text={full} marks={hit.title === '' ? [] : hit.titleMarks} />}
        full={full}
        aside={whereOf(hit)}
      />
      {hit.snippet !== '' && (
        <span className={styles.snippet}>
          <MarkedText text={hit.snippet} marks={hit.snippetMarks} />
        </span>
      )}
    </>
  );
}

/** The results of a search, grouped by kind. */
export function hitGroups(hits: readonly Hit[], open: (hit: Hit) => void): OptionGroup[] {
  return groupHits(hits).map((group) => ({
    heading: KIND_LABELS[group.kind],
    options: group.hits.map((hit) => ({
      value: hitKey(hit),
      content: <HitContent hit={hit} />,
      run: () => open(hit),
    })),
  }));
}

/** What an empty search box offers: what was opened last, and what was searched for last. */
export function recentGroups(
  opened: readonly Opened[],
  searches: readonly string[],
  open: (item: Opened) => void,
  search: (query: string) => void,
): OptionGroup[] {
  return [
    {
      heading: 'Recently opened',
      options: opened.map((item) => {
        const full = item.title === '' ? 'Untitled' : item.title;
        return {
          value: `${item.kind}:${item.id}`,
          content: <Line icon={ICONS[item.kind]} title={full} full={full} />,
          run: () => open(item),
        };
      }),
    },
    {
      heading: 'Recent searches',
      options: searches.map((query) => ({
        value: `search:${query}`,
        content: <Line icon={Search} title={query} full={query} />,
        run: () => search(query),
      })),
    },
  ].filter((group) => group.options.length > 0);
}

/** Commands, grouped by menu while none is looked for in particular. */
export function commandGroups(
  commands: readonly Command[],
  byMenu: boolean,
  platform: Platform,
  run: (id: CommandId) => void,
): OptionGroup[] {
  const optionOf = (command: Command): PaletteOption => {
    const keys = shortcutTextOf(command.id, platform);
    const label = commandLabel(command.id);
    return {
      value: `command:${command.id}`,
      content: (
        <Line
          icon={ChevronRight}
          title={label}
          full={label}
          aside={keys === undefined ? undefined : <kbd>{keys}</kbd>}
        />
      ),
      run: () => run(command.id),
    };
  };
  if (!byMenu) return [{ heading: 'Commands', options: commands.map(optionOf) }];
  const places = [{ id: undefined, label: 'Selected text' }, ...MENUS];
  return places
    .map(({ id, label }) => ({
      heading: label,
      options: commands.filter((command) => command.menu?.[0] === id).map(optionOf),
    }))
    .filter((group) => group.options.length > 0);
}
