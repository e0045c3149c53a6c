import type { LexicalEditor } from 'lexical';
import type { Match } from './matches.ts';

/** As ::highlight() in find-bar.module.css names them. */
const ALL = 'note-find';
const CURRENT = 'note-find-current';

function textNodeOf(editor: LexicalEditor, key: string): Node | undefined {
  let node: Node | null = editor.getElementByKey(key);
  while (node !== null && node.nodeType !== Node.TEXT_NODE) node = node.firstChild;
  return node ?? undefined;
}

/** The stretch of the page that a match is shown at; undefined while it is not shown. */
export function rangeOf(editor: LexicalEditor, match: Match): Range | undefined {
  const [first, last] = [match[0], match.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const start = textNodeOf(editor, first.key);
  const end = textNodeOf(editor, last.key);
  if (start === undefined || end === undefined) return undefined;
  const within = (node: Node, offset: number) => Math.min(offset, node.textContent?.length ?? 0);
  const range = document.createRange();
  range.setStart(start, within(start, first.from));
  range.setEnd(end, within(end, last.to));
  return range;
}

/** Marks matches without touching the text (https://www.w3.org/TR/css-highlight-api-1/). */
export function paintMatches(
  editor: LexicalEditor,
  matches: readonly Match[],
  current: number,
): void {
  const ranges = matches.map((match) => rangeOf(editor, match));
  const others = ranges.filter((range, index) => range !== undefined && index !== current);
  CSS.highlights.set(ALL, new Highlight(...others.filter((range) => range !== undefined)));
  const now = ranges[current];
  const highlight = new Highlight(...(now === undefined ? [] : [now]));
  highlight.priority = 1;
  CSS.highlights.set(CURRENT, highlight);
}

/** Takes all marks away. */
export function unpaintMatches(): void {
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}
