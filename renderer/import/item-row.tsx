import { Check, CircleAlert, CircleDashed, FileText, LoaderCircle, Minus } from 'lucide-react';
import type { CSSProperties, Ref } from 'react';
import type { ImportDecision, ImportItem, ImportStanding } from '../../shared/imports.ts';
import { recordedFacts } from '../screens/items/facts.ts';
import { countText } from '../ui/counts.ts';
import { DoubtMark } from './doubt-mark.tsx';
import { decisionsOf } from './decisions.ts';
import styles from './item-row.module.css';
import { doubtLine, folderOf, isOpen, languageName, STANDING_TEXT } from './standing.ts';

const ICONS: Readonly<Record<ImportStanding, typeof Check>> = {
  waiting: CircleDashed,
  reading: LoaderCircle,
  ready: FileText,
  failed: CircleAlert,
  adding: LoaderCircle,
  added: Check,
  revised: Check,
  left: Minus,
};

/** CSS pixels: a row with a line of remarks is higher. */
export function rowHeight(item: ImportItem): number {
  return doubtLine(item) === undefined ? 56 : 82;
}

/** The line under the title: what it is, who wrote it, when, in what language, where it lay. */
function factsOf(item: ImportItem): string[] {
  const { kind, csl, language } = item;
  return [
    kind,
    ...recordedFacts(csl),
    language === undefined ? '' : languageName(language),
    folderOf(item),
  ].filter((fact) => fact !== '');
}

interface ItemRowProps {
  item: ImportItem;
  index: number;
  count: number;
  /** It is what the detail shows. */
  shown: boolean;
  /** Decisions can be taken. */
  decidable: boolean;
  style: CSSProperties;
  button: { ref: Ref<HTMLButtonElement>; tabIndex: 0 | -1; onFocus: () => void };
  onShow: () => void;
  onDecide: (decision: ImportDecision) => void;
}

/** One thing to be added: whether it is, what it is, and what looks wrong with it. */
export function ItemRow(props: ItemRowProps) {
  const { item, index, count, shown, style, button, onShow, onDecide } = props;
  const { standing, decision, words, title, duplicate } = item;
  const Icon = ICONS[standing];
  const doubt = doubtLine(item);
  const open = props.decidable && isOpen(item);
  const skipped = open && decision === 'skip';
  return (
    <li
      className={styles.row}
      style={style}
      data-standing={standing}
      data-shown={shown || undefined}
      data-skipped={skipped || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
    >
      <span className={styles.check}>
        {open && (
          <label>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={`Add ${title}`}
              checked={!skipped}
              onChange={() => onDecide(skipped ? 'new' : 'skip')}
            />
          </label>
        )}
      </span>
      <button
        {...button}
        type="button"
        data-first
        className={styles.main}
        aria-current={shown || undefined}
        onClick={onShow}
      >
        <Icon size={16} className={styles.icon} aria-hidden />
        <span className={styles.text}>
          <span className={styles.title} dir="auto">
            {title}
          </span>
          <span className={styles.facts}>{factsOf(item).join(' · ')}</span>
        </span>
        <span className={styles.side}>
          {words > 0 && <span>{countText(words, 'word')}</span>}
          <span className={styles.standing}>{skipped ? 'Skipped' : STANDING_TEXT[standing]}</span>
        </span>
      </button>
      {doubt !== undefined && (
        <div className={styles.foot}>
          <DoubtMark doubt={doubt} />
          {open && duplicate !== undefined && (
            <select
              className={styles.decide}
              aria-label={`What to do with ${title}`}
              tabIndex={button.tabIndex}
              value={decision}
              onChange={({ target }) => onDecide(target.value as ImportDecision)}
            >
              {decisionsOf(item).map(({ value, short }) => (
                <option key={value} value={value}>
                  {short}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
    </li>
  );
}
