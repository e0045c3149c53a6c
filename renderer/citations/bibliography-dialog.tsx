import { Copy } from 'lucide-react';
import { CITATION_CREDIT, DEFAULT_STYLE } from '../../shared/citations.ts';
import { messageOf } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { write } from '../commands/write.ts';
import { RunLine } from '../metadata/run-line.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './bibliography-dialog.module.css';
import { copyEntries } from './copy-citations.ts';
import { StyleChoice, type Chosen } from './style-choice.tsx';

interface BibliographyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Without one, the style of the library is chosen, shown on a few of its sources. */
  caseId?: string | undefined;
}

/** As many of the library's sources as show a style. */
const SAMPLES = 12;

/** What the dialog is of: its list of works, what was chosen, and where that is kept. */
function useChoice(caseId: string | undefined) {
  const settings = useCall('settings.get', {}).data;
  const detail = useCall('cases.get', { id: caseId ?? '' }, { enabled: caseId !== undefined }).data;
  const sources = useCall('sources.list', {}, { enabled: caseId === undefined }).data;
  const sourceIds = sources?.slice(0, SAMPLES).map(({ id }) => id);
  const works = useCall(
    'citations.bibliography',
    { of: caseId === undefined ? { sourceIds: sourceIds ?? [] } : { caseId } },
    { enabled: caseId !== undefined || sourceIds !== undefined, keepPrevious: true },
  );
  const chosen: Chosen =
    caseId === undefined
      ? {
          style: settings?.citationStyle ?? DEFAULT_STYLE,
          locale: settings?.citationLocale ?? 'en-US',
        }
      : { style: detail?.citationStyle ?? null, locale: detail?.citationLocale ?? null };
  const change = ({ style, locale }: Partial<Chosen>) => {
    if (caseId !== undefined) {
      void write('cases.update', { id: caseId, citationStyle: style, citationLocale: locale });
      return;
    }
    void write('settings.update', {
      ...(style && { citationStyle: style }),
      ...(locale && { citationLocale: locale }),
    });
  };
  return { works, chosen, change };
}

function Works({ works }: { works: ReturnType<typeof useChoice>['works'] }) {
  if (works.error !== null) {
    return (
      <p role="alert" className={styles.failed}>
        {messageOf(works.error)}
      </p>
    );
  }
  if (works.data === undefined) return null;
  const { entries, hanging, labelWidth, locale } = works.data;
  if (entries.length === 0) {
    return (
      <p className={styles.empty}>
        There are no works to list: no sources are here yet, or this style has no bibliography.
      </p>
    );
  }
  const look = labelWidth > 0 ? styles.numbered : hanging ? styles.hanging : undefined;
  return (
    <ol className={`${styles.works} ${look ?? ''}`} lang={locale}>
      {entries.map(({ sourceId, label, runs }) => (
        <li key={sourceId}>
          {label !== undefined && (
            <span className={styles.label}>
              <RunLine runs={label} />
            </span>
          )}
          <span>
            <RunLine runs={runs} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The works of a case file as a list, in the style that is chosen beside it. */
export function BibliographyDialog({ open, onOpenChange, caseId }: BibliographyDialogProps) {
  const { works, chosen, change } = useChoice(caseId);
  const entries = works.data?.entries ?? [];
  const ofCase = caseId !== undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={ofCase ? 'Bibliography' : 'Citation style'}
      description={
        ofCase
          ? 'The style counts for the notes, the bibliography and the exports of this case file.'
          : 'The style counts wherever a case file has none of its own.'
      }
      width="900px"
      footer={
        <>
          <span className={styles.credit}>
            <a href={CITATION_CREDIT.href} target="_blank" rel="noreferrer">
              {CITATION_CREDIT.text}
            </a>
          </span>
          <Button
            variant="primary"
            disabled={entries.length === 0}
            onClick={() => void copyEntries(entries)}
          >
            <Copy size={15} aria-hidden /> {ofCase ? 'Copy bibliography' : 'Copy citations'}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <StyleChoice
          chosen={chosen}
          onChange={change}
          {...(ofCase ? { otherwise: 'As in the library' } : {})}
        />
        <section
          className={styles.frame}
          aria-label={ofCase ? 'Bibliography' : 'How it looks'}
          tabIndex={0}
        >
          <Works works={works} />
        </section>
      </div>
    </Dialog>
  );
}
