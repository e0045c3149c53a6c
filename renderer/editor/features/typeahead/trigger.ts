/** What opens a list of suggestions while it is typed. */
export type TriggerKind = 'citation' | 'reference' | 'slash';

export interface Trigger {
  kind: TriggerKind;
  /** Where it begins in the text, in UTF-16 code units. */
  from: number;
  /** What was typed after its sign. */
  query: string;
}

const SIGNS: ReadonlyArray<readonly [kind: TriggerKind, pattern: RegExp]> = [
  ['reference', /\[\[([^[\]\n]{0,80})$/],
  // Not inside a word: "name@example.org" is an address.
  ['citation', /(?<=^|[\s([{"“«—–-])@([^@\n]{0,60})$/],
  // Not in "and/or".
  ['slash', /(?<=^|\s)\/([^/\n]{0,30})$/],
];

/**
 * The trigger that a text ends in. `isStart` says whether the text begins where its line does, so
 * that a sign at its beginning counts.
 */
export function triggerIn(text: string, isStart = true): Trigger | undefined {
  for (const [kind, pattern] of SIGNS) {
    const match = pattern.exec(text);
    if (match === null || (match.index === 0 && !isStart && kind !== 'reference')) continue;
    const query = match[1] ?? '';
    // A space right after the sign says that the sign itself is meant.
    if (/^\s/.test(query)) continue;
    return { kind, from: match.index, query };
  }
  return undefined;
}
