import { Copy, Download } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { layoutDocument } from '../../shared/document.ts';
import type { SourceInfo } from '../../shared/domain.ts';
import { ROUTES } from '../../shared/routes.ts';
import { useCall } from '../api/use-call.ts';
import { numberText } from '../ui/counts.ts';
import { whenText } from '../ui/dates.ts';
import { notify } from '../ui/toast.tsx';
import { sizeText } from './size-text.ts';
import styles from './details.module.css';

async function copyHash(hash: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(hash);
    notify({ kind: 'info', text: 'The SHA-256 of the text is on the clipboard.' });
  } catch {
    notify({ kind: 'error', text: `The clipboard can't be written to. The SHA-256 is ${hash}` });
  }
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className={styles.label}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}

/** What can be counted or checked of a source. */
export function DetailsFacts({ source }: { source: SourceInfo }) {
  const { revision, revisions, original } = source;
  const { data: text } = useCall('sources.revision', { id: source.id, number: revision.number });
  const paragraphs = useMemo(
    () =>
      text && layoutDocument(text.document).leaves.findLast((leaf) => leaf.paragraph)?.paragraph,
    [text],
  );
  return (
    <section aria-labelledby="details-facts">
      <h2 id="details-facts" className={styles.heading}>
        Text
      </h2>
      <dl className={styles.facts}>
        <Fact name="Words">{numberText(revision.words)}</Fact>
        <Fact name="Paragraphs">{text && numberText(paragraphs ?? 0)}</Fact>
        <Fact name="Revision">
          {revision.number} of {revisions}
        </Fact>
        <Fact name="SHA-256">
          <code className={styles.hash} title={revision.textSha256}>
            {revision.textSha256.slice(0, 12)}…
          </code>
          <button
            type="button"
            className={styles.copy}
            aria-label="Copy the SHA-256 of the text"
            title="Copy"
            onClick={() => void copyHash(revision.textSha256)}
          >
            <Copy size={13} aria-hidden="true" />
          </button>
        </Fact>
        <Fact name="Original">
          {original === undefined ? (
            <span className={styles.quiet}>No file: the text was pasted</span>
          ) : (
            <a
              className={styles.download}
              href={ROUTES.file(original.sha256)}
              download={original.name}
              title={original.name}
            >
              <Download size={13} aria-hidden="true" />
              <span>{original.name}</span>
              <small>{sizeText(original.bytes)}</small>
            </a>
          )}
        </Fact>
        <Fact name="Added">{whenText(source.createdAt)}</Fact>
      </dl>
    </section>
  );
}
