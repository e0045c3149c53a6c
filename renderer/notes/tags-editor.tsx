import { Plus, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useCall, useWrite } from '../api/use-call.ts';
import { paths } from '../shell/paths.ts';
import styles from './tags-editor.module.css';

interface TagsEditorProps {
  kind: 'source' | 'highlight' | 'note';
  id: string;
  tags: readonly string[];
}

/** The tags of one thing: pills that lead to the tag, each with a way to take it off, and one more. */
export function TagsEditor({ kind, id, tags }: TagsEditorProps) {
  const all = useCall('tags.list', {});
  const setTags = useWrite('tags.set');
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const addButton = useRef<HTMLButtonElement>(null);
  const listId = useId();

  const put = (next: readonly string[]) => setTags.mutate({ kind, id, tags: [...next] });
  const finish = (keep: boolean, refocus: boolean) => {
    const name = (typed ?? '').trim().replace(/^#/, '').slice(0, 100);
    if (keep && name !== '' && !tags.includes(name)) put([...tags, name]);
    setTyped(undefined);
    if (refocus) requestAnimationFrame(() => addButton.current?.focus());
  };

  return (
    <ul className={styles.tags} aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag} className={styles.tag}>
          <Link to={paths.tag(tag)} className={styles.name} title={`Everything tagged ${tag}`}>
            {tag}
          </Link>
          <button
            type="button"
            className={styles.remove}
            aria-label={`Remove the tag ${tag}`}
            onClick={() => {
              put(tags.filter((other) => other !== tag));
              addButton.current?.focus();
            }}
          >
            <X size={12} />
          </button>
        </li>
      ))}
      <li>
        {typed === undefined ? (
          <button ref={addButton} type="button" className={styles.add} onClick={() => setTyped('')}>
            <Plus size={12} aria-hidden />
            tag
          </button>
        ) : (
          <>
            <input
              className={styles.field}
              aria-label="New tag"
              list={listId}
              autoFocus
              maxLength={100}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => finish(true, false)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === ',') {
                  event.preventDefault();
                  finish(true, true);
                } else if (event.key === 'Escape') {
                  event.stopPropagation();
                  finish(false, true);
                }
              }}
            />
            <datalist id={listId}>
              {(all.data ?? [])
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
