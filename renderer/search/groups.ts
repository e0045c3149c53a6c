import type { Hit, HitKind, SearchReply } from '../../shared/domain.ts';
import { segmentsOf } from './marks.ts';

/** The headings of results, and the names of the filters, in the order of the filters. */
export const KIND_LABELS: Readonly<Record<HitKind, string>> = {
  source: 'Sources',
  highlight: 'Highlights',
  note: 'Notes',
  case: 'Case files',
  tag: 'Tags',
};

/** What one result is called. */
export const KIND_NAMES: Readonly<Record<HitKind, string>> = {
  source: 'Source',
  highlight: 'Highlight',
  note: 'Note',
  case: 'Case file',
  tag: 'Tag',
};

export const KINDS = Object.keys(KIND_LABELS) as HitKind[];

export interface HitGroup {
  kind: HitKind;
  hits: Hit[];
}

/**
 * Groups hits by kind. They come best first, and stay so: inside a group, and the groups among each
 * other by their best hit.
 */
export function groupHits(hits: readonly Hit[]): HitGroup[] {
  const groups = new Map<HitKind, Hit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.kind);
    if (group === undefined) groups.set(hit.kind, [hit]);
    else group.push(hit);
  }
  return [...groups].map(([kind, members]) => ({ kind, hits: members }));
}

/** What distinguishes a hit from every other, also of another kind. */
export function hitKey(hit: Hit): string {
  return `${hit.kind}:${hit.id}`;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A word as the hits write it, with its capitals and accents; as it is when none has it. */
function asWritten(word: string, hits: readonly Hit[]): string {
  for (const { title, titleMarks, snippet, snippetMarks } of hits) {
    const marked = [...segmentsOf(title, titleMarks), ...segmentsOf(snippet, snippetMarks)];
    const same = marked.find((part) => part.marked && folded(part.text) === folded(word));
    if (same !== undefined) return same.text;
  }
  return word;
}

/** What to say about the words that were mended, one sentence for each; empty when none was. */
export function correctionSentences({ corrections, hits }: SearchReply): string[] {
  return corrections.map(({ from, to }) => `“${from}” also matched ${asWritten(to, hits)}`);
}

/** The kinds chosen after one of them was clicked. */
export function toggleKind(chosen: readonly HitKind[], kind: HitKind): HitKind[] {
  return chosen.includes(kind) ? chosen.filter((other) => other !== kind) : [...chosen, kind];
}
