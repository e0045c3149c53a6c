import { Copy } from 'lucide-react';
import { useDeferredValue, useId } from 'react';
import { CITATION_CREDIT, CITATION_LOCALES, type CitationLocale } from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import { messageOf } from '../api/client.ts';
import { useCall, useWrite } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './citation-preview.module.css';
import { RunLine } from './run-line.tsx';

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify({ kind: 'info', text: 'The citation is on the clipboard.' });
  } catch {
    notify({ kind: 'error', text: `The clipboard can’t be written to. The citation is: ${text}` });
  }
}

/** A source as it will be cited, while its metadata is written; style and language are kept. */
export function CitationPreview({ csl }: { csl: Csl }) {
  const settings = useCall('settings.get', {}).data;
  const styleList = useCall('citations.styles', {}).data;
  const update = useWrite('settings.update');
  const styleId = useId();
  const localeId = useId();
  const style = settings?.citationStyle ?? 'apa';
  const locale = settings?.citationLocale ?? 'en-US';
  // Typing never waits for the citation.
  const items = [useDeferredValue(csl)];
  const set = useCall(
    'citations.format',
    { of: { items }, style, locale },
    { enabled: settings !== undefined, keepPrevious: true },
  );
  const entry = set.data?.bibliography[0]?.runs ?? [];
  const inText = set.data?.inText ?? [];
  return (
    <section className={styles.preview} aria-label="Citation">
      <div className={styles.choices}>
        <label htmlFor={styleId}>Style</label>
        <select
          id={styleId}
          value={style}
          onChange={(event) => update.mutate({ citationStyle: event.target.value })}
        >
          {(styleList ?? []).map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
        <label htmlFor={localeId}>Language</label>
        <select
          id={localeId}
          value={locale}
          onChange={(event) =>
            update.mutate({ citationLocale: event.target.value as CitationLocale })
          }
        >
          {CITATION_LOCALES.map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {set.error !== null && (
        <p className={styles.failed} role="alert">
          {messageOf(set.error)}
        </p>
      )}
      <h3 className={styles.heading}>
        In the bibliography
        <Button
          variant="icon"
          label="Copy the citation"
          onClick={() => void copy(entry.map(({ text }) => text).join(''))}
        >
          <Copy size={14} />
        </Button>
      </h3>
      <p className={styles.entry} data-testid="citation" lang={locale}>
        <RunLine runs={entry} />
      </p>
      <h3 className={styles.heading}>In the text</h3>
      <p className={styles.entry} lang={locale}>
        <RunLine runs={inText} />
      </p>
      <p className={styles.credit}>
        <a href={CITATION_CREDIT.href} target="_blank" rel="noreferrer">
          {CITATION_CREDIT.text}
        </a>
      </p>
    </section>
  );
}
