/** Where the window was and how large, kept as JSON among the program's own data. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  /** Left to the system when absent. */
  position?: { x: number; y: number };
  width: number;
  height: number;
  maximized: boolean;
}

export const MINIMUM = { width: 900, height: 600 } as const;
const USUAL: WindowState = { width: 1440, height: 900, maximized: false };

/** Pixels of the title bar that have to be on a display for the window to be reachable. */
const GRIP = 100;

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every((number) => Number.isFinite(number));
}

/** Says whether the top edge of the window can be taken hold of on one of the displays. */
function isReachable({ x, y, width }: Bounds, displays: readonly Bounds[]): boolean {
  return displays.some((display) => {
    const right = Math.min(x + width, display.x + display.width);
    const overlap = right - Math.max(x, display.x);
    return overlap >= GRIP && y >= display.y && y <= display.y + display.height - GRIP;
  });
}

/**
 * A state that fits the displays of today (their work areas), from one kept earlier: unreadable
 * values give the usual size, a place that is no longer on a display is left to the system.
 */
export function fitState(kept: unknown, displays: readonly Bounds[]): WindowState {
  const largest = {
    width: Math.max(MINIMUM.width, ...displays.map((display) => display.width)),
    height: Math.max(MINIMUM.height, ...displays.map((display) => display.height)),
  };
  const clamp = (size: number, side: 'width' | 'height') =>
    Math.round(Math.min(Math.max(size, MINIMUM[side]), largest[side]));
  if (!isBounds(kept)) {
    return {
      ...USUAL,
      width: clamp(USUAL.width, 'width'),
      height: clamp(USUAL.height, 'height'),
    };
  }
  return {
    width: clamp(kept.width, 'width'),
    height: clamp(kept.height, 'height'),
    maximized: 'maximized' in kept && kept.maximized === true,
    ...(isReachable(kept, displays)
      ? { position: { x: Math.round(kept.x), y: Math.round(kept.y) } }
      : {}),
  };
}

/** What was kept; undefined when there is nothing to read, as at the first start. */
export function readState(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Keeps the window's place. A failure costs only that, so it is told to nobody. */
export function writeState(file: string, bounds: Bounds, maximized: boolean): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ ...bounds, maximized }));
    renameSync(`${file}.new`, file);
  } catch {
    return;
  }
}
