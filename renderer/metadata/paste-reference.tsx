import { useState } from 'react';
import type { ReadReference } from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import { invoke } from '../api/client.ts';
import { Field } from '../dialogs/field.tsx';
import { Button } from '../ui/button.tsx';
import styles from './paste-reference.module.css';
import { referenceChanges, withReference } from './reference-changes.ts';

interface PasteReferenceProps {
  present: Csl;
  onFill: (csl: Csl, tags: readonly string[]) => void;
  onCancel: () => void;
}

/** Takes a reference as another program wrote it, shows what it would change, and fills it in. */
export function PasteReference({ present, onFill, onCancel }: PasteReferenceProps) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string>();
  const [read, setRead] = useState<readonly ReadReference[]>([]);
  const [chosen, setChosen] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());

  const look = async (pasted: string) => {
    setText(pasted);
    setFailure(undefined);
    setRead([]);
    setLeft(new Set());
    setChosen(0);
    if (pasted.trim() === '') return;
    const result = await invoke('citations.read', { text: pasted });
    if (result.ok) setRead(result.value);
    else setFailure(result.error.message);
  };
  const reference = read[chosen];
  const changes = reference === undefined ? [] : referenceChanges(present, reference.csl);
  const wanted = changes.filter(({ key }) => !left.has(key));
  const fill = () => {
    if (reference === undefined) return;
    const keys = new Set(wanted.map(({ key }) => key));
    onFill(withReference(present, reference.csl, keys), reference.tags);
  };
  return (
    <div className={styles.paste}>
      <Field
        label="Reference"
        hint="BibTeX, RIS, CSL-JSON, PubMed or EndNote XML, as another program or a website gives it."
        error={failure}
      >
        {(control) => (
          <textarea
            {...control}
            className={styles.text}
            autoFocus
            spellCheck={false}
            rows={6}
            value={text}
            onChange={(event) => void look(event.target.value)}
          />
        )}
      </Field>
      {read.length > 1 && (
        <Field label={`Which of the ${read.length}?`}>
          {(control) => (
            <select
              {...control}
              value={chosen}
              onChange={(event) => {
                setChosen(Number(event.target.value));
                setLeft(new Set());
              }}
            >
              {read.map(({ csl }, index) => (
                <option key={index} value={index}>
                  {csl.title}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {reference !== undefined && (
        <section className={styles.changes} aria-label="What will change">
          <h3>
            {changes.length === 0
              ? `This ${reference.format} says nothing that isn’t here already.`
              : `${reference.format}: what will change`}
          </h3>
          <ul>
            {changes.map(({ key, label, before, after }) => (
              <li key={key}>
                <label>
                  <input
                    type="checkbox"
                    checked={!left.has(key)}
                    onChange={() => {
                      const next = new Set(left);
                      if (!next.delete(key)) next.add(key);
                      setLeft(next);
                    }}
                  />
                  <span className={styles.name}>{label}</span>
                </label>
                <span className={styles.values}>
                  {before !== '' && <del>{before}</del>}
                  <ins>{after}</ins>
                </span>
              </li>
            ))}
          </ul>
          {reference.tags.length > 0 && <p>Tags: {reference.tags.join(', ')}</p>}
          {reference.warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
        </section>
      )}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>Back to the form</Button>
        <Button variant="primary" disabled={wanted.length === 0} onClick={fill}>
          Fill in
        </Button>
      </div>
    </div>
  );
}
