import { useState } from 'react';
import { platformOf } from '../../shared/commands.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from './field.tsx';
import { shortcutGroups } from './shortcut-list.ts';
import styles from './shortcuts-dialog.module.css';

interface ShortcutsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** All commands and their keys, from the command table. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" width="760px">
      <Shortcuts />
    </Dialog>
  );
}

function Shortcuts() {
  const [filter, setFilter] = useState('');
  const groups = shortcutGroups(platformOf(navigator.platform), filter);
  return (
    <>
      <Field label="Filter" className={styles.filter}>
        {(control) => (
          <input
            {...control}
            data-autofocus
            value={filter}
            placeholder="A command, or a key"
            onChange={(event) => setFilter(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.scroller} tabIndex={0} role="region" aria-label="Commands and keys">
        <div className={styles.groups}>
          {groups.map((group) => (
            <section key={group.label} className={styles.group} aria-label={group.label}>
              <h3>{group.label}</h3>
              <dl>
                {group.rows.map(({ command, keys }) => (
                  <div key={command.id} className={styles.row}>
                    <dt>{command.label}</dt>
                    <dd>
                      {keys.map((shortcut) => (
                        <kbd key={shortcut}>{shortcut}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        {groups.length === 0 && <p role="status">No command and no key is called that.</p>}
      </div>
    </>
  );
}
