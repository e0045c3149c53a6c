let format: Intl.ListFormat | undefined;

/** Words as a list in a sentence: “a, b and c”. Made when first asked for: it takes milliseconds. */
export function andList(words: readonly string[]): string {
  format ??= new Intl.ListFormat('en-GB', { type: 'conjunction' });
  return format.format(words);
}
