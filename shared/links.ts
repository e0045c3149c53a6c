const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/**
 * Says whether a link may be kept: absolute, and http, https or mailto. Anything else (javascript:,
 * data:, file:, relative addresses of a page that is no longer around it) loses its link and keeps
 * its text.
 */
export function isAllowedHref(href: string): boolean {
  if (!URL.canParse(href)) return false;
  return ALLOWED.has(new URL(href).protocol);
}
