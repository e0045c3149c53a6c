/** Blocks as HTML, for the bodies of annotations: its elements and nothing else, all text escaped. */
import type { Block, Mark, Run } from '../../shared/document.ts';

const TAG: Readonly<Record<Mark, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
};

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function htmlOfRun(run: Run): string {
  if (run.footnote !== undefined) return ` [${htmlOfInline(run.footnote)}]`;
  const text = escaped(run.text).replaceAll('\n', '<br>');
  const marked = (run.marks ?? []).reduceRight(
    (inner, mark) => `<${TAG[mark]}>${inner}</${TAG[mark]}>`,
    text,
  );
  return run.href === undefined ? marked : `<a href="${escaped(run.href)}">${marked}</a>`;
}

function htmlOfRuns(runs: readonly Run[]): string {
  return runs.map(htmlOfRun).join('');
}

/** Blocks within a line: what is in a footnote. */
function htmlOfInline(blocks: readonly Block[]): string {
  return blocks.map((block) => ('runs' in block ? htmlOfRuns(block.runs) : '')).join(' ');
}

function htmlOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${htmlOfRuns(block.runs)}</p>`;
    case 'heading':
      return `<h${block.level}>${htmlOfRuns(block.runs)}</h${block.level}>`;
    case 'quote':
      return `<blockquote>${blocksToHtml(block.blocks)}</blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const items = block.items.map(({ checked, blocks }) => {
        const box =
          checked === undefined
            ? ''
            : `<input type="checkbox" disabled${checked ? ' checked' : ''}> `;
        return `<li>${box}${blocksToHtml(blocks)}</li>`;
      });
      return `<${tag}>${items.join('')}</${tag}>`;
    }
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case 'math':
      return `<pre><code>${escaped(block.tex)}</code></pre>`;
    case 'table': {
      const rows = block.rows.map(({ cells }) => {
        const inner = cells.map(({ header, runs }) => {
          const tag = header ? 'th' : 'td';
          return `<${tag}>${htmlOfRuns(runs)}</${tag}>`;
        });
        return `<tr>${inner.join('')}</tr>`;
      });
      return `<table>${rows.join('')}</table>`;
    }
    case 'figure': {
      // The picture itself stays in the library; what it shows is said.
      const caption = htmlOfRuns(block.caption);
      return `<p>[${escaped(block.alt)}]${caption === '' ? '' : ` ${caption}`}</p>`;
    }
    case 'rule':
      return '<hr>';
    case 'page-break':
      return '';
  }
}

/** Blocks as HTML. Formulas stay TeX, and a picture is its description. */
export function blocksToHtml(blocks: readonly Block[]): string {
  return blocks.map(htmlOfBlock).join('');
}

/** Says whether blocks are paragraphs without any form, which plain text says as well. */
export function isPlain(blocks: readonly Block[]): boolean {
  return blocks.every(
    (block) =>
      block.type === 'paragraph' &&
      block.runs.every(
        ({ marks = [], href, math, footnote, cite, to }) =>
          marks.length === 0 && [href, math, footnote, cite, to].every((one) => one === undefined),
      ),
  );
}
