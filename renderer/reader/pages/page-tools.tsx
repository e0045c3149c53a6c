import { Maximize2, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { nextZoom, type Zoom } from './page-places.ts';
import styles from './pages.module.css';

interface PageToolsProps {
  labels: readonly string[];
  /** From 0. */
  page: number;
  zoom: Zoom;
  /** CSS pixels per point, as it is now. */
  scale: number;
  onZoom: (zoom: Zoom) => void;
  onPage: (index: number) => void;
}

/** A page by what is typed: its label first, then its place in the file. */
function pageNamed(labels: readonly string[], name: string): number | undefined {
  const wanted = name.trim().toLowerCase();
  const labelled = labels.findIndex((label) => label.toLowerCase() === wanted);
  if (labelled !== -1) return labelled;
  const number = Number(wanted);
  return Number.isInteger(number) && number >= 1 && number <= labels.length
    ? number - 1
    : undefined;
}

/** The row above the pages: which page, and how large. */
export function PageTools({ labels, page, zoom, scale, onZoom, onPage }: PageToolsProps) {
  const [typed, setTyped] = useState<string>();
  const label = labels[page] ?? String(page + 1);
  const go = () => {
    const index = typed === undefined ? undefined : pageNamed(labels, typed);
    if (index !== undefined) onPage(index);
    setTyped(undefined);
  };
  const percent = Math.round(scale * 75);
  return (
    <div className={styles.tools} role="group" aria-label="Page and size">
      <label>
        Page{' '}
        <input
          className={styles.number}
          value={typed ?? label}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={go}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') go();
            else if (key === 'Escape') {
              setTyped(undefined);
              currentTarget.blur();
            }
          }}
        />
      </label>
      <span>of {labels.length}</span>
      <Button
        variant="icon"
        label="Smaller"
        shortcut="-"
        onClick={() => onZoom(nextZoom(scale, 'out'))}
      >
        <Minus size={15} />
      </Button>
      <span className={styles.zoom} aria-live="polite">
        {percent} %
      </span>
      <Button
        variant="icon"
        label="Larger"
        shortcut="+"
        onClick={() => onZoom(nextZoom(scale, 'in'))}
      >
        <Plus size={15} />
      </Button>
      <Button
        variant="icon"
        label="Fit the width"
        shortcut="0"
        aria-pressed={zoom === 'width'}
        onClick={() => onZoom('width')}
      >
        <Maximize2 size={15} />
      </Button>
    </div>
  );
}
