/** What citeproc writes as HTML, to runs. Only the few tags that it writes mean anything. */
import type { Mark, Run } from '../../shared/document.ts';

const MARK_OF: Readonly<Record<string, Mark>> = {
  i: 'italic',
  em: 'italic',
  b: 'bold',
  sup: 'sup',
  sub: 'sub',
};

const PIECE = /<(\/?)(\w+)([^<>]*)>|&#(\d+);|[^<&]+|[<&]/g;
const ADDRESS = /https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]]/g;

/** The tag's mark: its own, or what its style says. */
function markOf(tag: string, attributes: string): Mark | undefined {
  if (tag === 'span' && attributes.includes('text-decoration:underline')) return 'underline';
  return Object.hasOwn(MARK_OF, tag) ? MARK_OF[tag] : undefined;
}

/** A run with the addresses in it as links. */
function linked(run: Run): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of run.text.matchAll(ADDRESS)) {
    if (match.index > end) runs.push({ ...run, text: run.text.slice(end, match.index) });
    const [href] = match;
    runs.push({ ...run, text: href, ...(URL.canParse(href) ? { href } : {}) });
    end = match.index + href.length;
  }
  if (end < run.text.length) runs.push({ ...run, text: run.text.slice(end) });
  return runs;
}

/** One entry or citation as runs: white space collapsed, equal neighbours merged, addresses linked. */
export function htmlToRuns(html: string): Run[] {
  const runs: Run[] = [];
  const open: Array<{ tag: string; mark: Mark | undefined }> = [];
  const add = (text: string): void => {
    const marks = [...new Set(open.flatMap(({ mark }) => mark ?? []))];
    const last = runs.at(-1);
    if (last !== undefined && (last.marks ?? []).join() === marks.join()) last.text += text;
    else runs.push(marks.length === 0 ? { text } : { text, marks });
  };
  for (const [piece, closing, tag, attributes = '', code] of html.matchAll(PIECE)) {
    if (code !== undefined) add(String.fromCodePoint(Number(code)));
    else if (tag === undefined) add(piece);
    else if (closing === '/') {
      const index = open.findLastIndex((one) => one.tag === tag);
      if (index !== -1) open.splice(index, 1);
      // The number in the margin and the entry beside it stand in boxes of their own.
      if (tag === 'div') add(' ');
    } else open.push({ tag, mark: markOf(tag, attributes) });
  }
  let before = ' ';
  const tidy = runs.flatMap((run) => {
    let text = run.text.replace(/[ \n\t]+/g, ' ');
    if (before.endsWith(' ')) text = text.replace(/^ /, '');
    if (text !== '') before = text;
    return text === '' ? [] : [{ ...run, text }];
  });
  const last = tidy.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return tidy.filter(({ text }) => text !== '').flatMap(linked);
}

const MARGIN = /<div class="csl-left-margin">([\s\S]*?)<\/div>\s*<div class="csl-right-inline">/;

/** An entry of a bibliography: what stands in the margin, where the style has that, and the rest. */
export function entryRuns(html: string): { label?: Run[]; runs: Run[] } {
  const margin = MARGIN.exec(html);
  if (margin === null) return { runs: htmlToRuns(html) };
  return {
    label: htmlToRuns(margin[1] ?? ''),
    runs: htmlToRuns(html.slice(margin.index + margin[0].length)),
  };
}
