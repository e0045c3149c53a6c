/** The name that styles of pasted HTML have while it is read. */
const STYLE = 'data-style';

/**
 * Parses HTML into a document that is never shown. The page's policy forbids its styles, and a
 * browser reports each as it is parsed, so they get another name first; nothing depends on all of
 * them being caught.
 */
export function parseInert(html: string): Document {
  const unstyled = html
    .replaceAll(/<style\b[^>]*>[\s\S]*?<\/style>/gi, '')
    .replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(/(?<=[\s"'])style(?=\s*=)/gi, STYLE));
  return new DOMParser().parseFromString(unstyled, 'text/html');
}

/** The declarations of an element, as text: a strict page applies none of them. */
export function styleOf(element: Element): string {
  return element.getAttribute(STYLE) ?? element.getAttribute('style') ?? '';
}
