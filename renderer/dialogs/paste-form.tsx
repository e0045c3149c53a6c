import { useDeferredValue, useEffect, useMemo, useRef, type ClipboardEvent } from 'react';
import { countText } from '../ui/counts.ts';
import { Field } from './field.tsx';
import styles from './paste-form.module.css';
import {
  countWords,
  htmlWorthKeeping,
  suggestHtmlTitle,
  suggestTitle,
  type Pasted,
} from './pasted.ts';

export interface PasteDraft {
  pasted: Pasted;
  /** The formatting that was pasted is gone, because the text was changed. */
  changed: boolean;
  title: string;
  /** The researcher has written the title, so it is no longer suggested. */
  ownTitle: boolean;
  url: string;
}

/** An empty form. */
export const NO_DRAFT: PasteDraft = {
  pasted: { text: '' },
  changed: false,
  title: '',
  ownTitle: false,
  url: '',
};

interface PasteFormProps {
  draft: PasteDraft;
  onChange: (draft: PasteDraft) => void;
  onFiles: (files: File[]) => void;
  /** Why it was refused, and which field has to change. */
  error: { field: 'text' | 'url'; message: string } | undefined;
}

function whatItIs(draft: PasteDraft, count: number): string {
  const size = countText(count, 'word');
  if (draft.pasted.html !== undefined) {
    return `Pasted a web page: ${size}. Headings, lists and links are kept.`;
  }
  if (!draft.changed) return `Pasted text: ${size}.`;
  return `${size} of plain text: the formatting went when you changed it. Paste again to have it back.`;
}

/** Where text is pasted, and what is said about it: the title and where it was found. */
export function PasteForm({ draft, onChange, onFiles, error }: PasteFormProps) {
  const { pasted } = draft;
  const pastedHtml = useRef<string>(undefined);
  const counted = useDeferredValue(pasted.text);
  const words = useMemo(() => countWords(counted), [counted]);
  const hasText = pasted.text.trim() !== '';

  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { clipboardData: data, currentTarget: area } = event;
    const text = data.getData('text/plain');
    if (text === '' && data.files.length > 0) {
      event.preventDefault();
      onFiles([...data.files]);
      return;
    }
    const isWhole =
      pasted.text.trim() === '' ||
      (area.selectionStart === 0 && area.selectionEnd === area.value.length);
    pastedHtml.current = htmlWorthKeeping(data.getData('text/html'), isWhole);
  };
  const onText = (text: string) => {
    const html = pastedHtml.current;
    pastedHtml.current = undefined;
    const suggestion = html === undefined ? suggestTitle(text) : suggestHtmlTitle(html, text);
    onChange({
      ...draft,
      pasted: html === undefined ? { text } : { text, html },
      changed: html === undefined && text !== '' && (draft.changed || pasted.html !== undefined),
      title: draft.ownTitle ? draft.title : suggestion,
    });
  };

  return (
    <div ref={form} className={styles.form}>
      <Field
        label="Paste an article or a text"
        error={error?.field === 'text' ? error.message : undefined}
        hint={hasText ? whatItIs(draft, words) : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            data-autofocus
            className={styles.area}
            rows={hasText ? 8 : 5}
            value={pasted.text}
            placeholder="Copy it from a web page, a document or a mail, and paste it here."
            onPaste={onPaste}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      {hasText && (
        <div className={styles.about}>
          <Field label="Title">
            {(control) => (
              <input
                {...control}
                value={draft.title}
                maxLength={500}
                placeholder="Taken from the text when left empty"
                onChange={(event) =>
                  onChange({
                    ...draft,
                    title: event.target.value,
                    ownTitle: event.target.value !== '',
                  })
                }
              />
            )}
          </Field>
          <Field
            label="Web address (optional)"
            error={error?.field === 'url' ? error.message : undefined}
          >
            {(control) => (
              <input
                {...control}
                type="url"
                value={draft.url}
                maxLength={4000}
                placeholder="https://"
                spellCheck={false}
                onChange={(event) => onChange({ ...draft, url: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}
