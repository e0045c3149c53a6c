/** Footnotes and endnotes of word processors: a raised mark in the text, the notes at its end. */
import type { Block, Run } from '../../shared/document.ts';
import { tidyBlocks } from './tidy.ts';

export interface Notes {
  /** Keeps a note and gives the mark that stands for it in the text. */
  add: (kind: 'footnote' | 'endnote', blocks: readonly Block[], label?: string) => Run;
  /** All notes as blocks, each begun by its mark: footnotes, then endnotes. */
  blocks: () => Block[];
}

const ROMAN: ReadonlyArray<readonly [number, string]> = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** A number in small Roman numerals. */
function roman(number: number): string {
  let left = number;
  let text = '';
  for (const [value, letters] of ROMAN) {
    for (; left >= value; left -= value) text += letters;
  }
  return text;
}

/** A note with its mark before its first words. */
function noteBlocks(label: string, blocks: readonly Block[]): Block[] {
  const mark: Run = { text: label, marks: ['sup'] };
  const [first, ...rest] = blocks;
  if (first?.type !== 'paragraph') return [{ type: 'paragraph', runs: [mark] }, ...blocks];
  // Some programs put blanks of their own between a mark and its note.
  const [begin, ...more] = first.runs;
  const runs = begin === undefined ? [] : [{ ...begin, text: begin.text.trimStart() }, ...more];
  return [{ ...first, runs: [mark, { text: ' ' }, ...runs] }, ...rest];
}

/**
 * Starts the notes of one text. Without a label of their own footnotes count 1, 2, 3; endnotes i,
 * ii, iii when there are footnotes to tell them from (`roman`), else as footnotes do.
 */
export function collectNotes(options: { roman: boolean }): Notes {
  const kept = { footnote: [] as Block[], endnote: [] as Block[] };
  const counted = { footnote: 0, endnote: 0 };
  return {
    add: (kind, blocks, label) => {
      if (label === undefined) counted[kind] += 1;
      const number = counted[kind];
      const counting = kind === 'endnote' && options.roman ? roman(number) : `${number}`;
      const text = label ?? counting;
      for (const block of noteBlocks(text, blocks)) kept[kind].push(block);
      return { text, marks: ['sup'] };
    },
    blocks: () => tidyBlocks([...kept.footnote, ...kept.endnote]),
  };
}
