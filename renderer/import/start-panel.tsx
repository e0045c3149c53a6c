import { FileUp, FolderUp } from 'lucide-react';
import { useRef, type ClipboardEvent } from 'react';
import { useCall } from '../api/use-call.ts';
import { Field } from '../dialogs/field.tsx';
import { Button } from '../ui/button.tsx';
import { acceptOf, kindsText } from './accept.ts';
import { arrivalsOf, type Arrival } from './arrivals.ts';
import { pastedOf, type Pasted } from './pasted.ts';
import styles from './start-panel.module.css';
import { ReadingLimits } from './reading-limits.tsx';

interface StartPanelProps {
  text: string;
  onText: (text: string) => void;
  /** Why the text was refused. */
  error: string | undefined;
  onFiles: (arrivals: readonly Arrival[]) => void;
  onPasted: (pasted: Pasted) => void;
}

/** Where an import begins: paste, choose files or a folder; dropping works everywhere. */
export function StartPanel({ text, onText, error, onFiles, onPasted }: StartPanelProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement | null>(null);
  const formats = useCall('imports.formats', {}).data ?? [];

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const found = pastedOf(event.clipboardData);
    // Into a text that is being written, a paste is a part of it.
    if (found === undefined || text.trim() !== '') return;
    event.preventDefault();
    if ('files' in found) onFiles(found.files);
    else onPasted(found.pasted);
  };
  const take = (input: HTMLInputElement) => {
    const arrivals = arrivalsOf(input.files ?? []);
    // So that choosing the same file again is a change again.
    input.value = '';
    if (arrivals.length > 0) onFiles(arrivals);
  };

  return (
    <div className={styles.start}>
      <Field label="Paste an article or a text" error={error}>
        {(control) => (
          <textarea
            {...control}
            data-autofocus
            dir="auto"
            className={styles.area}
            rows={7}
            value={text}
            placeholder="Copy it from a web page, a document or a mail, and paste it here."
            onPaste={onPaste}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.files}>
        <p>
          Or drop files and folders anywhere on the window
          {formats.length > 0 && <span className={styles.formats}>{kindsText(formats)}</span>}
        </p>
        <div className={styles.buttons}>
          <Button onClick={() => files.current?.click()}>
            <FileUp size={15} aria-hidden />
            Choose files…
          </Button>
          <Button onClick={() => folder.current?.click()}>
            <FolderUp size={15} aria-hidden />
            Choose a folder…
          </Button>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label="Files to add"
          accept={acceptOf(formats)}
          onChange={({ target }) => take(target)}
        />
        <input
          ref={(input) => {
            folder.current = input;
            // No property of React's, though every browser has it.
            input?.setAttribute('webkitdirectory', '');
          }}
          type="file"
          hidden
          aria-label="Folder to add"
          onChange={({ target }) => take(target)}
        />
      </div>
      <ReadingLimits />
    </div>
  );
}
