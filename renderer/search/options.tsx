import { Bookmark, ChevronRight, ListFilter, Search, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { MENUS, type Command, type CommandId, type Platform } from '../../shared/commands.ts';
import type { Hit, Recents, SavedSearch, SearchReply } from '../../shared/domain.ts';
import { placeText } from '../../shared/place-text.ts';
import { shortcutTextOf } from '../../shared/shortcuts.ts';
import { commandLabel } from '../commands/command-labels.ts';
import { dayText } from '../ui/dates.ts';
import { countText, numberText } from '../ui/counts.ts';
import { groupHits, hitKey, KIND_LABELS } from './groups.ts';
import { HIT_ICONS } from './hit-icons.ts';
import { MarkedText } from './marked-text.tsx';
import styles from './options.module.css';

/** One thing to choose in the palette. */
export interface PaletteOption {
  /** Different from that of every other option shown with it. */
  value: string;
  content: ReactNode;
  run: () => void;
}

export interface OptionGroup {
  heading: string;
  /** How many there are in all, of which only some are shown. */
  count?: number | undefined;
  options: PaletteOption[];
}

export type Opened = Recents['opened'][number];

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
  const place = placeText(hit.passage ?? {});
  if (place !== '') return place;
  return hit.kind === 'note' && hit.updatedAt !== undefined ? dayText(hit.updatedAt) : undefined;
}

function HitContent({ hit }: { hit: Hit }) {
  const full = hit.title === '' ? 'Untitled' : hit.title;
  return (
    <>
      <Line
        icon={HIT_ICONS[hit.kind]}
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

/** The results of a search, grouped by kind, each group with how many there are of it. */
export function hitGroups(
  hits: readonly Hit[],
  counts: SearchReply['counts'],
  open: (hit: Hit) => void,
): OptionGroup[] {
  return groupHits(hits).map((group) => ({
    heading: KIND_LABELS[group.kind],
    count: counts[group.kind],
    options: group.hits.map((hit) => ({
      value: hitKey(hit),
      content: <HitContent hit={hit} />,
      run: () => open(hit),
    })),
  }));
}

/** The way from the palette to the Search screen. */
export function allResultsGroup(total: number, run: () => void): OptionGroup {
  const label = `All ${countText(total, 'result')} in the Search screen`;
  return {
    heading: '',
    options: [
      {
        value: ALL_RESULTS,
        content: <Line icon={ListFilter} title={label} full={label} aside={<kbd>Shift ↵</kbd>} />,
        run,
      },
    ],
  };
}

/** The value of the option that leads to the Search screen. */
export const ALL_RESULTS = 'all-results';

/** Saved searches, with how much each finds now. */
export function savedGroup(
  saved: readonly SavedSearch[],
  totals: ReadonlyMap<string, number>,
  run: (search: SavedSearch) => void,
): OptionGroup {
  return {
    heading: 'Saved searches',
    options: saved.map((search) => {
      const total = totals.get(search.id);
      return {
        value: `saved:${search.id}`,
        content: (
          <Line
            icon={Bookmark}
            title={search.name}
            full={search.query}
            aside={total === undefined ? undefined : numberText(total)}
          />
        ),
        run: () => run(search),
      };
    }),
  };
}

/** What an empty search box offers: what was opened last, and what was searched for last. */
export function recentGroups(
  { opened, searches }: Pick<Recents, 'opened' | 'searches'>,
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
          content: <Line icon={HIT_ICONS[item.kind]} title={full} full={full} />,
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
  ];
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
