import type { CaseDetail, ExportOptions } from '../../shared/domain.ts';
import { countText } from '../ui/counts.ts';
import type { Contents } from './export-choice.ts';
import styles from './export-summary.module.css';

interface ExportSummaryProps {
  caseFile: CaseDetail;
  contents: Contents;
  options: ExportOptions;
}

const EXTENT_WORDS: Readonly<Record<ExportOptions['extent'], string>> = {
  full: 'in full',
  excerpts: 'in excerpts',
  quotations: 'as quotations',
};

/** What will stand in the file, in the order of its pages. */
function parts(contents: Contents, options: ExportOptions): string[] {
  const { words, highlights, comments, notes } = contents;
  const sources = options.extent === 'full' ? contents.sources : contents.highlighted;
  const withSources = options.sources && sources > 0;
  return [
    'Cover and contents',
    options.notes && notes > 0 && countText(notes, 'note'),
    withSources &&
      `${countText(sources, 'source')} ${EXTENT_WORDS[options.extent]}` +
        (options.extent === 'full' ? `, ${countText(words, 'word')}` : ''),
    withSources && highlights > 0 && `${countText(highlights, 'highlight')}, numbered`,
    withSources && options.annotations && comments > 0 && countText(comments, 'comment'),
    'Export record',
  ].filter((part) => part !== false);
}

/** A small picture of the cover, and the list of what follows it. */
export function ExportSummary({ caseFile, contents, options }: ExportSummaryProps) {
  return (
    <section className={styles.summary} aria-label="What will be in the file">
      <div className={styles.page} data-paper={options.paper} aria-hidden>
        <span className={styles.kind}>Case file</span>
        <span className={styles.title}>{caseFile.title}</span>
        {caseFile.question !== '' && <span className={styles.question}>{caseFile.question}</span>}
        <span className={styles.rule} />
      </div>
      <ol className={styles.parts}>
        {parts(contents, options).map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ol>
    </section>
  );
}
