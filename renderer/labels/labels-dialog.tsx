import { useState, type SyntheticEvent } from 'react';
import type { Label } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { attempt } from '../reader/attempt.ts';
import { Swatch } from '../reader/swatch.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './labels-dialog.module.css';

interface LabelsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const RULES: Readonly<Record<Label['pattern'], string>> = {
  solid: 'solid rule',
  dotted: 'dotted rule',
  dashed: 'dashed rule',
  double: 'double rule',
  wavy: 'wavy rule',
};

/** Gives the labels of highlights the researcher's own names. */
export function LabelsDialog({ open, onOpenChange }: LabelsDialogProps) {
  const labels = useCall('labels.list', {}).data;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Labels"
      description="What each colour of highlight stands for, in your own words. Keys 1 to 5 apply them."
      width="460px"
    >
      {labels !== undefined && <LabelsForm labels={labels} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function LabelsForm({ labels, onDone }: { labels: readonly Label[]; onDone: () => void }) {
  const [names, setNames] = useState<Partial<Record<Label['id'], string>>>({});
  const [busy, setBusy] = useState(false);
  const nameOf = ({ id, name }: Label) => names[id] ?? name;

  const save = async () => {
    setBusy(true);
    for (const label of labels) {
      const name = nameOf(label).trim();
      // An emptied field takes its name back.
      if (name === '' || name === label.name) continue;
      if ((await attempt('labels.rename', { id: label.id, name })) === undefined) {
        setBusy(false);
        return;
      }
    }
    onDone();
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <ul className={styles.list}>
        {labels.map((label, index) => (
          <li key={label.id} className={styles.row}>
            <Swatch label={label.id} pattern={label.pattern} size="large" />
            <input
              className={styles.input}
              aria-label={`Name of the ${label.id} label`}
              value={nameOf(label)}
              placeholder={label.name}
              maxLength={60}
              {...(index === 0 ? { 'data-autofocus': '' } : {})}
              onChange={({ target }) => setNames((now) => ({ ...now, [label.id]: target.value }))}
            />
            <span className={styles.rule}>
              {label.id}, {RULES[label.pattern]}
            </span>
            <kbd className={styles.key}>{index + 1}</kbd>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
