import { memo, useMemo, type ReactNode } from 'react';
import type { DocumentLayout } from '../../shared/document.ts';
import type { SourceDetail } from '../../shared/domain.ts';
import type { SpanIndex } from '../../shared/segments.ts';
import { BlockView, LeafView } from './block-view.tsx';
import { planDocument, signatureOf } from './document-plan.ts';
import type { Painting } from './leaf-text.tsx';
import { sourceFacts } from './source-facts.ts';
import styles from './document.module.css';

interface DocumentViewProps {
  source: SourceDetail;
  layout: DocumentLayout;
  index: SpanIndex;
  painting: Painting;
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
    <>
      <header className={styles.header}>
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
      {plan.blocks.map((planned, at) => (
        <BlockView
          key={at}
          block={planned.block}
          lines={planned.lines}
          signature={signatureOf(planned, index, painting)}
          {...context}
        />
      ))}
      {plan.blocks.length === 0 && <p className={styles.empty}>This source has no text.</p>}
    </>
  );
});
