import { diffArrays } from 'diff';

/** A stretch of text that two texts share, or that only the one or the other has. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** More differences than these are no difference any more: it is another text. */
const MOST_EDITS = 3000;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

function wordsOf(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment);
}

/**
 * The difference of two texts by words, in any script. The parts that are not `added` make up the
 * first text, those that are not `removed` the second.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITS });
  if (changes === undefined) {
    const whole: DiffPart[] = [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
    return whole.filter(({ text }) => text !== '');
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

/** What to replace in a text that starts at `offset` to make it another; the least there is. */
export function editsBetween(
  before: string,
  after: string,
  offset: number,
): Array<{ start: number; end: number; text: string }> {
  const edits: Array<{ start: number; end: number; text: string }> = [];
  let at = offset;
  let last: (typeof edits)[number] | undefined;
  for (const { kind, text } of diffWords(before, after)) {
    if (kind === 'same') {
      at += text.length;
      last = undefined;
      continue;
    }
    if (last === undefined) edits.push((last = { start: at, end: at, text: '' }));
    if (kind === 'added') last.text += text;
    else {
      at += text.length;
      last.end = at;
    }
  }
  return edits;
}
