import { Tooltip } from 'radix-ui';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** `plain` has a hairline, `primary` is the one main action, `quiet` is text, `icon` a square. */
  variant?: 'plain' | 'primary' | 'quiet' | 'danger' | 'icon';
  /** The accessible name; a must on icon buttons, where it is the tooltip too. */
  label?: string;
  /** Shown in the tooltip after the label, as "Ctrl K". */
  shortcut?: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** Every button of the program; icon buttons carry their name as a tooltip. */
export function Button({ variant = 'plain', label, shortcut, className, ...rest }: ButtonProps) {
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={[styles.button, styles[variant], className].filter(Boolean).join(' ')}
    />
  );
  if (label === undefined) return button;
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{button}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.tooltip} sideOffset={6} collisionPadding={8}>
          {label}
          {shortcut !== undefined && shortcut !== '' && <kbd>{shortcut}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
