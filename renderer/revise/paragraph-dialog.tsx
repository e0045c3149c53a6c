import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import type { Leaf } from '../../shared/document.ts';
import { Field } from '../dialogs/field.tsx';
import form from '../dialogs/form.module.css';
import { editsBetween } from '../review/word-diff.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { reviseSource, tellOfRevision } from './revise-source.ts';
import styles from './revise.module.css';

interface ParagraphDialogProps {
  sourceId: string;
  leaf: Leaf;
  onClose: () => void;
}

const NAMES: Readonly<Record<Leaf['kind'], string>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  code: 'code',
  cell: 'cell',
  caption: 'caption',
};

/** Corrects one paragraph of a source: its text alone, its form stays. */
export function ParagraphDialog({ sourceId, leaf, onClose }: ParagraphDialogProps) {
  const before = leaf.runs.map((run) => run.text).join('');
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  // A blank line would part paragraphs, which one paragraph can't be made of.
  const after = leaf.kind === 'code' ? text : text.replace(/\n\s*\n+/g, '\n').trim();
  const number = leaf.paragraph === undefined ? '' : ` ¶ ${leaf.paragraph}`;
  const name = NAMES[leaf.kind];

  const save = async () => {
    if (busy) return;
    const edits = editsBetween(before, after, leaf.start);
    if (edits.length === 0) {
      onClose();
      return;
    }
    setBusy(true);
    const anchors = await reviseSource(sourceId, { edits });
    setBusy(false);
    if (anchors === undefined) return;
    onClose();
    tellOfRevision(sourceId, anchors);
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit the ${name}${number}`}
      description="The text becomes a new revision; the old one stays readable, and highlights keep their places."
      width="640px"
    >
      <form className={form.form} onSubmit={onSubmit}>
        <Field
          label="Text"
          hint={
            after === '' ? `An empty ${name} goes away with this revision.` : 'Formatting stays.'
          }
        >
          {(control) => (
            <textarea
              {...control}
              className={styles.text}
              data-autofocus
              dir="auto"
              rows={9}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
            />
          )}
        </Field>
        <div className={form.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy || after === before}>
            Save as a new revision
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
