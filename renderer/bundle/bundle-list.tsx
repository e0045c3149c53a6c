import { BookOpen, FileText, Folder, Highlighter } from 'lucide-react';
import { useState } from 'react';
import type { BundleChoice, BundleItemView, BundleKind } from '../../shared/bundle/preview.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { useRoving } from '../ui/use-roving.ts';
import styles from './bundle-list.module.css';
import type { BundleState } from './use-bundle.ts';
import { KINDS, optionsOf, statusText } from './words.ts';

const ICONS: Readonly<Record<BundleKind, typeof BookOpen>> = {
  case: Folder,
  source: BookOpen,
  note: FileText,
  highlight: Highlighter,
};

/** Rows of one kind that are drawn at first; a case file can have thousands of highlights. */
const ROWS = 100;

const ORDER: ReadonlyArray<BundleItemView['status']> = [
  'both',
  'there',
  'new',
  'here',
  'identical',
];

function factsOf({ status, source, author, by, changes, duplicate }: BundleItemView): string {
  return [
    ...(source === undefined ? [] : [source]),
    ...(author === undefined || author === '' ? [] : [author]),
    ...(duplicate === undefined ? [] : [`looks like “${duplicate.title}”, which you have`]),
    ...(by === undefined || by === author ? [] : [status === 'new' ? by : `changed by ${by}`]),
    changes.map(({ name }) => name).join(', '),
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}

interface BundleListProps {
  bundle: BundleState;
  items: readonly BundleItemView[];
  shown: BundleItemView | undefined;
  onShow: (item: BundleItemView) => void;
}

/** The things in a bundle by their kinds, each with what becomes of it. */
export function BundleList({ bundle, items, shown, onShow }: BundleListProps) {
  const [withSame, setWithSame] = useState(false);
  const [whole, setWhole] = useState<ReadonlySet<BundleKind>>(new Set());
  const same = items.filter(({ status }) => status === 'identical').length;
  const groups = KINDS.map(({ kind, heading }) => {
    const all = items
      .filter((item) => item.kind === kind && (withSame || item.status !== 'identical'))
      .toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
    return { kind, heading, all, rows: whole.has(kind) ? all : all.slice(0, ROWS) };
  }).filter(({ all }) => all.length > 0);
  const ids = groups.flatMap(({ rows }) => rows.map(({ kind, id }) => `${kind}/${id}`));
  const roving = useRoving(ids);

  return (
    <div className={styles.list} onKeyDown={roving.onKeyDown}>
      {groups.map(({ kind, heading, all, rows }) => (
        <section key={kind} aria-label={heading}>
          <header className={styles.heading}>
            <h3>
              {heading} <span className={styles.count}>{all.length}</span>
            </h3>
            <AllOf items={all} onChoose={(choice) => bundle.choose(all, choice)} />
          </header>
          <ul>
            {rows.map((item) => (
              <Row
                key={item.id}
                item={item}
                shown={item.kind === shown?.kind && item.id === shown.id}
                choice={bundle.choiceOf(item)}
                onChoose={(choice) => bundle.choose([item], choice)}
                onShow={() => onShow(item)}
                row={roving.rowProps(`${kind}/${item.id}`)}
              />
            ))}
          </ul>
          {rows.length < all.length && (
            <p className={styles.more}>
              <Button onClick={() => setWhole(new Set([...whole, kind]))}>
                Show {all.length - rows.length} more
              </Button>
            </p>
          )}
        </section>
      ))}
      {same > 0 && (
        <p className={styles.more}>
          <Button onClick={() => setWithSame(!withSame)}>
            {withSame
              ? 'Hide what is the same'
              : `Show ${countText(same, 'thing')} that are the same`}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Chooses for a whole kind, where there is more than one thing to choose for. */
function AllOf({
  items,
  onChoose,
}: {
  items: readonly BundleItemView[];
  onChoose: (choice: BundleChoice) => void;
}) {
  const open = items.filter(({ choices }) => choices.length > 1);
  const offered = (['merge', 'here', 'there'] as const).filter((choice) =>
    open.some(({ choices }) => choices.includes(choice)),
  );
  if (open.length < 2) return null;
  const words = { merge: 'as suggested', here: 'keep mine', there: 'take theirs' };
  return (
    <span className={styles.all}>
      For all:
      {offered.map((choice) => (
        <button key={choice} type="button" className={styles.link} onClick={() => onChoose(choice)}>
          {words[choice]}
        </button>
      ))}
    </span>
  );
}

interface RowProps {
  item: BundleItemView;
  shown: boolean;
  choice: BundleChoice;
  onChoose: (choice: BundleChoice) => void;
  onShow: () => void;
  row: ReturnType<ReturnType<typeof useRoving>['rowProps']>;
}

function Row({ item, shown, choice, onChoose, onShow, row }: RowProps) {
  const Icon = ICONS[item.kind];
  const options = optionsOf(item);
  const facts = factsOf(item);
  const title = item.title === '' ? 'Without a title' : item.title;
  return (
    <li className={styles.row} data-shown={shown || undefined} data-status={item.status}>
      <button
        {...row}
        type="button"
        className={styles.main}
        aria-current={shown || undefined}
        onClick={onShow}
      >
        <Icon size={16} className={styles.icon} aria-hidden />
        <span className={styles.text}>
          <span className={styles.title} dir="auto">
            {title}
          </span>
          {facts !== '' && <span className={styles.facts}>{facts}</span>}
        </span>
        <span className={styles.status}>{statusText(item)}</span>
      </button>
      {options.length > 1 && (
        <select
          className={styles.choice}
          aria-label={`What becomes of ${title}`}
          value={choice}
          onChange={({ target }) => onChoose(target.value as BundleChoice)}
        >
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
