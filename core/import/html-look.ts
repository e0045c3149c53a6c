/** How text looks: marks and links, as elements and inline styles of pages give them. */
import { MARKS, type Mark, type Run } from '../../shared/document.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { attribute, styleOf, type HtmlElement } from './html-tree.ts';

/** How the text at some place looks. */
export interface Look {
  marks: readonly Mark[];
  href?: string | undefined;
}

export const PLAIN: Look = { marks: [] };

/** What elements that only change the look of text make of it. */
export const MARK_OF: Readonly<Record<string, Mark>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  dfn: 'italic',
  var: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  sub: 'sub',
  sup: 'sup',
};

/** A look with one mark set or taken away; marks keep the order of `MARKS`. */
export function withMark({ marks, href }: Look, mark: Mark, on = true): Look {
  const set = new Set(marks);
  if (on) set.add(mark);
  else set.delete(mark);
  return { marks: MARKS.filter((known) => set.has(known)), href };
}

/** The address of a link as a browser reads it: trimmed, without line breaks and tabs. */
function hrefOf(element: HtmlElement): string | undefined {
  const href = attribute(element, 'href')
    ?.replace(/[\t\n\r]/g, '')
    .trim();
  return href !== undefined && isAllowedHref(href) ? href : undefined;
}

/** What inline styles of word processors say about weight, slant and lines. */
function withStyle(element: HtmlElement, look: Look): Look {
  if (attribute(element, 'style') === undefined) return look;
  const style = styleOf(element);
  let styled = look;
  const weight = style.get('font-weight');
  if (weight !== undefined) {
    styled = withMark(styled, 'bold', /^(?:bold|bolder|[6-9]\d\d)$/.test(weight));
  }
  const slant = style.get('font-style');
  if (slant !== undefined) styled = withMark(styled, 'italic', /^(?:italic|oblique)/.test(slant));
  const line = style.get('text-decoration') ?? style.get('text-decoration-line') ?? '';
  if (line.includes('line-through')) styled = withMark(styled, 'strike', true);
  // A link's own underline says nothing.
  if (line.includes('underline') && look.href === undefined) {
    styled = withMark(styled, 'underline', true);
  }
  const position = style.get('vertical-align');
  if (position === 'super' || position === 'sub') {
    styled = withMark(styled, position === 'sub' ? 'sub' : 'sup', true);
  }
  return styled;
}

/** The look of what is inside an element that stands in a text of the look given. */
export function lookOf(element: HtmlElement, look: Look): Look {
  let inner = look;
  if (element.tagName === 'a') inner = { marks: look.marks, href: hrefOf(element) ?? look.href };
  const mark = MARK_OF[element.tagName];
  if (mark !== undefined) inner = withMark(inner, mark, true);
  return withStyle(element, inner);
}

/** A run of a look. */
export function runOf(text: string, { marks, href }: Look): Run {
  const run: Run = { text };
  if (marks.length > 0) run.marks = [...marks];
  if (href !== undefined) run.href = href;
  return run;
}
