import { FileText, NotebookPen, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Highlight, NoteSummary, SourceSummary } from '../../../shared/domain.ts';
import { runCommand } from '../../commands/registry.ts';
import { paths } from '../../shell/paths.ts';
import { Button } from '../../ui/button.tsx';
import { countText } from '../../ui/counts.ts';
import { dayText } from '../../ui/dates.ts';
import { HighlightQuote } from '../items/highlight-quote.tsx';
import { NoteFacts } from '../items/note-facts.tsx';
import { SourceFacts } from '../items/source-facts.tsx';
import styles from './sections.module.css';

interface SectionProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

function Section({ title, action, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header className={styles.header}>
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}

interface RowProps {
  to: string;
  icon: ReactNode;
  title: string;
  /** At the right of the title. */
  fact: string;
  children: ReactNode;
}

function Row({ to, icon, title, fact, children }: RowProps) {
  return (
    <li>
      <Link to={to} className={styles.row}>
        <span className={styles.icon}>{icon}</span>
        <span className={styles.body}>
          <span className={styles.title} title={title}>
            {title}
          </span>
          {children}
        </span>
        <span className={styles.fact}>{fact}</span>
      </Link>
    </li>
  );
}

function More({ count, to, noun }: { count: number; to: string; noun: string }) {
  if (count <= 0) return null;
  return (
    <Link to={to} className={styles.more}>
      {countText(count, `more ${noun}`)}
    </Link>
  );
}

interface ListProps {
  caseId: string;
  /** How many there are beyond those given. */
  more: number;
}

/** Where to go on reading. */
export function Sources({ caseId, sources, more }: ListProps & { sources: SourceSummary[] }) {
  return (
    <Section
      title="Continue reading"
      action={
        <Button variant="quiet" onClick={() => runCommand('source.add')}>
          <Plus size={15} aria-hidden />
          Add source
        </Button>
      }
    >
      {sources.length === 0 && (
        <p className={styles.none}>
          No sources yet. Paste an article or add files, then read and highlight what matters.
        </p>
      )}
      <ul>
        {sources.map((source) => (
          <Row
            key={source.id}
            to={paths.source(source.id, { caseId })}
            icon={<FileText size={16} aria-hidden />}
            title={source.title}
            fact={source.highlights === 0 ? '' : countText(source.highlights, 'highlight')}
          >
            <SourceFacts source={source} />
          </Row>
        ))}
      </ul>
      <More count={more} to={paths.caseSources(caseId)} noun="source" />
    </Section>
  );
}

/** The notes of the case file. */
export function Notes({ caseId, notes, more }: ListProps & { notes: NoteSummary[] }) {
  return (
    <Section
      title="Notes"
      action={
        <Button variant="quiet" onClick={() => runCommand('note.new')}>
          <Plus size={15} aria-hidden />
          New note
        </Button>
      }
    >
      {notes.length === 0 && (
        <p className={styles.none}>No notes yet. Write down what you think, ask or conclude.</p>
      )}
      <ul>
        {notes.map((note) => (
          <Row
            key={note.id}
            to={paths.note(note.id, { caseId })}
            icon={<NotebookPen size={16} aria-hidden />}
            title={note.title === '' ? 'Untitled' : note.title}
            fact={dayText(note.updatedAt)}
          >
            <NoteFacts note={note} />
          </Row>
        ))}
      </ul>
      <More count={more} to={paths.caseNotes(caseId)} noun="note" />
    </Section>
  );
}

interface HighlightsProps {
  caseId: string;
  highlights: Highlight[];
  /** They have been read. */
  known: boolean;
}

/** The highlights that were made or changed last. */
export function Highlights({ caseId, highlights, known }: HighlightsProps) {
  return (
    <Section title="Recent highlights">
      {known && highlights.length === 0 && (
        <p className={styles.none}>
          Nothing highlighted yet. Open a source and select a passage that matters.
        </p>
      )}
      <ul className={styles.quotes}>
        {highlights.map((highlight) => (
          <HighlightQuote key={highlight.id} highlight={highlight} caseId={caseId} />
        ))}
      </ul>
    </Section>
  );
}
