/** Runs as the phrasing of a Markdown tree. */
import type { PhrasingContent } from 'mdast';
import { casebookAddress } from '../../shared/casebook-links.ts';
import { MARKS, type Block, type Direction, type Mark, type Run } from '../../shared/document.ts';

export interface InlineContext {
  /** Keeps a footnote's text for the end of the document; gives the name of its mark. */
  addFootnote(blocks: readonly Block[], begins?: string): string;
  /** In a cell of a table, where a line can't end and a bar parts cells. */
  cell?: boolean;
}

/** Marks that Markdown has no characters for; HTML elements within its text are Markdown, too. */
const TAGS: Readonly<Record<Mark, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 'del',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
};
const DELIMITED = { bold: 'strong', italic: 'emphasis', strike: 'delete' } as const;

function isDelimited(mark: Mark): mark is keyof typeof DELIMITED {
  return mark in DELIMITED;
}

/** A part between others, of which only what stands next to it counts. */
interface Surroundings {
  /** The characters before and after; empty at the ends of the text. */
  before: string;
  after: string;
}

/** What Markdown sees at the ends of a run: signs, where it is not plain text. */
function edgesOf(run: Run | undefined, unlessOf?: Mark): { first: string; last: string } {
  if (run === undefined) return { first: '', last: '' };
  const signs =
    run.href !== undefined ||
    run.math !== undefined ||
    run.footnote !== undefined ||
    run.to !== undefined ||
    run.cite !== undefined ||
    (run.marks ?? []).some((mark) => mark !== unlessOf);
  if (signs) return { first: '.', last: '.' };
  return { first: Array.from(run.text)[0] ?? '', last: Array.from(run.text).at(-1) ?? '' };
}

const WORD = /^[\p{L}\p{N}]$/u;
const SPACE = /^\s?$/u;

/**
 * Says whether delimiters around runs are certain to be read as such (CommonMark, "left-flanking"
 * and "right-flanking"): letters inside, or signs inside and spaces outside. Elsewhere an HTML
 * element says the same.
 */
function delimitersHold(
  runs: readonly Run[],
  mark: Mark,
  { before, after }: Surroundings,
): boolean {
  const { first } = edgesOf(runs[0], mark);
  const { last } = edgesOf(runs.at(-1), mark);
  const holds = (inside: string, outside: string) =>
    WORD.test(inside)
      ? WORD.test(outside) || SPACE.test(outside) || /[\p{P}]/u.test(outside)
      : !SPACE.test(inside) && SPACE.test(outside);
  const clear = ![before, after].some((outside) => /[*~_]/.test(outside));
  return clear && holds(first, before) && holds(last, after);
}

/** How many of the runs from `from` on carry a mark. */
function stretch(runs: readonly Run[], from: number, carries: (run: Run) => boolean): number {
  const end = runs.findIndex((run, index) => index >= from && !carries(run));
  return (end === -1 ? runs.length : end) - from;
}

function without(run: Run, mark: Mark): Run {
  return { ...run, marks: (run.marks ?? []).filter((other) => other !== mark) };
}

/** Parts two signs that would be read as one; it is no text itself. */
const NOTHING = '<!-- -->';

function html(value: string): PhrasingContent {
  return { type: 'html', value };
}

function formulaOf(run: Run, context: InlineContext, after: string): PhrasingContent[] {
  const tex = run.text.replace(/\s+/g, ' ').trim();
  // The bar would part the cells; TeX has a command for the same sign.
  const value =
    context.cell === true
      ? tex.replace(/\\?\|/g, (bar) => (bar === '|' ? '\\vert ' : '\\Vert ')).trim()
      : tex;
  if (value === '') return [];
  const formula: PhrasingContent = { type: 'inlineMath', value };
  // A digit behind a dollar sign makes money of it, another formula one formula of both; and with a
  // dollar sign in it, it has two around it, which alone in a paragraph set it on its own line.
  return /^[\d$]$/.test(after) || value.includes('$') ? [formula, html(NOTHING)] : [formula];
}

/** A link to a note or a source, or a citation: its words, with an address that names its id. */
function targetOf({ text, to, cite }: Run): PhrasingContent[] {
  const link = to !== undefined ? { to } : cite !== undefined ? { cite } : undefined;
  const untitled = to === undefined ? '' : `Untitled ${to.kind}`;
  const value = text.replace(/\s+/g, ' ').trim() || untitled;
  const words: PhrasingContent[] = value === '' ? [] : [{ type: 'text', value }];
  if (link === undefined) return words;
  return [{ type: 'link', url: casebookAddress(link), children: words }];
}

function linesOf(text: string, context: InlineContext, code: boolean): PhrasingContent[] {
  return text.split('\n').flatMap((line, index): PhrasingContent[] => {
    const end: PhrasingContent[] =
      index === 0 ? [] : context.cell === true ? [html('<br>')] : [{ type: 'break' }];
    if (line === '') return end;
    const words: PhrasingContent = { type: 'text', value: line };
    if (!code) return [...end, words];
    // In a table, a backslash before a bar belongs to the table, even in code.
    if (context.cell === true && line.includes('\\|')) {
      return [...end, html('<code>'), words, html('</code>')];
    }
    return [...end, { type: 'inlineCode', value: line }];
  });
}

/**
 * What the name of a footnote begins with: one that a style makes of citations is told from others,
 * and whether a space stood before them.
 */
function footnoteName({ text, cite }: Run): string {
  if (cite === undefined) return '';
  return text === '' ? 'cite' : 'cite-';
}

function leafOf(run: Run, context: InlineContext, after: string): PhrasingContent[] {
  if (run.footnote !== undefined) {
    const identifier = context.addFootnote(run.footnote, footnoteName(run));
    const mark: PhrasingContent = { type: 'footnoteReference', identifier, label: identifier };
    // A colon behind it would make it the footnote itself.
    return after === ':' ? [mark, html(NOTHING)] : [mark];
  }
  if (run.math === true) return formulaOf(run, context, after);
  if (run.to !== undefined || run.cite !== undefined) return targetOf(run);
  return linesOf(run.text, context, run.marks?.includes('code') === true);
}

function marked(
  runs: readonly Run[],
  mark: Mark,
  context: InlineContext,
  around: Surroundings,
): PhrasingContent[] {
  const inner = runs.map((run) => without(run, mark));
  if (isDelimited(mark) && delimitersHold(runs, mark, around)) {
    // Signs next to signs are read as they are meant only where spaces are around them all.
    const free = SPACE.test(around.before) && SPACE.test(around.after);
    const sign = free ? '' : mark === 'strike' ? '~' : '*';
    const children = phrase(inner, context, { before: sign, after: sign });
    return [{ type: DELIMITED[mark], children }];
  }
  const tag = TAGS[mark];
  const children = phrase(inner, context, { before: '>', after: '<' });
  return [html(`<${tag}>`), ...children, html(`</${tag}>`)];
}

/** The marks of a run that are written around it; code is written with its text. */
function outerMarks(run: Run): Mark[] {
  return MARKS.filter((mark) => mark !== 'code' && run.marks?.includes(mark) === true);
}

/** The phrasing of runs: links outermost, then the marks that reach farthest. */
export function phrase(
  runs: readonly Run[],
  context: InlineContext,
  around: Surroundings = { before: '', after: '' },
): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let before = around.before;
  for (let at = 0; at < runs.length;) {
    const run = runs[at];
    if (run === undefined) break;
    const marks = outerMarks(run).map((mark) => ({
      mark,
      length: stretch(
        runs,
        at,
        (other) => outerMarks(other).includes(mark) && other.href === run.href,
      ),
    }));
    const [longest] = marks.sort((a, b) => b.length - a.length);
    const linked = run.href === undefined ? 0 : stretch(runs, at, ({ href }) => href === run.href);
    const length = linked || longest?.length || 1;
    const group = runs.slice(at, at + length);
    const next =
      edgesOf(runs[at + length]).first || (at + length < runs.length ? '.' : around.after);
    if (run.href !== undefined) {
      const inner = group.map(({ href: _, ...rest }) => rest);
      const children = phrase(inner, context, { before: '[', after: ']' });
      nodes.push({ type: 'link', url: run.href, children: children.flatMap(unlinked) });
    } else if (longest !== undefined) {
      nodes.push(...marked(group, longest.mark, context, { before, after: next }));
    } else {
      const follows = runs[at + 1];
      const after = follows?.math === true && (follows.marks ?? []).length === 0 ? '$' : next;
      nodes.push(...leafOf(run, context, after));
    }
    at += length;
    before = lastSign(nodes) ?? edgesOf(group.at(-1)).last;
  }
  return nodes;
}

/** The sign that the phrasing so far ends with, when that can touch delimiters that follow. */
function lastSign(nodes: readonly PhrasingContent[]): string | undefined {
  const type = nodes.at(-1)?.type;
  if (type === 'strong' || type === 'emphasis') return '*';
  return type === 'delete' ? '~' : undefined;
}

/** The phrasing of a line whose direction was chosen: an element around it says which. */
export function directed(
  runs: readonly Run[],
  dir: Direction | undefined,
  context: InlineContext,
): PhrasingContent[] {
  if (dir === undefined) return phrase(runs, context);
  const children = phrase(runs, context, { before: '>', after: '<' });
  return [html(`<span dir="${dir}">`), ...children, html('</span>')];
}

/** Within a link there can be no other: footnotes there keep their mark as text. */
function unlinked(node: PhrasingContent): PhrasingContent[] {
  return node.type === 'link' ? node.children.flatMap(unlinked) : [node];
}
