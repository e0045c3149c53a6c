import type { CaseDetail } from '../../../shared/domain.ts';
import { write } from '../../commands/write.ts';
import { PlainTextField } from '../../ui/plain-text-field.tsx';
import styles from './case-heading.module.css';

/** The title and the research question, which are edited where they stand. */
export function CaseHeading({ detail: { id, title, question } }: { detail: CaseDetail }) {
  return (
    <header className={styles.heading}>
      <h1 className="visually-hidden">{title}</h1>
      <PlainTextField
        className={styles.title}
        label="Title of the case file"
        value={title}
        required
        maxLength={500}
        onSave={(text) => void write('cases.update', { id, title: text })}
      />
      <PlainTextField
        className={styles.question}
        label="Research question"
        placeholder="What do you want to find out? Write the research question here."
        value={question}
        maxLength={2000}
        onSave={(text) => void write('cases.update', { id, question: text })}
      />
    </header>
  );
}
