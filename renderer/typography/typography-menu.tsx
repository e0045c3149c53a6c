import { ALargeSmall, Minus, Plus } from 'lucide-react';
import { Popover, ToggleGroup } from 'radix-ui';
import { useId, useState, type ReactNode } from 'react';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { nextReadingSize } from '../commands/reading-size.ts';
import { useCommand } from '../commands/registry.ts';
import { write } from '../commands/write.ts';
import { Button } from '../ui/button.tsx';
import { nextLeading, nextMeasure } from './typography.ts';
import styles from './typography-menu.module.css';

function change(settings: Partial<Settings>): void {
  void write('settings.update', settings);
}

/** A row with its name at the left. */
function Named({ name, children }: { name: string; children: ReactNode }) {
  const id = useId();
  return (
    <div className={styles.row} role="group" aria-labelledby={id}>
      <span id={id} className={styles.name}>
        {name}
      </span>
      {children}
    </div>
  );
}

interface StepperProps {
  name: string;
  value: string;
  less: { label: string; to: (() => void) | undefined };
  more: { label: string; to: (() => void) | undefined };
}

function Stepper({ name, value, less, more }: StepperProps) {
  return (
    <Named name={name}>
      <Button variant="icon" label={less.label} aria-disabled={!less.to} onClick={less.to}>
        <Minus size={15} />
      </Button>
      <output className={styles.value}>{value}</output>
      <Button variant="icon" label={more.label} aria-disabled={!more.to} onClick={more.to}>
        <Plus size={15} />
      </Button>
    </Named>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  value: T;
  options: ReadonlyArray<{ value: T; text: string; className?: string | undefined }>;
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ name, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <Named name={name}>
      <ToggleGroup.Root
        type="single"
        className={styles.choice}
        aria-label={name}
        value={value}
        onValueChange={(next) => {
          const chosen = options.find((option) => option.value === next);
          if (chosen !== undefined) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <ToggleGroup.Item
            key={option.value}
            value={option.value}
            className={[styles.option, option.className].filter(Boolean).join(' ')}
          >
            {option.text}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    </Named>
  );
}

const FACES = [
  { value: 'serif', text: 'Serif', className: styles.serif },
  { value: 'sans', text: 'Sans' },
] as const;
const EDGES = [
  { value: 'start', text: 'Ragged' },
  { value: 'justify', text: 'Justified' },
] as const;
const THEMES = [
  { value: 'system', text: 'System' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
] as const;

function Panel({ settings }: { settings: Settings }) {
  const { readingFace, readingSize, readingMeasure, readingLeading, readingJustified } = settings;
  const step = <K extends keyof Settings>(key: K, now: Settings[K], to: Settings[K] | undefined) =>
    to === undefined || to === now ? undefined : () => change({ [key]: to });
  return (
    <>
      <Choice
        name="Face"
        value={readingFace}
        options={FACES}
        onChoose={(face) => change({ readingFace: face })}
      />
      <Stepper
        name="Size"
        value={String(readingSize)}
        less={{
          label: 'Smaller text',
          to: step('readingSize', readingSize, nextReadingSize(readingSize, 'smaller')),
        }}
        more={{
          label: 'Larger text',
          to: step('readingSize', readingSize, nextReadingSize(readingSize, 'larger')),
        }}
      />
      <Stepper
        name="Characters in a line"
        value={String(readingMeasure)}
        less={{
          label: 'Shorter lines',
          to: step('readingMeasure', readingMeasure, nextMeasure(readingMeasure, 'less')),
        }}
        more={{
          label: 'Longer lines',
          to: step('readingMeasure', readingMeasure, nextMeasure(readingMeasure, 'more')),
        }}
      />
      <Stepper
        name="Line spacing"
        value={String(readingLeading)}
        less={{
          label: 'Tighter lines',
          to: step('readingLeading', readingLeading, nextLeading(readingLeading, 'less')),
        }}
        more={{
          label: 'Looser lines',
          to: step('readingLeading', readingLeading, nextLeading(readingLeading, 'more')),
        }}
      />
      <Choice
        name="Right edge"
        value={readingJustified ? 'justify' : 'start'}
        options={EDGES}
        onChoose={(edge) => change({ readingJustified: edge === 'justify' })}
      />
      <Choice
        name="Theme"
        value={settings.theme}
        options={THEMES}
        onChoose={(theme) => change({ theme })}
      />
      <Button
        variant="quiet"
        className={styles.reset}
        onClick={() => {
          const { readingFace, readingSize, readingMeasure, readingLeading, readingJustified } =
            DEFAULT_SETTINGS;
          change({ readingFace, readingSize, readingMeasure, readingLeading, readingJustified });
        }}
      >
        As it was at first
      </Button>
    </>
  );
}

/** The button and panel that set how texts look; every change shows at once and is kept. */
export function TypographyMenu() {
  const settings = useCall('settings.get', {}).data;
  const [open, setOpen] = useState(false);
  useCommand('view.typography', () => setOpen(true));
  if (settings === undefined) return null;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button variant="icon" label="Typography">
          <ALargeSmall size={18} />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Typography"
        >
          <Panel settings={settings} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
