import { FileUp } from 'lucide-react';
import { useRef, useState, type ClipboardEvent } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import { messageOf, uploadFile } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { Field } from '../dialogs/field.tsx';
import form from '../dialogs/form.module.css';
import { acceptOf } from '../import/accept.ts';
import { htmlWorthKeeping, type Pasted } from '../import/pasted.ts';
import { anchorsText } from '../review/pending.ts';
import { review } from '../review/reviewing.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { reviseSource, type Anchors } from './revise-source.ts';
import styles from './revise.module.css';

interface ReplaceDialogProps {
  sourceId: string;
  title: string;
  onClose: () => void;
}

/** Gives a source another text as a whole: pasted, or of a newer file. */
export function ReplaceDialog({ sourceId, title, onClose }: ReplaceDialogProps) {
  const [pasted, setPasted] = useState<Pasted>({ text: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [anchors, setAnchors] = useState<Anchors>();
  const input = useRef<HTMLInputElement>(null);
  const formats = useCall('imports.formats', {}).data ?? [];

  const run = async (by: () => Promise<CallInput<'sources.revise'>['by']>) => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      setAnchors(await reviseSource(sourceId, await by()));
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const isWhole = selectionEnd - selectionStart === value.length;
    const html = htmlWorthKeeping(event.clipboardData.getData('text/html'), isWhole);
    if (html === undefined) return;
    event.preventDefault();
    setPasted({ text: event.clipboardData.getData('text/plain'), html });
  };

  if (anchors !== undefined) {
    const waits = (anchors.review ?? 0) > 0;
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title="The text was replaced"
        width="520px"
        footer={
          <>
            {waits && <Button onClick={onClose}>Later</Button>}
            <Button
              key="next"
              variant="primary"
              autoFocus
              onClick={() => {
                onClose();
                if (waits) review(sourceId);
              }}
            >
              {waits ? 'Review' : 'Done'}
            </Button>
          </>
        }
      >
        <p role="status">{anchorsText(anchors)} The old text is among the revisions.</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Replace the text"
      description={`A newer or better text of “${title}”. It becomes a new revision; highlights are looked for in it, and the old text stays readable.`}
      width="640px"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={busy || pasted.text.trim() === ''}
            onClick={() => void run(() => Promise.resolve(pasted))}
          >
            Replace the text
          </Button>
        </>
      }
    >
      <div className={form.form}>
        {failure !== undefined && (
          <p className={form.failure} role="alert">
            {failure}
          </p>
        )}
        <Field
          label="Paste the new text"
          hint={pasted.html === undefined ? undefined : 'Headings, lists and links are kept.'}
        >
          {(control) => (
            <textarea
              {...control}
              className={styles.text}
              data-autofocus
              dir="auto"
              rows={10}
              value={pasted.text}
              onPaste={onPaste}
              onChange={(event) => setPasted({ text: event.target.value })}
            />
          )}
        </Field>
        <p className={styles.or}>
          Or take the text of a file:{' '}
          <Button disabled={busy} onClick={() => input.current?.click()}>
            <FileUp size={15} aria-hidden="true" /> Choose a newer file…
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="Newer file"
            accept={acceptOf(formats.filter(({ archive }) => archive !== true))}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) void run(async () => ({ upload: await uploadFile(file) }));
              // So that choosing the same file again is a change again.
              target.value = '';
            }}
          />
        </p>
      </div>
    </Dialog>
  );
}
