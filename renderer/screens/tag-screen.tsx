import { Hash } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useCall } from '../api/use-call.ts';
import { paths } from '../shell/paths.ts';
import { countText } from '../ui/counts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { HighlightQuote } from './items/highlight-quote.tsx';
import { NoteList } from './items/note-list.tsx';
import { SourceList } from './items/source-list.tsx';
import { useSort } from './items/use-sort.ts';
import { Screen } from './screen.tsx';
import styles from './tag-screen.module.css';

const SOURCE_SORTS = ['title', 'words', 'highlights', 'added'] as const;
const NOTE_SORTS = ['title', 'words', 'changed'] as const;

/** More highlights than these are only counted. */
const SHOWN = 100;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

/** Everything that carries a tag. */
export function TagScreen() {
  const { tag = '' } = useParams();
  const carries = ({ tags }: { tags: readonly string[] }) => tags.includes(tag);
  const sources = useCall('sources.list', { tag });
  const notes = useCall('notes.list', {}).data?.filter(carries);
  const highlights = useCall('highlights.list', {}).data?.filter(carries);
  const [sourceSort, setSourceSort] = useSort('tag-sources', 'title', SOURCE_SORTS);
  const [noteSort, setNoteSort] = useSort('tag-notes', 'title', NOTE_SORTS);
  if (sources.data === undefined || notes === undefined || highlights === undefined) return null;

  const counted = [
    countText(sources.data.length, 'source'),
    countText(highlights.length, 'highlight'),
    countText(notes.length, 'note'),
  ];
  if (sources.data.length + notes.length + highlights.length === 0) {
    return (
      <EmptyState
        page
        icon={<Hash size={24} />}
        title={`Nothing carries the tag “${tag}”`}
        text="Tags are given to sources in the inspector, to highlights in their comments, and to notes under their titles."
      />
    );
  }
  return (
    <Screen title={`#${tag}`} lead={counted.filter((text) => !text.startsWith('0 ')).join(' · ')}>
      {highlights.length > 0 && (
        <Section title="Highlights">
          <ul className={styles.quotes}>
            {highlights.slice(0, SHOWN).map((highlight) => (
              <HighlightQuote key={highlight.id} highlight={highlight} />
            ))}
          </ul>
          {highlights.length > SHOWN && (
            <p className={styles.more}>
              {countText(highlights.length - SHOWN, 'more highlight')}; all of them are under{' '}
              <Link to={paths.highlights}>Highlights</Link>.
            </p>
          )}
        </Section>
      )}
      {sources.data.length > 0 && (
        <Section title="Sources">
          <SourceList
            rows={sources.data.map((source) => ({ id: source.id, source }))}
            sort={sourceSort}
            onSort={(sort) => sort !== 'order' && setSourceSort(sort)}
          />
        </Section>
      )}
      {notes.length > 0 && (
        <Section title="Notes">
          <NoteList
            rows={notes.map((note) => ({ id: note.id, note }))}
            sort={noteSort}
            onSort={(sort) => sort !== 'order' && setNoteSort(sort)}
          />
        </Section>
      )}
    </Screen>
  );
}
