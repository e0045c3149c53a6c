/**
 * What word processors write line by line, as blocks: list items that only know their level become
 * nested lists, lines of a quotation or of code become one block, captions go to their picture.
 */
import type { Block, ListItem, Run } from '../../shared/document.ts';
import { MAX_NESTING, tidyBlocks, tidyRuns } from './tidy.ts';

/** A line that says which list it belongs to. */
export interface ItemPiece {
  kind: 'item';
  /** Items of one list have the same key. */
  list: string;
  /** How deep it is, from 0. */
  level: number;
  ordered: boolean;
  /** Its number, when it has one. */
  number: number;
  /** It has no bullet or number of its own and goes on with the item before it. */
  continues?: boolean;
  blocks: Block[];
}

export type Piece =
  | { kind: 'block'; block: Block }
  | { kind: 'quote'; block: Block }
  | { kind: 'code'; text: string }
  | { kind: 'caption'; runs: Run[] }
  | ItemPiece;

type List = Extract<Block, { type: 'list' }>;

interface OpenList {
  key: string;
  level: number;
  block: List;
}

/** A list that begins with an item; it starts at the item's number. */
function newList({ ordered, number }: ItemPiece): List {
  const start = ordered && number !== 1 ? { start: number } : {};
  return { type: 'list', ordered, items: [], ...start };
}

/** Makes one block tree of pieces, in their order. The result is tidy. */
export function assemble(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  let open: OpenList[] = [];

  const addItem = (piece: ItemPiece): void => {
    const level = Math.min(piece.level, MAX_NESTING - 1);
    while ((open.at(-1)?.level ?? -1) > level) open.pop();
    const top = open.at(-1);
    if (piece.continues === true) {
      const before = top?.block.items.at(-1)?.blocks ?? blocks;
      before.push(...piece.blocks);
      return;
    }
    const fits =
      top?.level === level && top.key === piece.list && top.block.ordered === piece.ordered;
    const item: ListItem = { blocks: piece.blocks };
    if (fits) {
      top.block.items.push(item);
      return;
    }
    if (top?.level === level) open.pop();
    const block = newList(piece);
    block.items.push(item);
    const parent = open.at(-1)?.block.items.at(-1);
    (parent === undefined ? blocks : parent.blocks).push(block);
    open.push({ key: piece.list, level, block });
  };

  for (const piece of pieces) {
    if (piece.kind === 'item') {
      addItem(piece);
      continue;
    }
    open = [];
    const last = blocks.at(-1);
    switch (piece.kind) {
      case 'block':
        blocks.push(piece.block);
        break;
      case 'quote':
        if (last?.type === 'quote') last.blocks.push(piece.block);
        else blocks.push({ type: 'quote', blocks: [piece.block] });
        break;
      case 'code':
        if (last?.type === 'code') last.text += `\n${piece.text}`;
        else blocks.push({ type: 'code', text: piece.text });
        break;
      case 'caption':
        if (last?.type === 'figure' && last.caption.length === 0) last.caption = piece.runs;
        else blocks.push({ type: 'paragraph', runs: piece.runs });
        break;
    }
  }
  return tidyBlocks(blocks);
}

/** A heading; that all of it is bold or slanted is how headings look, and says nothing. */
export function headingOf(level: number, runs: readonly Run[]): Block {
  const words = runs.filter((run) => run.text.trim() !== '');
  const looks = (['bold', 'italic'] as const).filter((mark) =>
    words.every((run) => run.marks?.includes(mark) === true),
  );
  const plain = runs.map((run) => ({
    ...run,
    marks: run.marks?.filter((mark) => !looks.some((look) => look === mark)),
  }));
  return { type: 'heading', level, runs: plain };
}

/** What a paragraph that is neither heading nor item is, by the role of its style. */
export function pieceOfRole(role: string | undefined, runs: Run[]): Piece {
  const block: Block = { type: 'paragraph', runs };
  switch (role) {
    case 'quote':
      return { kind: 'quote', block };
    case 'code':
      return { kind: 'code', text: runs.map((run) => run.text).join('') };
    case 'caption':
      return { kind: 'caption', runs };
    default:
      return { kind: 'block', block };
  }
}

/**
 * A paragraph, unless it has no text, with what floats in its line behind it. A picture in the
 * caption's own paragraph is the one that it is about, and goes before it.
 */
export function withFloating(piece: Piece, text: string, floating: readonly Piece[]): Piece[] {
  if (text === '') return [...floating];
  return piece.kind === 'caption' ? [...floating, piece] : [piece, ...floating];
}

/** Pieces that are blocks. */
export function blockPieces(blocks: readonly Block[]): Piece[] {
  return blocks.map((block) => ({ kind: 'block', block }));
}

/** The runs in blocks, blocks parted by line breaks: for places that hold a line of text only. */
export function runsIn(blocks: readonly Block[]): Run[] {
  return blocks.flatMap((block): Run[] => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return [...block.runs, { text: '\n' }];
      case 'code':
        return [{ text: block.text, marks: ['code'] }, { text: '\n' }];
      case 'quote':
        return runsIn(block.blocks);
      case 'list':
        return block.items.flatMap((item) => runsIn(item.blocks));
      case 'table':
        return block.rows.flatMap((row) =>
          row.cells.flatMap((cell) => [...cell.runs, { text: '\n' }]),
        );
      case 'figure':
        return block.caption.length === 0 ? [] : [...block.caption, { text: '\n' }];
      default:
        return [];
    }
  });
}

/** The blocks of a kind in blocks, at any depth. */
export function blocksOfType<T extends Block['type']>(
  blocks: readonly Block[],
  type: T,
): Array<Extract<Block, { type: T }>> {
  return blocks.flatMap((block): Array<Extract<Block, { type: T }>> => {
    if (block.type === type) return [block as Extract<Block, { type: T }>];
    if (block.type === 'quote') return blocksOfType(block.blocks, type);
    if (block.type !== 'list') return [];
    return block.items.flatMap((item) => blocksOfType(item.blocks, type));
  });
}

/** The text of runs on one line. */
export function lineOf(runs: readonly Run[]): string {
  const text = tidyRuns(runs).map((run) => run.text);
  return text.join('').replace(/\s+/g, ' ').trim();
}
