import { useEffect } from 'react';
import type { Settings } from '../../shared/domain.ts';

type Theme = Settings['theme'];

const KEY = 'casebook.theme';
const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

function apply(theme: Theme): void {
  const shown = theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = shown;
}

function remembered(): Theme {
  const theme = localStorage.getItem(KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Shows the theme of the last time, before the settings have been read. */
export function applyRememberedTheme(): void {
  apply(remembered());
}

/** Shows the theme of the settings; `system` follows the system while the window is open. */
export function useTheme(theme: Theme | undefined): void {
  useEffect(() => {
    if (theme !== undefined) localStorage.setItem(KEY, theme);
    const current = theme ?? remembered();
    apply(current);
    if (current !== 'system') return undefined;
    const query = dark();
    const follow = () => apply('system');
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [theme]);
}
