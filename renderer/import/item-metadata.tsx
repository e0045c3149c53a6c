import { useId, useState } from 'react';
import type { Csl } from '../../shared/csl.ts';
import type { ImportItem } from '../../shared/imports.ts';
import { CSL_FIELDS, CSL_TYPES, type CslField } from '../inspector/csl-fields.ts';
import styles from './item-metadata.module.css';

interface ItemMetadataProps {
  item: ImportItem;
  onChange: (csl: Partial<Record<keyof Csl, unknown>>) => void;
}

/** The metadata of an item before it is a source. */
export function ItemMetadata({ item, onChange }: ItemMetadataProps) {
  return (
    <div className={styles.fields}>
      {CSL_FIELDS.map((field) => (
        <Row
          key={`${item.key}:${field.key}`}
          field={field}
          stored={field.key === 'title' ? (item.csl.title ?? item.title) : field.read(item.csl)}
          onChange={(text) => onChange({ [field.key]: field.write(text) })}
        />
      ))}
    </div>
  );
}

function Row(props: { field: CslField; stored: string; onChange: (text: string) => void }) {
  const { field, stored, onChange } = props;
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const [seen, setSeen] = useState(stored);
  if (seen !== stored) {
    // What was written has arrived.
    setSeen(stored);
    setDraft(undefined);
  }
  const shared = {
    id,
    value: draft ?? stored,
    onChange: ({ target }: { target: { value: string } }) => setDraft(target.value),
    onBlur: () => draft !== undefined && draft !== stored && onChange(draft),
  };
  return (
    <>
      <label htmlFor={id}>{field.label}</label>
      {field.kind === 'line' && <input {...shared} placeholder={field.placeholder} />}
      {field.kind === 'lines' && (
        <textarea
          {...shared}
          placeholder={field.placeholder}
          rows={(draft ?? stored).split('\n').length}
        />
      )}
      {field.kind === 'type' && (
        <select id={id} value={stored} onChange={({ target }) => onChange(target.value)}>
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
