/** What Markdown holds of notes beyond what sources have: formulas, footnotes, stored pictures. */
import type { FootnoteDefinition, Nodes, Paragraph } from 'mdast';
import type { InlineMath } from 'mdast-util-math';
import type { Block } from '../../shared/document.ts';

function sourceOf(node: Nodes, text: string): { raw: string; next: string } {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  return { raw: text.slice(start, end), next: text.charAt(end) };
}

/**
 * The text between dollar signs when they are money and not a formula: a single sign with a space
 * inside, or a digit behind the last (Pandoc's rule for `tex_math_dollars`). Undefined otherwise.
 */
export function moneyOf(node: InlineMath, text: string): string | undefined {
  const { raw, next } = sourceOf(node, text);
  if (!/^\$(?!\$)/.test(raw)) return undefined;
  return /^\$\s|\s\$$/.test(raw) || /\d/.test(next) ? raw : undefined;
}

/** The block that a paragraph of nothing but a stored picture or a `$$` formula stands for. */
export function blockOfParagraph({ children }: Paragraph, text: string): Block | undefined {
  const [only, ...others] = children;
  if (only === undefined || others.length > 0) return undefined;
  if (only.type === 'inlineMath' && sourceOf(only, text).raw.startsWith('$$')) {
    return { type: 'math', tex: only.value.trim() };
  }
  if (only.type !== 'image') return undefined;
  const file = /(?:^|\/)([0-9a-f]{64})(?:\.[a-z0-9]{1,5})?$/i.exec(only.url)?.[1]?.toLowerCase();
  if (file === undefined) return undefined;
  const caption = (only.title ?? '').trim();
  return {
    type: 'figure',
    file,
    alt: only.alt ?? '',
    caption: caption === '' ? [] : [{ text: caption }],
  };
}

/** Footnotes within footnotes, counted from the outermost, that are read as such. */
const MOST_NESTED = 3;

/** Gives the footnote that a reference names, each time it is named, within bounds. */
export interface Footnotes {
  /** The definition to read for a reference; undefined when there is none, or it can't be read. */
  open(identifier: string): FootnoteDefinition | undefined;
  close(identifier: string): void;
  /** The definitions that nothing has named. */
  unnamed(): FootnoteDefinition[];
}

/**
 * Footnotes by name. One that is named in its own text is not opened again, and all copies together
 * are bounded: a file may name one large footnote very often.
 */
export function footnotesOf(
  definitions: readonly FootnoteDefinition[],
  textLength: number,
): Footnotes {
  // The first definition of a name counts, as with links.
  const byName = new Map(definitions.toReversed().map((node) => [node.identifier, node]));
  const opened = new Set<string>();
  const named = new Set<string>();
  let budget = 100_000 + 4 * textLength;
  return {
    open(identifier) {
      const node = byName.get(identifier);
      if (node === undefined || opened.has(identifier) || opened.size >= MOST_NESTED)
        return undefined;
      const { start, end } = node.position ?? {};
      budget -= 100 + (end?.offset ?? 0) - (start?.offset ?? 0);
      if (budget < 0) return undefined;
      opened.add(identifier);
      named.add(identifier);
      return node;
    },
    close: (identifier) => void opened.delete(identifier),
    unnamed: () => definitions.filter(({ identifier }) => !named.has(identifier)),
  };
}
