import type { BundleChange, BundleChoice, BundleItemView } from '../../shared/bundle/preview.ts';
import { OneOf } from '../dialogs/choices.tsx';
import styles from './bundle-detail.module.css';
import { optionsOf, statusText } from './words.ts';

const NOUNS = {
  case: 'Case file',
  source: 'Source',
  note: 'Note',
  highlight: 'Highlight',
} as const;

interface BundleDetailProps {
  item: BundleItemView;
  choice: BundleChoice;
  onChoose: (choice: BundleChoice) => void;
}

/** One thing of a bundle whole: what differs in it, side by side, and what can become of it. */
export function BundleDetail({ item, choice, onChoose }: BundleDetailProps) {
  const { kind, title, source, author, by, duplicate, changes, contents } = item;
  const options = optionsOf(item);
  const facts = [
    NOUNS[kind],
    statusText(item).toLowerCase(),
    ...(author === undefined || author === '' ? [] : [`by ${author}`]),
    ...(by === undefined ? [] : [`last changed there by ${by}`]),
  ];
  return (
    <section className={styles.detail} tabIndex={-1} aria-label={`About ${title}`}>
      <header className={styles.head}>
        <h3 className={styles.title} dir="auto">
          {title === '' ? 'Without a title' : title}
        </h3>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        {source !== undefined && <p className={styles.path}>In “{source}”</p>}
      </header>
      {duplicate !== undefined && (
        <p className={styles.remark}>
          You have “{duplicate.title}”, which has the same{' '}
          {duplicate.by === 'identifier' ? 'DOI, ISBN or address' : duplicate.by}, but was added by
          itself. Added beside it, theirs keeps its highlights, and later bundles find it again.
        </p>
      )}
      {options.length > 1 && (
        <OneOf legend="What becomes of it?" options={options} value={choice} onChange={onChoose} />
      )}
      {changes.length > 0 && (
        <section aria-label="What differs">
          <h4 className={styles.heading}>What differs</h4>
          <ul className={styles.changes}>
            {changes.map((change) => (
              <Change key={change.name} change={change} choice={choice} />
            ))}
          </ul>
        </section>
      )}
      {contents.length > 0 && (
        <section aria-label="What is in it">
          <h4 className={styles.heading}>What is in it</h4>
          <dl className={styles.contents}>
            {contents.map(({ name, text }) => (
              <div key={`${name} ${text}`}>
                <dt className={styles.name}>{name}</dt>
                <dd className={styles.value} dir="auto">
                  {text}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </section>
  );
}

/** Which side a change takes with what is chosen. */
function sideOf({ changed, takes }: BundleChange, choice: BundleChoice): 'here' | 'there' {
  if (changed === 'here') return 'here';
  if (choice === 'here' || choice === 'both') return 'here';
  return choice === 'there' ? 'there' : takes;
}

function Change({ change, choice }: { change: BundleChange; choice: BundleChoice }) {
  const { name, here, there, changed } = change;
  const side = sideOf(change, choice);
  const where = changed === 'both' ? 'changed in both' : `changed ${changed}`;
  return (
    <li className={styles.change}>
      <p className={styles.name}>
        {name} <span className={styles.where}>{where}</span>
      </p>
      <div className={styles.sides}>
        <Side name="Here" text={here} taken={side === 'here'} />
        <Side name="There" text={there} taken={side === 'there'} />
      </div>
    </li>
  );
}

function Side({ name, text, taken }: { name: string; text: string; taken: boolean }) {
  return (
    <div className={styles.side} data-taken={taken || undefined}>
      <span className={styles.label}>
        {name}
        {taken && <span className={styles.taken}> · holds</span>}
      </span>
      <span className={styles.value} dir="auto">
        {text === '' ? '—' : text}
      </span>
    </div>
  );
}
