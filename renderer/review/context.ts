/** The text around a passage, cut where words end. Pure. */

/** A text that goes before something, without the word that its beginning cuts. */
export function contextBefore(text: string, isWhole: boolean): string {
  if (isWhole) return text;
  const space = text.search(/\s/);
  return `…${space === -1 ? text : text.slice(space + 1)}`;
}

/** A text that comes after something, without the word that its end cuts. */
export function contextAfter(text: string, isWhole: boolean): string {
  if (isWhole) return text;
  const words = /^(.*)\s\S*$/su.exec(text);
  return `${words?.[1] ?? text}…`;
}
