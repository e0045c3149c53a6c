import { DropdownMenu } from 'radix-ui';
import { Check, Pencil } from 'lucide-react';
import type { Label, LabelId } from '../../shared/domain.ts';
import { runCommand } from '../commands/registry.ts';
import { LABEL_ORDER } from '../reader/highlight-actions.ts';
import { Swatch } from '../reader/swatch.tsx';
import base from '../ui/menu.module.css';
import styles from './annotation-list.module.css';

interface LabelMenuProps {
  labels: readonly Label[];
  current: LabelId;
  onPick: (label: LabelId) => void;
}

/** Gives a highlight another label. */
export function LabelMenu({ labels, current, onPick }: LabelMenuProps) {
  const nameOf = (id: LabelId) => labels.find((label) => label.id === id)?.name ?? id;
  const patternOf = (id: LabelId) => labels.find((label) => label.id === id)?.pattern;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          className={styles.tool}
          aria-label={`Label: ${nameOf(current)}`}
          title="Change the label"
        >
          <Swatch label={current} pattern={patternOf(current)} />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={base.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            value={current}
            onValueChange={(value) => {
              const id = LABEL_ORDER.find((one) => one === value);
              if (id !== undefined) onPick(id);
            }}
          >
            {LABEL_ORDER.map((id, index) => (
              <DropdownMenu.RadioItem key={id} value={id} className={base.item}>
                <span className={base.icon}>
                  <Swatch label={id} pattern={patternOf(id)} />
                </span>
                <span className={base.label}>{nameOf(id)}</span>
                <DropdownMenu.ItemIndicator>
                  <Check size={14} aria-hidden="true" />
                </DropdownMenu.ItemIndicator>
                <kbd className={base.keys}>{index + 1}</kbd>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className={base.line} />
          <DropdownMenu.Item
            className={base.item}
            onSelect={() => void runCommand('labels.rename')}
          >
            <span className={base.icon}>
              <Pencil size={14} aria-hidden="true" />
            </span>
            <span className={base.label}>Name the labels…</span>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
