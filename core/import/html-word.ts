/** Lists as Word saves them: paragraphs of a certain class that begin with the bullet or number. */
import type { Run } from '../../shared/document.ts';
import { attribute, type HtmlElement } from './html-tree.ts';
import { tidyRuns } from './tidy.ts';

const BULLET = /^(?:[·•§▪◦‣–-]|o(?=[\s\u00a0]))[\s\u00a0]+/u;
const NUMBER = /^\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)][\s\u00a0]+/u;

/** The item that a Word list paragraph is, without its bullet or number; undefined for any other. */
export function wordListItem(
  element: HtmlElement,
  readRuns: () => Run[],
): { ordered: boolean; runs: Run[] } | undefined {
  if (element.tagName !== 'p') return undefined;
  if (!/^MsoListParagraph/.test(attribute(element, 'class') ?? '')) return undefined;
  const runs = tidyRuns(readRuns());
  const text = runs.map((run) => run.text).join('');
  const marker = BULLET.exec(text)?.[0] ?? NUMBER.exec(text)?.[0];
  if (marker === undefined) return undefined;
  return { ordered: NUMBER.test(text), runs: withoutStart(runs, marker.length) };
}

/** Runs without their first `length` characters. */
function withoutStart(runs: readonly Run[], length: number): Run[] {
  let left = length;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}
