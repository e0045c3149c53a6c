import { NotebookPen } from 'lucide-react';
import { dateText, nameText, type Csl } from '../../shared/csl.ts';
import {
  CSL_TYPE_LABELS,
  DATE_VARIABLES,
  isCslType,
  NAME_VARIABLES,
} from '../../shared/csl-variables.ts';
import type { SourceInfo } from '../../shared/domain.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { DATE_LABELS, LINE_LABELS, ROLE_LABELS } from '../metadata/csl-labels.ts';
import { fieldsFor, ownLabel } from '../metadata/type-fields.ts';
import { openDialog } from '../shell/open-dialog.ts';
import styles from './details.module.css';

interface Fact {
  label: string;
  text: string;
  href?: string | undefined;
}

/** What is recorded of a source, in the order of its type; the title is read above its text. */
export function recorded(csl: Csl): Fact[] {
  const type = csl.type ?? '';
  const { shown } = fieldsFor(type, (field) => csl[field] !== undefined);
  const people = NAME_VARIABLES.filter((role) => (csl[role] ?? []).length > 0);
  return [
    ...(type === ''
      ? []
      : [{ label: 'Type', text: isCslType(type) ? CSL_TYPE_LABELS[type] : type }]),
    ...people.map((role) => ({
      label: ROLE_LABELS[role],
      text: (csl[role] ?? []).map(nameText).join('\n'),
    })),
    ...shown.flatMap((field): Fact[] => {
      const date = DATE_VARIABLES.find((name) => name === field);
      if (date !== undefined) {
        const text = dateText(csl[date]);
        return text === '' ? [] : [{ label: ownLabel(type, field) ?? DATE_LABELS[date], text }];
      }
      const line = field as keyof typeof LINE_LABELS;
      const text = csl[line] ?? '';
      if (text === '' || line === 'keyword') return [];
      const address =
        line === 'DOI' ? `https://doi.org/${text}` : line === 'URL' ? text : undefined;
      const href = address !== undefined && isAllowedHref(address) ? address : undefined;
      return [{ label: ownLabel(type, field) ?? LINE_LABELS[line], text, href }];
    }),
  ];
}

/** The metadata of a source to read, with the way to change it. */
export function DetailsSummary({ source }: { source: SourceInfo }) {
  const facts = recorded(source.csl);
  return (
    <section aria-label="Metadata">
      <dl className={styles.facts}>
        {facts.map(({ label, text, href }) => (
          <div key={label} className={styles.fact}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.recorded}>
              {href === undefined ? (
                text
              ) : (
                <a href={href} target="_blank" rel="noreferrer">
                  {text}
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {facts.length === 0 && (
        <p className={styles.quiet}>Nothing is recorded of who wrote it, where and when.</p>
      )}
      <button
        type="button"
        className={styles.addCase}
        onClick={() => openDialog.set({ name: 'details', sourceId: source.id })}
      >
        <NotebookPen size={13} aria-hidden="true" /> Edit details…
      </button>
    </section>
  );
}
