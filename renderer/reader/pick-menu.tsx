import { DropdownMenu } from 'radix-ui';
import type { Highlight } from '../../shared/domain.ts';
import { Swatch } from './swatch.tsx';
import base from '../ui/menu.module.css';
import styles from './menu.module.css';

export interface Pick {
  /** Where the click was, in CSS pixels of the window. */
  x: number;
  y: number;
  highlights: readonly Highlight[];
}

interface PickMenuProps {
  pick: Pick | undefined;
  onClose: () => void;
  onPick: (highlight: Highlight) => void;
}

/** Lists the highlights that lie where the researcher clicked, when there are several. */
export function PickMenu({ pick, onClose, onPick }: PickMenuProps) {
  if (pick === undefined) return null;
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          className={styles.point}
          style={{ left: pick.x, top: pick.y }}
          tabIndex={-1}
          aria-label="Highlights here"
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={base.menu}
          align="start"
          sideOffset={12}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <DropdownMenu.Label className={styles.heading}>
            {pick.highlights.length} highlights here
          </DropdownMenu.Label>
          {pick.highlights.map((highlight) => (
            <DropdownMenu.Item
              key={highlight.id}
              className={base.item}
              onSelect={() => onPick(highlight)}
            >
              <Swatch label={highlight.label} />
              <span className={`${base.label} ${styles.quote}`}>
                {highlight.passages.map(({ exact }) => exact).join(' … ')}
              </span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
