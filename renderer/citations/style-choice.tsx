import { Plus, Trash2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { CITATION_LOCALES, type CitationLocale } from '../../shared/citations.ts';
import { useCall } from '../api/use-call.ts';
import { write } from '../commands/write.ts';
import { Button } from '../ui/button.tsx';
import styles from './style-choice.module.css';

/** The style and language that were chosen; null where those of the library count. */
export interface Chosen {
  style: string | null;
  locale: CitationLocale | null;
}

interface StyleChoiceProps {
  chosen: Chosen;
  /** Says that nothing has to be chosen, and what counts then: "As in the library". */
  otherwise?: string;
  onChange: (changes: Partial<Chosen>) => void;
}

/** Says whether each word of what was typed begins a word of the name. */
function fits(name: string, typed: string): boolean {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Chooses a citation style and its language; adds styles, and takes those away again. */
export function StyleChoice({ chosen, otherwise, onChange }: StyleChoiceProps) {
  const all = useCall('citations.styles', {}).data ?? [];
  const [typed, setTyped] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const [findId, styleId, localeId] = [useId(), useId(), useId()];
  const shown = all.filter(({ id, title }) => id === chosen.style || fits(title, typed.trim()));
  const removable = all.find(({ id, added }) => added && id === chosen.style);
  const add = async (added: File) => {
    const style = await write('citations.addStyle', { text: await added.text(), name: added.name });
    if (style === undefined) return;
    setTyped('');
    onChange({ style: style.id });
  };
  return (
    <div className={styles.choice}>
      <label htmlFor={findId}>Find a style</label>
      <input
        id={findId}
        className={styles.field}
        type="search"
        placeholder="APA, Chicago, IEEE…"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <label htmlFor={styleId}>Style</label>
      <select
        id={styleId}
        className={styles.list}
        size={9}
        data-autofocus
        value={chosen.style ?? ''}
        onChange={(event) => onChange({ style: event.target.value || null })}
      >
        {otherwise !== undefined && <option value="">{otherwise}</option>}
        {shown.map(({ id, title, added }) => (
          <option key={id} value={id}>
            {added ? `${title} (added)` : title}
          </option>
        ))}
      </select>
      <div className={styles.buttons}>
        <Button onClick={() => file.current?.click()}>
          <Plus size={15} aria-hidden /> Add a style…
        </Button>
        {removable !== undefined && (
          <Button
            variant="icon"
            label={`Remove the style ${removable.title}`}
            onClick={() => void write('citations.removeStyle', { id: removable.id })}
          >
            <Trash2 size={15} />
          </Button>
        )}
        <input
          ref={file}
          type="file"
          accept=".csl,.xml"
          aria-label="A citation style, as a file"
          tabIndex={-1}
          className="visually-hidden"
          onChange={(event) => {
            const [added] = event.target.files ?? [];
            event.target.value = '';
            if (added !== undefined) void add(added);
          }}
        />
      </div>
      <label htmlFor={localeId}>Language</label>
      <select
        id={localeId}
        className={styles.field}
        value={chosen.locale ?? ''}
        onChange={(event) => {
          const found = CITATION_LOCALES.find(({ tag }) => tag === event.target.value);
          onChange({ locale: found?.tag ?? null });
        }}
      >
        {otherwise !== undefined && <option value="">{otherwise}</option>}
        {CITATION_LOCALES.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
