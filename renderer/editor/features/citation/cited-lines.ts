import {
  $isElementNode,
  $isLineBreakNode,
  $isTextNode,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import type { Block, Run } from '../../../../shared/document.ts';
import { richTextToBlocks } from '../../../../shared/rich-text.ts';
import { $isFootnoteNode } from '../footnote/footnote-node.ts';
import { $isCitationNode } from './citation-node.ts';

/** What of a text its citations depend on, and the node of each citation in the order of the text. */
export interface CitedLines {
  lines: Run[][];
  /** Undefined for citations in footnotes, which are shown elsewhere. */
  keys: Array<NodeKey | undefined>;
}

/** Words are of no account, but for whether there are any. */
function bare(run: Run): Run {
  if (run.cite !== undefined) return { text: '', cite: run.cite };
  return { text: run.text.trim() === '' && run.text !== '' ? ' ' : 'x' };
}

function bareBlocks(blocks: readonly Block[]): { blocks: Block[]; cites: number } {
  let cites = 0;
  const lines = blocks.flatMap((block): Block[] => {
    if (!('runs' in block)) return [];
    cites += block.runs.filter(({ cite }) => cite !== undefined).length;
    return [{ type: 'paragraph', runs: block.runs.map(bare) }];
  });
  return { blocks: lines, cites };
}

/** Reads a text that is being edited; only lines with citations or footnotes are told. */
export function $citedLines(root: LexicalNode): CitedLines {
  const lines: Run[][] = [];
  const keys: CitedLines['keys'] = [];
  let line: Run[] = [];
  let counts = false;
  const end = () => {
    if (counts) lines.push(line);
    line = [];
    counts = false;
  };
  const visit = (node: LexicalNode): void => {
    if ($isCitationNode(node)) {
      const { label: _, ...cite } = node.getCited();
      line.push({ text: '', cite });
      keys.push(node.getKey());
      counts = true;
    } else if ($isFootnoteNode(node)) {
      const { blocks, cites } = bareBlocks(richTextToBlocks(node.getContent()));
      line.push({ text: '', footnote: blocks });
      for (let at = 0; at < cites; at += 1) keys.push(undefined);
      counts = true;
    } else if ($isTextNode(node)) line.push(bare({ text: node.getTextContent() }));
    else if ($isLineBreakNode(node)) line.push({ text: 'x' });
    else if ($isElementNode(node)) {
      if (!node.isInline()) end();
      node.getChildren().forEach(visit);
      if (!node.isInline()) end();
    } else line.push({ text: 'x' });
  };
  visit(root);
  end();
  return { lines, keys };
}
