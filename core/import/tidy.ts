/**
 * The form that every reader's blocks end in: white space collapsed as a browser would, equal
 * neighbours merged, nothing empty, nesting bounded.
 */
import type { Block, ListItem, Run, TableRow } from '../../shared/document.ts';

/** Deepest nesting of quotes and lists that is kept; deeper ones are flattened into it. */
export const MAX_NESTING = 16;

/**
 * Text without what can't be seen or stored: control characters, soft hyphens, byte order marks and
 * halves of surrogate pairs; every line end is `\n`.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v]/g, '\n')
    .replace(/[\0-\x08\x0c\x0e-\x1f\x7f-\x9f\u00ad\ufeff]/g, '')
    .toWellFormed();
}

type Look = Pick<Run, 'marks' | 'href'>;

/** Says whether a run is one thing whatever its text: a formula, a footnote, a citation, a link. */
function isWhole(run: Run): boolean {
  return [run.math, run.footnote, run.cite, run.to].some((part) => part !== undefined);
}

function sameLook(a: Run, b: Look): boolean {
  return !isWhole(a) && a.href === b.href && (a.marks ?? []).join() === (b.marks ?? []).join();
}

function runOf(text: string, look: Look): Run {
  const run: Run = { text };
  if (look.marks !== undefined && look.marks.length > 0) run.marks = look.marks;
  if (look.href !== undefined) run.href = look.href;
  return run;
}

/**
 * Runs as one reads them: white space collapsed across them, none at the ends or beside a line
 * break, equal neighbours merged. Line breaks are kept, however many follow each other.
 */
export function tidyRuns(runs: readonly Run[]): Run[] {
  const tidy: Run[] = [];
  let breaks = 0;
  let space: Look | undefined;

  const emit = (text: string, look: Look): void => {
    if (text === '') return;
    const last = tidy.at(-1);
    if (last !== undefined && sameLook(last, look)) last.text += text;
    else tidy.push(runOf(text, look));
  };
  const word = (text: string, look: Look): void => {
    if (breaks > 0) {
      const last = tidy.at(-1);
      emit('\n'.repeat(breaks), last !== undefined && sameLook(last, look) ? look : {});
    } else if (space !== undefined) emit(' ', space);
    breaks = 0;
    space = undefined;
    emit(text, look);
  };

  for (const run of runs) {
    if (isWhole(run)) {
      if (run.footnote?.length === 0) continue;
      word('', run);
      tidy.push(run);
      continue;
    }
    const lines = cleanText(run.text).split('\n');
    for (const [index, line] of lines.entries()) {
      if (index > 0 && tidy.length > 0) {
        breaks += 1;
        space = undefined;
      }
      const text = line.replace(/[ \t]+/g, ' ');
      if (text.startsWith(' ') && breaks === 0 && tidy.length > 0) space ??= run;
      const inner = text.replace(/^ | $/g, '');
      if (inner === '') continue;
      word(inner, run);
      if (text.endsWith(' ')) space = run;
    }
  }
  return tidy;
}

/** Says whether runs hold anything to read: non-breaking spaces alone are nothing. */
function isBlank(runs: readonly Run[]): boolean {
  return runs.every((run) => run.text.trim() === '' && run.footnote === undefined);
}

/** The paragraphs of a stretch of runs: two or more line breaks in a row part them. */
function paragraphsOf(runs: readonly Run[]): Run[][] {
  const paragraphs: Run[][] = [[]];
  for (const run of tidyRuns(runs)) {
    if (isWhole(run)) {
      paragraphs.at(-1)?.push(run);
      continue;
    }
    for (const [index, text] of run.text.split(/\n{2,}/).entries()) {
      if (index > 0) paragraphs.push([]);
      if (text !== '') paragraphs.at(-1)?.push(runOf(text, run));
    }
  }
  return paragraphs.map(tidyRuns).filter((paragraph) => !isBlank(paragraph));
}

/** Runs that are one piece whatever they held: every stretch of line breaks becomes `glue`. */
function onePiece(runs: readonly Run[], glue: string): Run[] {
  const pieces = tidyRuns(runs).map((run) =>
    isWhole(run) ? run : { ...run, text: run.text.replace(/\n+/g, glue) },
  );
  const tidy = tidyRuns(pieces);
  return isBlank(tidy) ? [] : tidy;
}

function tidyRows(rows: readonly TableRow[]): TableRow[] {
  const tidy = rows.map((row) => ({
    cells: row.cells.map((cell) => ({ header: cell.header, runs: onePiece(cell.runs, '\n') })),
  }));
  return tidy.filter((row) => row.cells.some((cell) => cell.runs.length > 0));
}

function tidyItems(items: readonly ListItem[], depth: number): ListItem[] {
  return items
    .map((item) => ({ ...item, blocks: tidyBlocks(item.blocks, depth) }))
    .filter((item) => item.blocks.length > 0);
}

function tidyBlock(block: Block, depth: number): Block[] {
  switch (block.type) {
    case 'paragraph':
      return paragraphsOf(block.runs).map((runs) => ({ ...block, runs }));
    case 'heading': {
      const runs = onePiece(block.runs, ' ');
      return runs.length === 0 ? [] : [{ ...block, runs }];
    }
    case 'quote': {
      const blocks = tidyBlocks(block.blocks, depth + 1);
      if (depth >= MAX_NESTING) return blocks;
      return blocks.length === 0 ? [] : [{ ...block, blocks }];
    }
    case 'list': {
      const items = tidyItems(block.items, depth + 1);
      if (depth >= MAX_NESTING) return items.flatMap((item) => item.blocks);
      return items.length === 0 ? [] : [{ ...block, items }];
    }
    case 'code': {
      const text = cleanText(block.text).replace(/^(?:[^\S\n]*\n)+|\s+$/g, '');
      return text === '' ? [] : [{ ...block, text }];
    }
    case 'table': {
      const rows = tidyRows(block.rows);
      return rows.length === 0 ? [] : [{ type: 'table', rows }];
    }
    case 'figure':
      return [{ ...block, caption: onePiece(block.caption, ' ') }];
    case 'math':
      return block.tex.trim() === '' ? [] : [block];
    case 'rule':
    case 'page-break':
      return [block];
  }
}

/**
 * Blocks with tidy runs, no empty block, run or item, and no quote or list deeper than
 * `MAX_NESTING`. Expects input of bounded depth (the readers cap it at a few hundred levels).
 */
export function tidyBlocks(blocks: readonly Block[], depth = 0): Block[] {
  return blocks.flatMap((block) => tidyBlock(block, depth));
}
