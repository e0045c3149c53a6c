import { Plus, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useCall } from '../api/use-call.ts';
import { withTag } from '../inspector/tag-complete.ts';
import { paths } from '../shell/paths.ts';
import styles from './tags-field.module.css';

interface TagsFieldProps {
  /** The name of the group: "Tags for all". */
  label: string;
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  /** Each tag leads to everything that has it. */
  linked?: boolean;
}

/** Tags of something, or for something to come: pills, each with a way to take it off, and one more. */
export function TagsField({ label, tags, onChange, linked = false }: TagsFieldProps) {
  const known = useCall('tags.list', {}).data ?? [];
  const [typed, setTyped] = useState<string>();
  const addButton = useRef<HTMLButtonElement>(null);
  const listId = useId();

  const finish = (keep: boolean, refocus: boolean) => {
    const next = keep ? withTag(tags, typed ?? '', known) : tags;
    if (next.length > tags.length) onChange([...next]);
    setTyped(undefined);
    if (refocus) requestAnimationFrame(() => addButton.current?.focus());
  };

  return (
    <ul className={styles.tags} aria-label={label}>
      {tags.map((tag) => (
        <li key={tag} className={styles.tag}>
          {linked ? (
            <Link to={paths.tag(tag)} className={styles.name} title={`Everything tagged ${tag}`}>
              {tag}
            </Link>
          ) : (
            <span className={styles.name} title={tag}>
              {tag}
            </span>
          )}
          <button
            type="button"
            aria-label={`Take off the tag ${tag}`}
            onClick={() => {
              onChange(tags.filter((other) => other !== tag));
              addButton.current?.focus();
            }}
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        {typed === undefined ? (
          <button
            ref={addButton}
            type="button"
            className={styles.add}
            aria-label={`${label}: add a tag`}
            onClick={() => setTyped('')}
          >
            <Plus size={12} aria-hidden />
            tag
          </button>
        ) : (
          <>
            <input
              className={styles.field}
              aria-label={`${label}: new tag`}
              list={listId}
              autoFocus
              maxLength={100}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => finish(true, false)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return;
                if (event.key === 'Enter' || event.key === ',') {
                  event.preventDefault();
                  finish(true, true);
                } else if (event.key === 'Escape') {
                  // The dialog hears Escape on the document; here it only ends the typing.
                  event.nativeEvent.stopImmediatePropagation();
                  event.stopPropagation();
                  finish(false, true);
                }
              }}
            />
            <datalist id={listId}>
              {known
                .filter(({ name }) => !tags.includes(name))
                .map(({ name }) => (
                  <option key={name} value={name} />
                ))}
            </datalist>
          </>
        )}
      </li>
    </ul>
  );
}
