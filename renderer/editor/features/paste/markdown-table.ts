import {
  $generateNodesFromMarkdownString,
  type MultilineElementTransformer,
} from '@lexical/markdown';
import {
  $createTableCellNode,
  $createTableNode,
  $createTableRowNode,
  TableCellHeaderStates,
  TableCellNode,
  TableNode,
  TableRowNode,
} from '@lexical/table';
import { $createParagraphNode, $isElementNode, type LexicalNode } from 'lexical';
import { TRANSFORMERS } from '../markdown/transformers.ts';

/** The line under the head of a table, as GFM has it: "| --- | :-: |". */
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** A cell is one line of words: formats and links only. */
const INLINE = TRANSFORMERS.filter(({ type }) => type === 'text-format' || type === 'text-match');

function $inlineNodes(text: string): LexicalNode[] {
  const [first] = text === '' ? [] : $generateNodesFromMarkdownString(text, INLINE);
  return $isElementNode(first) ? first.getChildren() : [];
}

/** Reads the tables of GitHub's Markdown (https://github.github.com/gfm/#tables-extension-). */
export const MARKDOWN_TABLE: MultilineElementTransformer = {
  type: 'multiline-element',
  dependencies: [TableNode, TableRowNode, TableCellNode],
  regExpStart: /^\s*\|?[^|]*\|/,
  handleImportAfterStartMatch: ({ lines, rootNode, startLineIndex }) => {
    const head = cellsOf(lines[startLineIndex] ?? '');
    const divider = lines[startLineIndex + 1] ?? '';
    if (!divider.includes('|') || !DIVIDER.test(divider)) return null;
    if (cellsOf(divider).length !== head.length) return null;
    let end = startLineIndex + 1;
    while (lines[end + 1]?.includes('|') === true) end += 1;
    const table = $createTableNode();
    for (const line of [head, ...lines.slice(startLineIndex + 2, end + 1).map(cellsOf)]) {
      const row = $createTableRowNode();
      const state = line === head ? TableCellHeaderStates.ROW : TableCellHeaderStates.NO_STATUS;
      for (let column = 0; column < head.length; column++) {
        const paragraph = $createParagraphNode().append(...$inlineNodes(line[column] ?? ''));
        row.append($createTableCellNode(state).append(paragraph));
      }
      table.append(row);
    }
    rootNode.append(table);
    return [true, end];
  },
  replace: () => false,
};
