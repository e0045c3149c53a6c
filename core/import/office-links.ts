/** Links in documents of word processors: addresses of the web and of mail are kept, no others. */
import { isAllowedHref } from '../../shared/links.ts';

/** An address that may be kept, as a browser reads it; undefined for any other. */
export function allowedHref(href: string | undefined): string | undefined {
  const clean = href?.replace(/[\t\n\r]/g, '').trim();
  return clean !== undefined && isAllowedHref(clean) ? clean : undefined;
}

/** The address in a field's instruction (`HYPERLINK "https://..."`), when it is a link. */
export function hrefOfField(instruction: string): string | undefined {
  return allowedHref(/^\s*HYPERLINK\s+"([^"]+)"/i.exec(instruction)?.[1]);
}
