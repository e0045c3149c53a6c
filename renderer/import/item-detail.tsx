import { BookOpen } from 'lucide-react';
import type { Ref } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { ImportItem } from '../../shared/imports.ts';
import { OneOf } from '../dialogs/choices.tsx';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { decisionsOf } from './decisions.ts';
import { DoubtMark } from './doubt-mark.tsx';
import { EncodingChoice } from './encoding-choice.tsx';
import styles from './item-detail.module.css';
import { ItemMetadata } from './item-metadata.tsx';
import { doubtsOf, isOpen, languageName, STANDING_TEXT } from './standing.ts';
import { TagsField } from '../tags/tags-field.tsx';

export type ItemChange = Omit<CallInput<'imports.change'>, 'id' | 'keys'>;

interface ItemDetailProps {
  item: ImportItem;
  /** Undefined until the notebook knows the item. */
  sessionId: string | undefined;
  /** There is little room beside the list. */
  compact: boolean;
  onChange: (change: ItemChange) => void;
  /** Adds this one at once and opens it; absent when there is nothing to wait for. */
  onReadNow?: (() => void) | undefined;
  onOpen: (sourceId: string) => void;
  /** Takes the focus when the list says "on to the detail". */
  ref?: Ref<HTMLElement>;
}

const PAGES = [
  { value: 'auto', label: 'As suits the page' },
  { value: 'article', label: 'Main text' },
  { value: 'whole', label: 'Whole page' },
] as const;

function factsOf(item: ImportItem): string {
  const { kind, words, paragraphs, pictures, language, standing } = item;
  return [
    kind,
    words > 0 ? countText(words, 'word') : '',
    paragraphs > 0 ? countText(paragraphs, 'paragraph') : '',
    pictures > 0 ? countText(pictures, 'picture') : '',
    language === undefined ? '' : languageName(language),
    standing === 'ready' ? '' : STANDING_TEXT[standing],
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}

/** All of one item: its text as it will be, what looks wrong, and what can be decided and mended. */
export function ItemDetail(props: ItemDetailProps) {
  const { item, sessionId, compact, onChange, onReadNow, onOpen, ref } = props;
  const { key, standing, sourceId, duplicate, encoding, page, excerpt, attachments = [] } = item;
  const doubts = doubtsOf(item);
  const open = isOpen(item);
  return (
    <section ref={ref} className={styles.detail} tabIndex={-1} aria-label={`About ${item.title}`}>
      <header className={styles.head}>
        <h3 className={styles.title} dir="auto">
          {item.title}
        </h3>
        <p className={styles.facts}>{factsOf(item)}</p>
        {item.file !== item.title && <p className={styles.path}>{item.file}</p>}
        {attachments.length > 0 && (
          <p className={styles.path}>With the text of {attachments.join(', ')}</p>
        )}
        {sourceId !== undefined && (
          <Button onClick={() => onOpen(sourceId)}>
            <BookOpen size={15} aria-hidden />
            Open
          </Button>
        )}
        {standing === 'ready' && item.decision !== 'skip' && onReadNow !== undefined && (
          <Button onClick={onReadNow}>
            <BookOpen size={15} aria-hidden />
            Read it now
          </Button>
        )}
      </header>

      {doubts.length > 0 && (
        <ul className={styles.doubts} aria-label="Remarks">
          {doubts.map((doubt) => (
            <li key={doubt.text}>
              <DoubtMark doubt={doubt} whole />
            </li>
          ))}
        </ul>
      )}
      {open && duplicate !== undefined && (
        <OneOf
          legend="What should become of it?"
          options={decisionsOf(item)}
          value={item.decision}
          onChange={(decision) => onChange({ decision })}
        />
      )}
      {open && encoding?.sure === false && (
        <EncodingChoice encoding={encoding} onChange={(chosen) => onChange({ encoding: chosen })} />
      )}
      {open && page !== undefined && (
        <OneOf
          inline
          legend="What of the page is wanted?"
          options={PAGES}
          value={page}
          onChange={(chosen) => onChange({ page: chosen })}
        />
      )}

      {excerpt !== '' && (
        <section aria-label="How it begins">
          <h4 className={styles.heading}>How it begins</h4>
          <p className={styles.excerpt} dir="auto" lang={item.language}>
            {excerpt}
          </p>
        </section>
      )}
      {open && encoding?.sure === true && (
        <EncodingChoice encoding={encoding} onChange={(chosen) => onChange({ encoding: chosen })} />
      )}
      {standing === 'ready' && sessionId !== undefined && (
        <>
          <section aria-label="Metadata">
            <h4 className={styles.heading}>Metadata</h4>
            <ItemMetadata key={key} sessionId={sessionId} item={item} compact={compact} />
          </section>
          <section aria-label="Tags of this source">
            <h4 className={styles.heading}>Tags</h4>
            <TagsField
              label="Tags of this source"
              tags={item.tags}
              onChange={(tags) => onChange({ tags })}
            />
          </section>
        </>
      )}
    </section>
  );
}
