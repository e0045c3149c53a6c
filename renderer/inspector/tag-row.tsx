import { X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Highlight } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { attempt } from '../reader/attempt.ts';
import { completeTag, withTag } from './tag-complete.ts';
import styles from './tag-row.module.css';

interface TagRowProps {
  highlight: Highlight;
  /** Tags can be added and taken off. */
  editable: boolean;
}

/** The tags of a highlight as pills. */
export function TagRow({ highlight, editable }: TagRowProps) {
  const [typing, setTyping] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { id, tags } = highlight;
  const set = (next: readonly string[]) =>
    void attempt('tags.set', { kind: 'highlight', id, tags: [...next] });
  return (
    <ul className={styles.tags} aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag} className={styles.tag}>
          <span title={tag}>{tag}</span>
          {editable && (
            <button
              type="button"
              className={styles.remove}
              aria-label={`Take off the tag ${tag}`}
              onClick={() => set(tags.filter((one) => one !== tag))}
            >
              <X size={11} aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
      {editable && (
        <li className={styles.adder}>
          {typing ? (
            <TagInput
              present={tags}
              onAdd={set}
              onDone={(how) => {
                setTyping(false);
                if (how === 'keyboard') setTimeout(() => button.current?.focus());
              }}
            />
          ) : (
            <button
              ref={button}
              type="button"
              className={styles.add}
              onClick={() => setTyping(true)}
            >
              + tag
            </button>
          )}
        </li>
      )}
    </ul>
  );
}

interface TagInputProps {
  present: readonly string[];
  onAdd: (tags: string[]) => void;
  onDone: (how: 'keyboard' | 'elsewhere') => void;
}

/** Takes a tag, with the tags of the library to choose from (a combobox of the ARIA practices). */
function TagInput({ present, onAdd, onDone }: TagInputProps) {
  const known = useCall('tags.list', {}).data ?? [];
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const listId = useId();
  const suggestions = completeTag(text, known, present);

  const add = (tag: string) => {
    const next = withTag(present, tag, known);
    if (next.length > present.length) onAdd(next);
    setText('');
    setActive(-1);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && suggestions.length > 0) {
      setActive((now) => (now + step + suggestions.length + 1) % (suggestions.length + 1));
    } else if (event.key === 'Enter' || event.key === ',') {
      if (text.trim() === '' && active === -1) onDone('keyboard');
      else add(suggestions[active] ?? text);
    } else if (event.key === 'Escape') onDone('keyboard');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span className={styles.combobox}>
      <input
        className={styles.input}
        role="combobox"
        aria-label="Add a tag"
        aria-autocomplete="list"
        aria-expanded={suggestions.length > 0}
        aria-controls={listId}
        aria-activedescendant={active < 0 ? undefined : `${listId}-${active}`}
        placeholder="tag"
        maxLength={100}
        value={text}
        autoFocus
        onChange={({ target }) => {
          setText(target.value);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (text.trim() !== '') add(text);
          onDone('elsewhere');
        }}
      />
      {suggestions.length > 0 && (
        <ul id={listId} className={styles.list} role="listbox" aria-label="Tags in use">
          {suggestions.map((tag, index) => (
            <li
              key={tag}
              id={`${listId}-${index}`}
              className={styles.option}
              role="option"
              aria-selected={index === active}
              // The press must not take the focus from the input before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => add(tag)}
            >
              {tag}
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}
