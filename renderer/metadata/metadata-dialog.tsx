import { ClipboardPaste } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Csl } from '../../shared/csl.ts';
import type { SourceInfo } from '../../shared/domain.ts';
import { contract } from '../../shared/contract.ts';
import { invoke } from '../api/client.ts';
import { refresh, useCall } from '../api/use-call.ts';
import { TagsField } from '../tags/tags-field.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/toast.tsx';
import { CitationPreview } from './citation-preview.tsx';
import { lineHint } from './field-hints.ts';
import { changesBetween, sameText } from './form-state.ts';
import { MetadataForm } from './metadata-form.tsx';
import styles from './metadata-dialog.module.css';
import { PasteReference } from './paste-reference.tsx';

interface MetadataDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  sourceId: string;
}

/** Edits everything that is known of a source, with its citation beside it; saved as one step. */
export function MetadataDialog({ open, onOpenChange, sourceId }: MetadataDialogProps) {
  if (!open) return null;
  return <ReadDialog key={sourceId} sourceId={sourceId} onClose={() => onOpenChange(false)} />;
}

interface ReadDialogProps {
  sourceId: string;
  onClose: () => void;
}

/** Opens on what is known now: what was saved a moment ago may still be on its way here. */
function ReadDialog({ sourceId, onClose }: ReadDialogProps) {
  const { data, isFetching } = useCall('sources.get', { id: sourceId });
  const [source, setSource] = useState<SourceInfo>();
  if (source === undefined && data !== undefined && !isFetching) setSource(data);
  return source === undefined ? null : <OpenDialog source={source} onClose={onClose} />;
}

function OpenDialog({ source, onClose }: { source: SourceInfo; onClose: () => void }) {
  // What was there when the form was opened: a change made elsewhere meanwhile is not undone.
  const [before] = useState<{ csl: Csl; tags: readonly string[] }>(() => ({
    csl: { ...source.csl, title: source.csl.title ?? source.title },
    tags: source.tags,
  }));
  const [csl, setCsl] = useState(before.csl);
  const [tags, setTags] = useState(before.tags);
  const [pasting, setPasting] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);

  const changes = changesBetween(before.csl, csl);
  const retagged = sameText(tags) !== sameText(before.tags);
  const changed = Object.keys(changes).length > 0 || retagged;
  const close = () => {
    if (pasting) setPasting(false);
    else if (changed && !leaving) setLeaving(true);
    else onClose();
  };
  const save = async () => {
    if (!changed) {
      onClose();
      return;
    }
    if ((csl.title ?? '') === '') {
      setFailure('A source needs a title. Write one, or take what it is about.');
      return;
    }
    if (lineHint('URL', csl.URL ?? '')?.kind === 'wrong') {
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      setFailure('The address is no web address yet: it begins with https:// or http://.');
      return;
    }
    setBusy(true);
    const result = await invoke('sources.update', {
      id: source.id,
      csl: changes,
      ...(retagged ? { tags: [...tags] } : {}),
    });
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error.message);
      return;
    }
    refresh(contract['sources.update'].topics);
    notify({ kind: 'info', text: 'The details are saved.' });
    onClose();
  };

  const footer = leaving ? (
    <>
      <p className={styles.ask} role="alert">
        Your changes aren’t saved yet.
      </p>
      <Button onClick={onClose}>Discard them</Button>
      <Button variant="primary" autoFocus onClick={() => setLeaving(false)}>
        Keep editing
      </Button>
    </>
  ) : (
    <>
      {failure !== undefined && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <Button onClick={close}>Cancel</Button>
      <Button variant="primary" disabled={busy} onClick={() => void save()}>
        Save
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={close}
      title={pasting ? 'Paste a reference' : 'Details of the source'}
      width="1040px"
      fill
      {...(pasting ? {} : { footer })}
    >
      <div className={styles.columns}>
        <div className={styles.form} ref={form} data-pasting={pasting || undefined}>
          {pasting ? (
            <PasteReference
              present={csl}
              onCancel={() => setPasting(false)}
              onFill={(filled, found) => {
                setCsl(filled);
                setTags([...new Set([...tags, ...found])]);
                setPasting(false);
              }}
            />
          ) : (
            <>
              <Button className={styles.pasteButton} onClick={() => setPasting(true)}>
                <ClipboardPaste size={14} aria-hidden="true" /> Paste reference…
              </Button>
              <MetadataForm
                value={csl}
                onChange={(next) => {
                  setCsl(next);
                  setFailure(undefined);
                }}
              />
              <div className={styles.tags}>
                <h3>Tags</h3>
                <TagsField label="Tags" tags={tags} onChange={setTags} />
              </div>
            </>
          )}
        </div>
        <div className={styles.aside}>
          <CitationPreview csl={csl} />
        </div>
      </div>
    </Dialog>
  );
}
