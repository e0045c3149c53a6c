/**
 * A stretch of a source as HTML for the clipboard: headings, lists, tables and emphasis survive
 * being pasted. It is made from the block tree and escaped here; nothing reads it back. Pure.
 */
import type { Block, DocumentLayout, Mark, Run, TableCell } from '../../../shared/document.ts';
import type { TextPosition } from '../../../shared/selectors.ts';

const ELEMENT_OF: Readonly<Record<Mark, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as HTML that shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

function runHtml({ marks, href }: Run, text: string): string {
  const inner = (marks ?? []).reduceRight(
    (html, mark) => `<${ELEMENT_OF[mark]}>${html}</${ELEMENT_OF[mark]}>`,
    escaped(text).replaceAll('\n', '<br>'),
  );
  return href === undefined ? inner : `<a href="${escaped(href)}">${inner}</a>`;
}

/** Runs as HTML: their marks and links. */
export function runsHtml(runs: readonly Run[]): string {
  return runs.map((run) => runHtml(run, run.text)).join('');
}

/** The part of a document's text at a position, as HTML; the text alone when it is in one leaf. */
export function htmlOf(
  blocks: readonly Block[],
  layout: DocumentLayout,
  { start, end }: TextPosition,
): string {
  /** What of a leaf is in the position; undefined when nothing is. */
  const inline = (owner: Block | TableCell): string | undefined => {
    const leaf = layout.leafOf.get(owner);
    if (leaf === undefined || leaf.start >= end || leaf.end <= start) return undefined;
    let at = leaf.start;
    let html = '';
    for (const run of leaf.runs) {
      const from = Math.max(0, start - at);
      const to = Math.min(run.text.length, end - at);
      if (from < to) html += runHtml(run, run.text.slice(from, to));
      at += run.text.length;
    }
    return html;
  };
  const wrapped = (tag: string, html: string | undefined, attributes = '') =>
    html === undefined || html === '' ? '' : `<${tag}${attributes}>${html}</${tag}>`;
  const all = (inside: readonly Block[]): string => inside.map(blockHtml).join('');

  function blockHtml(block: Block): string {
    switch (block.type) {
      case 'paragraph':
        return wrapped('p', inline(block));
      case 'heading':
        return wrapped(`h${block.level}`, inline(block));
      case 'code':
      case 'math':
        return wrapped('pre', wrapped('code', inline(block)?.replaceAll('<br>', '\n')));
      case 'quote':
        return wrapped('blockquote', all(block.blocks));
      case 'list': {
        const first = block.items.findIndex((item) => all(item.blocks) !== '');
        const number = (block.start ?? 1) + Math.max(0, first);
        const items = block.items.map((item) => wrapped('li', all(item.blocks))).join('');
        if (!block.ordered) return wrapped('ul', items);
        return wrapped('ol', items, number === 1 ? '' : ` start="${number}"`);
      }
      case 'table':
        return wrapped(
          'table',
          block.rows
            .map((row) => {
              const cells = row.cells.map((cell) => ({ cell, html: inline(cell) }));
              if (cells.every(({ html }) => html === undefined)) return '';
              const shown = cells.map(({ cell: { header }, html = '' }) =>
                header ? `<th>${html}</th>` : `<td>${html}</td>`,
              );
              return `<tr>${shown.join('')}</tr>`;
            })
            .join(''),
        );
      case 'figure':
        return wrapped('p', inline(block));
      case 'rule':
      case 'page-break':
        return '';
    }
  }

  const touched = layout.leaves.filter((leaf) => leaf.start < end && leaf.end > start);
  const [only] = touched;
  if (only !== undefined && touched.length === 1 && (only.start < start || only.end > end)) {
    for (const [owner, leaf] of layout.leafOf) if (leaf === only) return inline(owner) ?? '';
  }
  return all(blocks);
}
