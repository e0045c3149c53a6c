/**
 * From the flow of a PDF to the blocks of a source: paragraphs joined across columns and pages,
 * headings with their levels, lists, tables, and where pages begin.
 *
 * A page-break stands before the first block of its page. A paragraph that runs on to the next page
 * stays one; the break follows it and says in `before` how much of it is on the new page. Footnotes
 * are paragraphs at the end of their page's text, before a paragraph that runs on.
 */
import type { Block, ListItem, Run, TableCell } from '../../shared/document.ts';
import { joinLines, type Vocabulary, vocabularyOf } from '../../shared/pdf-text/join.ts';
import { runsOf, type Line } from '../../shared/pdf-text/lines.ts';
import type { FontFacts } from '../../shared/pdf-text/page.ts';
import type { Flow, FlowBlock } from './pdf-flow.ts';
import { levelsOf, type Levels } from './pdf-headings.ts';
import type { OutlineEntry } from './pdf-pages.ts';
import { tidyBlocks } from './tidy.ts';

interface Built {
  flow: FlowBlock;
  /** The same paragraph's parts on the pages and columns after. */
  rest: FlowBlock[];
}

const ENDS_SENTENCE = /[.!?:;…。！？؟۔։][”’"'»)\]]*$/u;

/** Says whether a block goes on in another that comes next in its flow. */
function goesOn(a: FlowBlock, b: FlowBlock): boolean {
  if (a.kind === 'heading' || b.kind === 'heading' || b.marker !== undefined) return false;
  if (a.kind === 'table' || b.kind === 'table' || a.kind === 'code' || b.kind === 'code')
    return false;
  if ((a.kind === 'note') !== (b.kind === 'note')) return false;
  if (Math.abs(a.size - b.size) > 0.06 * a.size || a.bold !== b.bold) return false;
  if (/[\p{L}\p{N}][-\u2010\u00ad]$/u.test(a.text) && /^[\p{Ll}\p{Lo}]/u.test(b.text)) return true;
  if (a.kind === 'note') return !/^[\d*†‡]/u.test(b.text) && !ENDS_SENTENCE.test(a.text);
  const small = /^[\p{Ll},;)]/u.test(b.text);
  if (!ENDS_SENTENCE.test(a.text)) return small || (a.full && !b.indented);
  return small && a.full;
}

/** Joins what runs on from column to column and page to page, past notes and tables between. */
function joinedFlow(blocks: readonly FlowBlock[]): Built[] {
  const built: Built[] = [];
  const taken = new Set<FlowBlock>();
  blocks.forEach((block, index) => {
    if (taken.has(block)) return;
    const rest: FlowBlock[] = [];
    let tail = block;
    for (let at = index + 1, skipped = 0; at < blocks.length && skipped < 12; at += 1) {
      const next = blocks[at];
      if (next === undefined || next.page > tail.page + 1) break;
      if (taken.has(next)) continue;
      const besides = next.kind === 'table' || (next.kind === 'note') !== (block.kind === 'note');
      if (besides) {
        skipped += 1;
        continue;
      }
      if (!isElsewhere(tail, next) || !goesOn(tail, next)) break;
      rest.push(next);
      taken.add(next);
      tail = next;
    }
    built.push({ flow: block, rest });
  });
  return notesFirst(built);
}

/** Says whether the next block is in another column, on another page, or beyond a float. */
function isElsewhere(a: FlowBlock, b: FlowBlock): boolean {
  if (a.page !== b.page) return true;
  const last = a.lines.at(-1);
  const first = b.lines[0];
  return last !== undefined && first !== undefined && first.baseline < last.baseline;
}

/** Puts a page's notes before its last paragraph where that runs on to the next page. */
function notesFirst(built: readonly Built[]): Built[] {
  const ordered = [...built];
  for (let at = 0; at < ordered.length; at += 1) {
    const entry = ordered[at];
    if (entry === undefined || entry.flow.kind === 'note') continue;
    const { page } = entry.flow;
    if (!entry.rest.some((part) => part.page > page)) continue;
    let to = at;
    while (ordered[to + 1]?.flow.page === page) to += 1;
    if (to === at) continue;
    ordered.splice(at, 1);
    ordered.splice(to, 0, entry);
    // What was moved past stands before it now; the entry itself must not be met again.
    at = to;
  }
  return ordered;
}

interface Writing {
  fonts: ReadonlyMap<string, FontFacts>;
  vocabulary: Vocabulary;
}

function runsOfLines(lines: readonly Line[], { fonts, vocabulary }: Writing): Run[] {
  const runs = lines.map((line) =>
    line.cells.flatMap((cell, index): Run[] => [
      ...(index > 0 ? [{ text: ' ' }] : []),
      ...runsOf(cell, line.rtl, fonts),
    ]),
  );
  return joinLines(runs, vocabulary);
}

/** Takes the first units of text off runs: the marker of an item. */
function withoutStart(runs: readonly Run[], length: number): Run[] {
  let left = length;
  return runs.flatMap((run) => {
    const cut = Math.min(left, run.text.length);
    left -= cut;
    return cut === run.text.length && cut > 0 ? [] : [{ ...run, text: run.text.slice(cut) }];
  });
}

/** The bold of a heading is its look as a heading. */
function plainHeading(runs: readonly Run[]): Run[] {
  return runs.map(({ text, marks }) => {
    const kept = marks?.filter((mark) => mark !== 'bold') ?? [];
    return kept.length === 0 ? { text } : { text, marks: kept };
  });
}

function textOfLines(lines: readonly Line[], writing: Writing): string {
  return runsOfLines(lines, writing)
    .map(({ text }) => text)
    .join('');
}

/** Cells of lines put under each other by where they stand. */
function tableOf(block: FlowBlock, writing: Writing): Block {
  if (block.rows !== undefined) {
    return {
      type: 'table',
      rows: block.rows.map((cells) => ({
        cells: cells.map(({ header, lines }) => ({ header, runs: runsOfLines(lines, writing) })),
      })),
    };
  }
  const columns: Array<{ left: number; right: number }> = [];
  const most = Math.max(...block.lines.map(({ cells }) => cells.length));
  for (const line of block.lines) {
    if (line.cells.length !== most) continue;
    line.cells.forEach(({ left, right }, index) => {
      const column = columns[index];
      if (column === undefined) columns.push({ left, right });
      else {
        column.left = Math.min(column.left, left);
        column.right = Math.max(column.right, right);
      }
    });
  }
  const rows = block.lines.map((line) => {
    const cells: TableCell[] = columns.map(() => ({ header: false, runs: [] }));
    line.cells.forEach((cell, index) => {
      const overlap = columns.map(
        (column) => Math.min(column.right, cell.right) - Math.max(column.left, cell.left),
      );
      const best = line.cells.length === most ? index : overlap.indexOf(Math.max(...overlap));
      const at = cells[best];
      if (at === undefined) return;
      if (at.runs.length > 0) at.runs.push({ text: ' ' });
      at.runs.push(...runsOf(cell, line.rtl, writing.fonts));
    });
    return { cells };
  });
  return { type: 'table', rows };
}

/** A list that is being written: lists inside items by how far they stand in. */
interface OpenList {
  indent: number;
  list: Block & { type: 'list' };
}

class Writer {
  readonly blocks: Block[] = [];
  #lists: OpenList[] = [];

  push(block: Block): void {
    this.#lists = [];
    this.blocks.push(block);
  }

  /** Adds an item to the list that is open, or begins one. */
  item(flow: FlowBlock, runs: Run[]): void {
    const { marker, indent } = flow;
    const ordered = marker?.ordered ?? false;
    const item: ListItem = { blocks: [{ type: 'paragraph', runs }] };
    while ((this.#lists.at(-1)?.indent ?? -Infinity) > indent + 4) this.#lists.pop();
    const open = this.#lists.at(-1);
    const follows = (list: Block & { type: 'list' }): boolean =>
      list.ordered === ordered &&
      (!ordered ||
        marker?.number === undefined ||
        marker.number === (list.start ?? 1) + list.items.length);
    if (open !== undefined && Math.abs(open.indent - indent) <= 4 && follows(open.list)) {
      open.list.items.push(item);
      return;
    }
    const list: Block & { type: 'list' } = {
      type: 'list',
      ordered,
      items: [item],
      ...(ordered && marker?.number !== undefined && marker.number !== 1
        ? { start: marker.number }
        : {}),
    };
    const host =
      open !== undefined && indent > open.indent + 4 ? open.list.items.at(-1) : undefined;
    if (host !== undefined) host.blocks.push(list);
    else {
      this.#lists = [];
      this.blocks.push(list);
    }
    this.#lists.push({ indent, list });
  }
}

/** Markers that a list can carry: bullets, and numbers in figures. */
function isListItem({ kind, marker, tagged }: FlowBlock): boolean {
  if (kind !== 'item') return false;
  return marker === undefined ? tagged : !marker.ordered || marker.number !== undefined;
}

/** The sign of a note stands off its text. */
function spaceAfterSign(runs: Run[]): void {
  const [first, second] = runs;
  if (first === undefined) return;
  const alone = /^(?:\d{1,3}|[*†‡§¶a-z])$/u.test(first.text) && first.marks?.includes('sup');
  if (alone === true && second !== undefined && !second.text.startsWith(' ')) {
    second.text = ` ${second.text}`;
  } else first.text = first.text.replace(/^(\d{1,3}|[*†‡§¶])(?=[\p{L}“"'(])/u, '$1 ');
}

function writeBlock(writer: Writer, { flow, rest }: Built, levels: Levels, writing: Writing): void {
  const lines = [flow, ...rest].flatMap((part) => part.lines);
  switch (flow.kind) {
    case 'heading':
      writer.push({
        type: 'heading',
        level: levels.of(flow),
        runs: plainHeading(runsOfLines(lines, writing)),
      });
      return;
    case 'table':
      writer.push(tableOf(flow, writing));
      return;
    case 'code':
      writer.push({
        type: 'code',
        text: flow.lines.map((line) => textOf(line, writing)).join('\n'),
      });
      return;
    case 'quote':
      writer.push({
        type: 'quote',
        blocks: [{ type: 'paragraph', runs: runsOfLines(lines, writing) }],
      });
      return;
    default: {
      const runs = runsOfLines(lines, writing);
      if (flow.kind === 'note') spaceAfterSign(runs);
      if (isListItem(flow)) {
        const marker = flow.marker?.length ?? 0;
        writer.item(flow, withoutStart(runs, marker));
      } else writer.push({ type: 'paragraph', runs });
    }
  }
}

function textOf(line: Line, { fonts }: Writing): string {
  return line.cells
    .map((cell) =>
      runsOf(cell, line.rtl, fonts)
        .map(({ text }) => text)
        .join(''),
    )
    .join('  ');
}

/** The blocks of a source out of the flow of its pages. */
export function pdfBlocks(
  flow: Flow,
  labels: readonly string[],
  outline: readonly OutlineEntry[],
  fonts: ReadonlyMap<string, FontFacts>,
): Block[] {
  const writing: Writing = { fonts, vocabulary: vocabularyOf(flow.lines, flow.breaksHangul) };
  const levels = levelsOf(flow, outline);
  const writer = new Writer();
  let page = -1;
  /** Parts of the paragraph just written that are on pages to come: how many units from its end. */
  let tails = new Map<number, number>();
  const breakTo = (to: number): void => {
    while (page < to) {
      page += 1;
      const before = tails.get(page);
      const label = labels[page] ?? String(page + 1);
      writer.push({
        type: 'page-break',
        label,
        ...(before === undefined || before <= 0 ? {} : { before }),
      });
      for (const entry of levels.missing.get(page) ?? []) {
        writer.push({ type: 'heading', level: entry.level, runs: [{ text: entry.title }] });
      }
    }
  };
  for (const built of joinedFlow(flow.blocks)) {
    breakTo(built.flow.page);
    writeBlock(writer, built, levels, writing);
    const parts = [built.flow, ...built.rest];
    tails = new Map();
    const all = textOfLines(
      parts.flatMap(({ lines }) => lines),
      writing,
    );
    parts.forEach((part, index) => {
      if (part.page <= built.flow.page || tails.has(part.page)) return;
      const head = textOfLines(
        parts.slice(0, index).flatMap(({ lines }) => lines),
        writing,
      );
      tails.set(part.page, all.slice(head.length).trimStart().length);
    });
    const last = parts.at(-1);
    if (last !== undefined) breakTo(last.page);
  }
  breakTo(labels.length - 1);
  return tidyBlocks(writer.blocks);
}
