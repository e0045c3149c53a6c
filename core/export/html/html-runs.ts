/** Segments as HTML: marks, links, formulas, footnotes, and the highlights over them. */
import { renderToString } from 'katex';
import type { Mark } from '../../../shared/document.ts';
import { type SegmentNode, nestHighlights } from '../highlight-nesting.ts';
import type { PrintedBlock } from '../printed-model.ts';
import type { Segment } from '../segments.ts';
import { type HtmlContext, highlightName } from './html-context.ts';
import { element, escaped, voidElement } from './markup.ts';

const TAGS: Readonly<Record<Mark, string>> = {
  code: 'code',
  sub: 'sub',
  sup: 'sup',
  underline: 'u',
  strike: 's',
  italic: 'em',
  bold: 'strong',
};
/** Innermost first. */
const ORDER = Object.keys(TAGS) as Mark[];
/** Longest TeX that is set as a formula, in UTF-16 code units. */
const MOST_TEX = 5000;

function lines(text: string): string {
  return text.split('\n').map(escaped).join(voidElement('br'));
}

/** A formula as MathML; one that can't be set as its TeX. */
function formulaOf(tex: string, display: boolean): string {
  try {
    if (tex.length > MOST_TEX) throw new Error('The formula is too long.');
    return renderToString(tex, {
      output: 'mathml',
      displayMode: display,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 20,
      maxExpand: 500,
    });
  } catch {
    // KaTeX throws at what it does not know: then readers see what was written.
    return element('code', { class: 'tex' }, escaped(tex));
  }
}

function footnoteMark(blocks: NonNullable<Segment['footnote']>, context: HtmlContext): string {
  const number = (context.lastFootnote += 1);
  context.footnotes.push({ number, blocks });
  const link = { href: `#fn-${number}`, id: `fnref-${number}`, role: 'doc-noteref' };
  const label = { 'aria-label': `Footnote ${number}` };
  return element('sup', { class: 'fn' }, element('a', { ...link, ...label }, String(number)));
}

/** The words of a segment with its marks and its link, without the highlights over it. */
function words(segment: Segment, context: HtmlContext): string {
  if (segment.footnote !== undefined) return footnoteMark(segment.footnote, context);
  let html =
    segment.formula === undefined ? lines(segment.text) : formulaOf(segment.formula.tex, false);
  for (const mark of ORDER) {
    if (segment.marks?.includes(mark) === true) html = element(TAGS[mark], {}, html);
  }
  if (segment.place !== undefined) return element('a', { href: `#${segment.place}` }, html);
  if (segment.href !== undefined) {
    return element('a', { href: segment.href, rel: 'noopener noreferrer' }, html);
  }
  return html;
}

/** The number that stands where a passage ends; it leads to the comment when there is one. */
function endNumber(number: number, context: HtmlContext): string {
  const label = context.highlights.get(number)?.label ?? '';
  const name = highlightName(number, context);
  const sign = context.commented.has(number)
    ? element('a', { href: `#comment-${number}`, 'aria-label': `${name}: comment` }, `H${number}`)
    : element('span', { title: name }, `H${number}`);
  return element('sup', { class: `hn hn-${label}` }, sign);
}

type Draw = (segment: Segment, context: HtmlContext) => string;

/** The last segment under a node. */
function lastOf(node: SegmentNode): Segment | undefined {
  if (node.kind === 'segment') return node.segment;
  const last = node.children.at(-1);
  return last && lastOf(last);
}

/**
 * Draws a node; the number of a highlight stands behind its mark. `closing` holds the highlights
 * whose mark closes right after the node.
 */
function drawNode(
  one: SegmentNode,
  context: HtmlContext,
  draw: Draw,
  closing: ReadonlySet<number> = new Set(),
): string {
  if (one.kind === 'segment') {
    const ends = (one.segment.ends ?? []).filter((number) => !closing.has(number));
    return draw(one.segment, context) + ends.map((number) => endNumber(number, context)).join('');
  }
  const { number, children } = one;
  const { label = '', slot = 0 } = context.highlights.get(number) ?? {};
  const pattern = context.labels.get(label)?.pattern ?? 'solid';
  const isFirst = !context.anchored.has(number);
  context.anchored.add(number);
  const attributes = {
    class: `hl hl-${label} hl-${pattern} slot-${slot % 3}`,
    id: isFirst ? `highlight-${number}` : undefined,
    title: highlightName(number, context),
  };
  const inner = children.map((child, index) => {
    const isLast = index === children.length - 1;
    return drawNode(child, context, draw, isLast ? new Set([...closing, number]) : undefined);
  });
  const ends = lastOf(one)?.ends?.includes(number) === true ? endNumber(number, context) : '';
  return element('mark', attributes, inner.join('')) + ends;
}

/** Segments as HTML. */
export function runs(segments: readonly Segment[], context: HtmlContext): string {
  return nestHighlights(segments)
    .map((one) => drawNode(one, context, words))
    .join('');
}

function numbersOf(segments: readonly Segment[], which: 'highlights' | 'ends'): number[] {
  return [...new Set(segments.flatMap((segment) => segment[which] ?? []))];
}

/** A formula on a line of its own, whole under every highlight that covers any of its TeX. */
export function displayFormula(
  { formula: { tex }, segments }: Extract<PrintedBlock, { type: 'math' }>,
  context: HtmlContext,
): string {
  const whole: Segment = {
    text: tex,
    highlights: numbersOf(segments, 'highlights'),
    ends: numbersOf(segments, 'ends'),
  };
  const nodes = nestHighlights([whole]);
  return nodes.map((one) => drawNode(one, context, () => formulaOf(tex, true))).join('');
}
