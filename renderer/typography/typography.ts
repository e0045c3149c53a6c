/** How the settings of reading become the look of texts, and the steps they go in. Pure. */
import type { Settings } from '../../shared/domain.ts';

export type Typography = Pick<
  Settings,
  'readingFace' | 'readingSize' | 'readingMeasure' | 'readingLeading' | 'readingJustified'
>;

/** The mean width of a character of English prose in each face, in ems. */
const CHARACTER: Readonly<Record<Settings['readingFace'], number>> = { serif: 0.45, sans: 0.475 };

/** The custom properties of styles/tokens.css that the settings of reading decide. */
export function readingProperties(settings: Typography): Record<string, string> {
  const { readingFace, readingSize, readingMeasure, readingLeading, readingJustified } = settings;
  return {
    '--reading-face': `var(--${readingFace})`,
    '--reading-size': `${readingSize}px`,
    '--reading-measure': `${(readingMeasure * CHARACTER[readingFace]).toFixed(2)}em`,
    '--reading-leading': String(readingLeading),
    '--reading-align': readingJustified ? 'justify' : 'start',
    '--reading-hyphens': readingJustified ? 'auto' : 'manual',
  };
}

const MEASURES = [45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 110];
const LEADINGS = [1.3, 1.4, 1.5, 1.58, 1.7, 1.8, 1.9, 2, 2.1];

/** The next of some steps after a value, or before it; undefined at the end. */
export function nextStep(
  steps: readonly number[],
  value: number,
  by: 'more' | 'less',
): number | undefined {
  return by === 'more'
    ? steps.find((step) => step > value)
    : steps.filter((step) => step < value).at(-1);
}

/** A longer or a shorter line, in characters. */
export function nextMeasure(value: number, by: 'more' | 'less'): number | undefined {
  return nextStep(MEASURES, value, by);
}

/** More or less room between lines, as a multiple of the size of the letters. */
export function nextLeading(value: number, by: 'more' | 'less'): number | undefined {
  return nextStep(LEADINGS, value, by);
}
