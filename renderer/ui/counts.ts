const number = new Intl.NumberFormat('en-GB');

/** A number as it is read: 12,408. */
export function numberText(count: number): string {
  return number.format(count);
}

/** "1 source", "3 sources"; `plural` where it isn't made with an s. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${number.format(count)} ${count === 1 ? noun : plural}`;
}
