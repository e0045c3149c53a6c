/** Blocks as HTML, each annotation after the block that it belongs to. */
import type { PrintedAnnotation, PrintedBlock, PrintedText } from '../printed-model.ts';
import { type HtmlContext, highlightName } from './html-context.ts';
import { displayFormula, runs } from './html-runs.ts';
import { element, escaped, voidElement } from './markup.ts';

/** What the headings of the case file's own structure are moved down by: the file has a title. */
const HEADING_SHIFT = 1;
const DEEPEST_HEADING = 6;

type Of<T extends PrintedBlock['type']> = Extract<PrintedBlock, { type: T }>;

function direction({ rtl }: Pick<PrintedText, 'rtl'>): 'rtl' | undefined {
  return rtl === true ? 'rtl' : undefined;
}

function paragraphNumber(paragraph: number | undefined): string {
  if (paragraph === undefined) return '';
  const sign = element('span', { class: 'sr' }, 'Paragraph ');
  return element('span', { class: 'pn' }, `${sign}${paragraph}`);
}

/** A block with its ¶ number in the margin. */
function numbered(block: { paragraph?: number }, html: string): string {
  if (block.paragraph === undefined) return html;
  return element('div', { class: 'p' }, paragraphNumber(block.paragraph) + html);
}

function table(block: Of<'table'>, context: HtmlContext): string {
  const columns = Math.max(...block.rows.map(({ cells }) => cells.length));
  const isHead = ({ cells }: (typeof block.rows)[number]) =>
    cells.length > 0 && cells.every(({ header }) => header);
  const rest = block.rows.findIndex((row) => !isHead(row));
  const heads = rest === -1 ? block.rows.length : rest;
  const row = ({ cells }: (typeof block.rows)[number], scope: 'col' | 'row') => {
    const drawn = cells.map((cell) =>
      element(
        cell.header ? 'th' : 'td',
        { scope: cell.header ? scope : undefined, dir: direction(cell) },
        runs(cell.segments, context),
      ),
    );
    const missing = Array<string>(columns - cells.length).fill('<td></td>');
    return element('tr', {}, [...drawn, ...missing].join(''));
  };
  const head = block.rows.slice(0, heads).map((one) => row(one, 'col'));
  const body = block.rows.slice(heads).map((one) => row(one, 'row'));
  const parts =
    (head.length > 0 ? element('thead', {}, head.join('')) : '') +
    (body.length > 0 ? element('tbody', {}, body.join('')) : '');
  const room = { class: 'wide', role: 'group', 'aria-label': 'Table', tabindex: 0 };
  return numbered(block, element('div', room, element('table', {}, parts)));
}

function figure(block: Of<'figure'>, context: HtmlContext): string {
  const caption = runs(block.segments, context);
  const below = caption === '' ? '' : element('figcaption', { dir: direction(block) }, caption);
  const picture = context.tools.picture(block.file);
  if ('why' in picture) {
    const what = block.alt.trim() === '' ? 'A picture' : `The picture “${block.alt.trim()}”`;
    const words = element('p', { class: 'lost' }, escaped(`${what} is not shown: ${picture.why}.`));
    return element('figure', {}, words + below);
  }
  const { mediaType, bytes, width, height } = picture;
  if (block.width !== undefined) context.widths.add(block.width);
  const image = voidElement('img', {
    src: `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`,
    alt: block.alt,
    width,
    height,
    class: block.width === undefined ? undefined : `w-${String(block.width).replace('.', '-')}`,
  });
  return element('figure', {}, image + below);
}

function list(block: Of<'list'>, context: HtmlContext): string {
  const isChecklist = block.items.some(({ checked }) => checked !== undefined);
  const items = block.items.map(({ value, checked, task, blocks: inner }) => {
    const box =
      checked === undefined
        ? ''
        : element(
            'span',
            { class: 'box', role: 'img', 'aria-label': checked ? 'Done' : 'To do' },
            checked ? '☑' : '☐',
          );
    return element(
      'li',
      { value, id: task === undefined ? undefined : `task-${task}` },
      box + blocks(inner, context),
    );
  });
  const name = block.ordered ? 'ol' : 'ul';
  return element(name, { class: isChecklist ? 'checks' : undefined }, items.join(''));
}

function gap({ from, to }: Of<'gap'>): string {
  const which = from === undefined ? 'text' : from === to ? `¶ ${from}` : `¶ ${from}–${String(to)}`;
  return element('p', { class: 'gap' }, `[…] ${which} left out`);
}

function bare(block: PrintedBlock, context: HtmlContext): string {
  switch (block.type) {
    case 'paragraph': {
      const inner = runs(block.segments, context);
      const text = block.strong === true ? element('strong', {}, inner) : inner;
      return numbered(block, element('p', { dir: direction(block) }, text));
    }
    case 'heading': {
      const level = Math.min(DEEPEST_HEADING, block.level + HEADING_SHIFT);
      return element(`h${level}`, { dir: direction(block) }, runs(block.segments, context));
    }
    case 'quote':
      return element('blockquote', {}, blocks(block.blocks, context));
    case 'list':
      return list(block, context);
    case 'code': {
      const code = element('code', { dir: 'ltr' }, runs(block.segments, context));
      return numbered(block, element('pre', {}, code));
    }
    case 'table':
      return table(block, context);
    case 'math': {
      const room = { class: 'wide math', role: 'group', 'aria-label': 'Formula', tabindex: 0 };
      return numbered(block, element('div', room, displayFormula(block, context)));
    }
    case 'figure':
      return figure(block, context);
    case 'rule':
      return voidElement('hr');
    case 'page-break':
      return element('p', { class: 'page' }, escaped(`[page ${block.label}]`));
    case 'gap':
      return gap(block);
  }
}

/** The comment on a highlight, with the way back to its passage. */
export function annotation(one: PrintedAnnotation, context: HtmlContext): string {
  const { number, blocks: body, tags, author, writtenOn } = one;
  const label = context.highlights.get(number)?.label ?? '';
  const name = highlightName(number, context);
  const back = {
    href: `#highlight-${number}`,
    class: `hn-${label}`,
    'aria-label': `${name}: to the passage`,
  };
  const facts = [author, writtenOn].filter((fact) => fact !== '').map(escaped);
  const head = element(
    'p',
    { class: 'by' },
    [element('a', back, `H${number}`), ...facts].join(' · '),
  );
  const tagged = tags.map((tag) => escaped(`#${tag}`)).join(' ');
  const foot = tagged === '' ? '' : element('p', { class: 'tags' }, tagged);
  return element(
    'div',
    {
      class: `note note-${label}`,
      id: `comment-${number}`,
      role: 'note',
      'aria-label': `Comment on ${name}`,
    },
    head + blocks(body, context) + foot,
  );
}

/** Blocks as HTML. */
export function blocks(all: readonly PrintedBlock[], context: HtmlContext): string {
  return all
    .map((block) => {
      const annotations = ('annotations' in block && block.annotations) || [];
      const html = bare(block, context);
      if (annotations.length === 0) return html;
      const notes = annotations.map((one) => annotation(one, context)).join('');
      const sides = element('div', {}, html) + element('div', { class: 'notes' }, notes);
      return element('div', { class: 'noted' }, sides);
    })
    .join('\n');
}

/** The footnotes met since they were last written, those within them too; empty without any. */
export function footnotes(of: string, context: HtmlContext): string {
  const items: string[] = [];
  for (let next = context.footnotes.shift(); next; next = context.footnotes.shift()) {
    const { number, blocks: body } = next;
    const back = { href: `#fnref-${number}`, class: 'back', role: 'doc-backlink' };
    const link = element(
      'a',
      { ...back, 'aria-label': `Back to the text of footnote ${number}` },
      '↩',
    );
    const text = blocks(body, context);
    const inside = text.endsWith('</p>')
      ? text.replace(/<\/p>$/, ` ${link}</p>`)
      : `${text} ${link}`;
    items.push(element('li', { id: `fn-${number}`, value: number }, inside));
  }
  if (items.length === 0) return '';
  const list = element('ol', {}, items.join('\n'));
  return element(
    'section',
    { class: 'footnotes', role: 'doc-endnotes', 'aria-label': `Footnotes of ${of}` },
    list,
  );
}
