import { $getNodeByKey, $isTextNode } from 'lexical';
import type { Match } from './matches.ts';

/** Puts words in the place of a match; they look as the match's first letter did. */
export function $replaceMatch(match: Match, words: string): void {
  // The last part first, so that the offsets of the others stay right.
  for (const [index, { key, from, to }] of [...match.entries()].reverse()) {
    const node = $getNodeByKey(key);
    if (!$isTextNode(node)) continue;
    node.spliceText(from, to - from, index === 0 ? words : '', true);
    if (node.getTextContentSize() === 0) node.remove();
  }
}

/** Puts words in the place of every match. */
export function $replaceMatches(matches: readonly Match[], words: string): void {
  for (const match of [...matches].reverse()) $replaceMatch(match, words);
}
