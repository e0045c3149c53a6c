import { isAllowedHref } from '../../../../shared/links.ts';

/**
 * The address that somebody means who types "example.org", "name@example.org" or a whole address;
 * undefined when it is none, or one that may not be kept (javascript:, file:, ...).
 */
export function hrefFrom(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^:/]+:\d+(\/|$)/.test(text)) {
    return isAllowedHref(text) ? text : undefined;
  }
  if (/^[^@/]+@[^@/]+\.[^@/.]+$/.test(text)) return `mailto:${text}`;
  if (text.startsWith('//')) return hrefFrom(`https:${text}`);
  // A name with a dot in it, perhaps with a port, a path or a query.
  if (!/^[^/?#@\s]+\.[^/?#@\s.]+([/?#].*)?$/.test(text)) return undefined;
  const href = `https://${text}`;
  return isAllowedHref(href) ? href : undefined;
}
