import { useId, useRef, useState } from 'react';
import type { SourceInfo } from '../../shared/domain.ts';
import { contract } from '../../shared/contract.ts';
import { invoke } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { useAutosave } from '../editor/use-autosave.ts';
import { CSL_FIELDS, CSL_TYPES, type CslField, type CslKey } from './csl-fields.ts';
import styles from './details.module.css';

type Changes = Partial<Record<CslKey, unknown>>;

/** The metadata of a source, in the names of CSL; saved by itself. */
export function DetailsForm({ source }: { source: SourceInfo }) {
  const { id, csl } = source;
  const changes = useRef<Changes>({});
  const { change, flush, state } = useAutosave<Changes>({
    key: `source:${id}`,
    save: async (value) => {
      const result = await invoke('sources.update', { id, csl: value });
      if (result.ok) refresh(contract['sources.update'].topics);
      return result;
    },
  });
  const set = (key: CslKey, value: unknown) => {
    // A source is never without a title: an emptied field keeps the old one.
    if (key === 'title' && value === null) return;
    changes.current = { ...changes.current, [key]: value };
    change(changes.current);
  };
  return (
    <section aria-label="Metadata">
      <div className={styles.form} onBlur={() => void flush()}>
        {CSL_FIELDS.map((field) => (
          <FieldRow
            key={field.key}
            field={field}
            stored={field.key === 'title' ? (csl.title ?? source.title) : field.read(csl)}
            onChange={(text) => set(field.key, field.write(text))}
          />
        ))}
      </div>
      {state.kind === 'failed' && (
        <p className={styles.failed} role="alert">
          {state.message}
        </p>
      )}
    </section>
  );
}

interface FieldRowProps {
  field: CslField;
  stored: string;
  onChange: (text: string) => void;
}

function FieldRow({ field, stored, onChange }: FieldRowProps) {
  const inputId = useId();
  // While the field is written in, what is read back must not move the caret.
  const [draft, setDraft] = useState<string>();
  const shared = {
    id: inputId,
    className: styles.input,
    value: draft ?? stored,
    onFocus: () => setDraft(stored),
    onBlur: () => setDraft(undefined),
    onChange: ({ target }: { target: { value: string } }) => {
      setDraft(target.value);
      onChange(target.value);
    },
  };
  const lines = (draft ?? stored).split('\n').length;
  return (
    <>
      <label className={styles.label} htmlFor={inputId}>
        {field.label}
      </label>
      {field.kind === 'line' && <input {...shared} placeholder={field.placeholder} />}
      {field.kind === 'lines' && (
        <textarea
          {...shared}
          placeholder={field.placeholder}
          rows={lines}
          {...(field.key === 'author'
            ? { title: 'One name on each line: “Family, Given”, or a name as it stands' }
            : {})}
        />
      )}
      {field.kind === 'type' && (
        <select {...shared} data-empty={stored === '' ? '' : undefined}>
          <option value="">Not recorded</option>
          {CSL_TYPES.map(([type, label]) => (
            <option key={type} value={type}>
              {label}
            </option>
          ))}
          {stored !== '' && !CSL_TYPES.some(([type]) => type === stored) && (
            <option value={stored}>{stored}</option>
          )}
        </select>
      )}
    </>
  );
}
