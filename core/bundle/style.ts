/** The citation style that a bundle's case file is set in, when the library has not got it. */
import { isBundledStyle } from '../../shared/citations.ts';
import { Refusal } from '../../shared/result.ts';
import { addStyle } from '../citations/citing.ts';
import type { Notebook } from '../notebook.ts';
import { findAddedStyle } from '../store/citation-styles.ts';
import type { Bundle } from './read.ts';

export interface BundledCiting {
  /** The style's id. */
  id: string;
  /** Keeps the style in the library. */
  keep: () => void;
}

/**
 * The style in a bundle, tried out; undefined when none is wanted. A style of the library stays as
 * it is. Of one that can't be used a sentence is added to the bundle's problems: citations are then
 * set as where a style was taken away.
 */
export async function styleOf(
  notebook: Notebook,
  { description: { style, case: file }, items, problems }: Bundle,
): Promise<BundledCiting | undefined> {
  const id = items.get(`case/${file.id}`)?.parts['citing:style']?.value;
  if (typeof id !== 'string' || isBundledStyle(id) || findAddedStyle(notebook.db, id)) {
    return undefined;
  }
  const leaveOut = (title: string, why: string) => {
    problems.push(
      `The citation style “${title}” was left out: ${why} Until it is added in the settings, citations are set in the usual one.`,
    );
  };
  if (style?.id !== id) {
    leaveOut(id, 'it is not in the bundle.');
    return undefined;
  }
  try {
    const added = await addStyle(notebook, { text: style.xml, name: style.title });
    if (added.style.id === id) return { id, keep: added.keep };
    leaveOut(style.title, 'it is another one than it says.');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    leaveOut(style.title, error.message);
  }
  return undefined;
}
