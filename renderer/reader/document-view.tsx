import { memo, useMemo, type CSSProperties, type ReactNode } from 'react';
import type { DocumentLayout } from '../../shared/document.ts';
import type { SourceDetail } from '../../shared/domain.ts';
import type { SpanIndex } from '../../shared/segments.ts';
import { BlockView, LeafView } from './block-view.tsx';
import { planDocument, signatureOf, type Chunk } from './document-plan.ts';
import type { Painting } from './leaf-text.tsx';
import { sourceFacts } from './source-facts.ts';
import { SourceLinks } from './source-links.tsx';
import styles from './document.module.css';

interface Context {
  layout: DocumentLayout;
  index: SpanIndex;
  painting: Painting;
}

interface ChunkViewProps extends Context {
  chunk: Chunk;
  /** Says in one string how the chunk is painted: it is drawn anew only when that changes. */
  signature: string;
}

/** A few screens of blocks, with a guess at their height until they are first laid out. */
const ChunkView = memo(
  function ChunkView({ chunk, layout, index, painting }: ChunkViewProps) {
    const { blocks, lines } = chunk;
    const style = {
      '--lines': lines,
      '--blocks': blocks.length,
    } as CSSProperties;
    return (
      <div className={styles.chunk} style={style} data-chunk="" data-to={chunk.end}>
        {blocks.map((planned, at) => (
          <BlockView
            key={at}
            block={planned.block}
            signature={signatureOf(planned, index, painting)}
            layout={layout}
            index={index}
            painting={painting}
          />
        ))}
      </div>
    );
  },
  (before, after) => before.chunk === after.chunk && before.signature === after.signature,
);

interface DocumentViewProps extends Context {
  source: SourceDetail;
}

/** A source to read: its title, what is known of it, and its text with the highlights painted. */
export const DocumentView = memo(function DocumentView(props: DocumentViewProps): ReactNode {
  const { source, layout, index, painting } = props;
  const plan = useMemo(
    () => planDocument(source.document, layout, source.title),
    [source.document, layout, source.title],
  );
  const context = { layout, index, painting };
  return (
    <SourceLinks layout={layout}>
      <header
        className={styles.header}
        data-to={plan.title === undefined ? undefined : layout.leafOf.get(plan.title)?.end}
      >
        {plan.title === undefined ? (
          <h1 className={styles.title} dir="auto">
            {source.title}
          </h1>
        ) : (
          <LeafView owner={plan.title} as="h1" className={styles.title} {...context} />
        )}
        <p className={styles.facts} lang="en" dir="ltr">
          {sourceFacts({ ...source, words: source.revision.words }).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </header>
      {plan.chunks.map((chunk, at) => (
        <ChunkView
          key={at}
          chunk={chunk}
          signature={signatureOf(chunk, index, painting)}
          {...context}
        />
      ))}
      {plan.chunks.length === 0 && <p className={styles.empty}>This source has no text.</p>}
    </SourceLinks>
  );
});
