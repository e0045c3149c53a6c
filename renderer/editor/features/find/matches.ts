import {
  $getRoot,
  $isDecoratorNode,
  $isElementNode,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
  type NodeKey,
} from 'lexical';

/** A stretch of one piece of text. Offsets are UTF-16 code units. */
export interface MatchPart {
  key: NodeKey;
  from: number;
  to: number;
}

/** A place where the words were found; it can run over several pieces, bold and plain. */
export type Match = readonly MatchPart[];

/** Stands for what is in a line and no text; no query can hold it. */
const OBJECT = '\uFFFC';

interface Piece {
  /** Absent for what can't be found or replaced. */
  key?: NodeKey;
  start: number;
  text: string;
}

/** The lines of an element: the text that runs on without a break, in pieces. */
function $linesOf(element: ElementNode): Piece[][] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let length = 0;
  const endLine = () => {
    if (line.length > 0) lines.push(line);
    line = [];
    length = 0;
  };
  const add = (text: string, key?: NodeKey) => {
    line.push({ start: length, text, ...(key === undefined ? {} : { key }) });
    length += text.length;
  };
  const visit = (node: LexicalNode): void => {
    if ($isTextNode(node)) {
      const text = node.getTextContent();
      if (text === '\t') add(text);
      else add(text, node.getKey());
    } else if ($isElementNode(node)) {
      if (!node.isInline()) endLine();
      node.getChildren().forEach(visit);
      if (!node.isInline()) endLine();
    } else if ($isDecoratorNode(node) && node.isInline()) add(OBJECT);
    else endLine();
  };
  visit(element);
  endLine();
  return lines;
}

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Every place in the text that has the words, in order; none for no words. */
export function $findMatches(words: string, matchCase: boolean): Match[] {
  if (words === '') return [];
  const pattern = new RegExp(escaped(words), matchCase ? 'gu' : 'giu');
  const matches: Match[] = [];
  for (const line of $linesOf($getRoot())) {
    const text = line.map((piece) => piece.text).join('');
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const end = index + found.length;
      const parts = line.flatMap(({ key, start, text: own }): MatchPart[] => {
        const from = Math.max(index, start) - start;
        const to = Math.min(end, start + own.length) - start;
        return key === undefined || from >= to ? [] : [{ key, from, to }];
      });
      if (parts.length > 0) matches.push(parts);
    }
  }
  return matches;
}
