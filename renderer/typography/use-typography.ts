import { useLayoutEffect } from 'react';
import { readingProperties, type Typography } from './typography.ts';

/** Has every text in the window look as the settings say. */
export function useTypography(settings: Typography | undefined): void {
  useLayoutEffect(() => {
    if (settings === undefined) return;
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(readingProperties(settings))) {
      style.setProperty(name, value);
    }
  }, [settings]);
}
