import { useState } from 'react';
import type { Csl } from '../../shared/csl.ts';
import {
  CSL_TYPE_LABELS,
  CSL_TYPES,
  DATE_VARIABLES,
  isCslType,
  type DateVariable,
} from '../../shared/csl-variables.ts';
import { Field } from '../dialogs/field.tsx';
import { DATE_LABELS, LINE_LABELS } from './csl-labels.ts';
import { dateHint, lineHint, tidyLine } from './field-hints.ts';
import { cslOf, formStateOf, sameText, type FormState } from './form-state.ts';
import styles from './metadata-form.module.css';
import { PeopleField } from './people-field.tsx';
import { fieldsFor, ownLabel, type FormField } from './type-fields.ts';

interface MetadataFormProps {
  value: Csl;
  /** Hears of every change, as it is typed. */
  onChange: (csl: Csl) => void;
  /** In one column, where there is little room. */
  compact?: boolean;
}

const LONG = new Set<FormField>(['abstract', 'annote', 'note', 'references']);
const WIDE = new Set<FormField>([...LONG, 'container-title', 'URL', 'keyword', 'reviewed-title']);

function isDate(field: FormField): field is DateVariable {
  return (DATE_VARIABLES as readonly string[]).includes(field);
}

/** The metadata of a source in the terms of CSL. Knows no source and saves nothing itself. */
export function MetadataForm({ value, onChange, compact = false }: MetadataFormProps) {
  const [state, setState] = useState(() => formStateOf(value));
  const [said, setSaid] = useState(() => sameText(value));
  const [more, setMore] = useState(false);
  const given = sameText(value);
  // What is typed comes back as it was said; anything else comes from elsewhere, and counts.
  if (given !== said) {
    setSaid(given);
    if (given !== sameText(cslOf(state))) setState(formStateOf(value));
  }
  const change = (changes: Partial<FormState>) => {
    const next = { ...state, ...changes };
    setState(next);
    const csl = cslOf(next);
    setSaid(sameText(csl));
    onChange(csl);
  };

  // A field stays where it is while it is typed in: what is filled in moves up when "more" closes.
  const filled = (field: FormField) =>
    state.from[field] !== undefined || (!more && value[field] !== undefined);
  const fields = fieldsFor(state.type, filled);
  const renderField = (field: FormField) => (
    <FormLine
      key={field}
      field={field}
      label={labelOf(state.type, field)}
      text={(isDate(field) ? state.dates[field] : state.lines[field]) ?? ''}
      onChange={(text) =>
        isDate(field)
          ? change({ dates: { ...state.dates, [field]: text } })
          : change({ lines: { ...state.lines, [field]: text } })
      }
    />
  );
  return (
    <div className={styles.form} data-compact={compact || undefined}>
      <Field label="Type" className={styles.type}>
        {(control) => (
          <select
            {...control}
            value={state.type}
            onChange={(event) => change({ type: event.target.value })}
          >
            <option value="">Not recorded</option>
            {CSL_TYPES.map((type) => (
              <option key={type} value={type}>
                {CSL_TYPE_LABELS[type]}
              </option>
            ))}
            {state.type !== '' && !isCslType(state.type) && (
              <option value={state.type}>{state.type}</option>
            )}
          </select>
        )}
      </Field>
      <Field label="Title" className={styles.wide}>
        {(control) => (
          <textarea
            {...control}
            rows={1}
            className={styles.grows}
            value={state.lines.title ?? ''}
            onChange={(event) =>
              change({ lines: { ...state.lines, title: event.target.value.replace(/\n/g, ' ') } })
            }
          />
        )}
      </Field>
      <PeopleField people={state.people} onChange={(people) => change({ people })} />
      {fields.shown.map(renderField)}
      {fields.more.length > 0 && (
        <div className={styles.wide}>
          <button
            type="button"
            className={styles.more}
            aria-expanded={more}
            onClick={() => setMore(!more)}
          >
            {more ? 'Fewer fields' : 'More fields'}
          </button>
        </div>
      )}
      {more && fields.more.map(renderField)}
      {value.custom !== undefined && <Kept custom={value.custom} />}
    </div>
  );
}

function labelOf(type: string, field: FormField): string {
  return ownLabel(type, field) ?? (isDate(field) ? DATE_LABELS[field] : LINE_LABELS[field]);
}

interface FormLineProps {
  field: FormField;
  label: string;
  text: string;
  onChange: (text: string) => void;
}

function FormLine({ field, label, text, onChange }: FormLineProps) {
  const hint = isDate(field) ? dateHint(text) : lineHint(field, text);
  const note =
    hint === undefined ? undefined : (
      <span className={hint.kind === 'doubt' ? styles.doubt : undefined}>{hint.text}</span>
    );
  return (
    <Field
      label={label}
      hint={note}
      error={hint?.kind === 'wrong' ? hint.text : undefined}
      className={WIDE.has(field) ? styles.wide : undefined}
    >
      {(control) =>
        LONG.has(field) ? (
          <textarea
            {...control}
            rows={2}
            className={styles.grows}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input
            {...control}
            value={text}
            placeholder={isDate(field) ? 'Year, month, day: 2024-12-24' : undefined}
            onChange={(event) => onChange(event.target.value)}
            onBlur={() => {
              const tidy = isDate(field) ? text : tidyLine(field, text);
              if (tidy !== text) onChange(tidy);
            }}
          />
        )
      }
    </Field>
  );
}

/** What another program knew of the source and CSL has no field for. */
function Kept({ custom }: { custom: Readonly<Record<string, string>> }) {
  return (
    <section className={styles.wide} aria-label="Kept from another program">
      <h3 className={styles.keptTitle}>Kept from another program</h3>
      <dl className={styles.kept}>
        {Object.entries(custom).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
