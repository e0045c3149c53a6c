import type { Bibliography, CitedPlaces } from '../../shared/citations.ts';
import type { Citation, Run } from '../../shared/document.ts';
import { plainOf } from '../../shared/rich-text.ts';
import { invoke } from '../api/client.ts';
import { runsHtml } from '../reader/copy/html-of.ts';
import { toClipboard, type Copied } from '../reader/copy/to-clipboard.ts';
import { notify } from '../ui/toast.tsx';

type Entry = Bibliography['entries'][number];

function wholeOf({ label, runs }: Entry): Entry['runs'] {
  return label === undefined ? runs : [...label, { text: ' ' }, ...runs];
}

function plain(runs: readonly Run[]): string {
  return plainOf([{ type: 'paragraph', runs: [...runs] }]);
}

/** Lines as they stand under each other, as text and with their italics and links. */
function copiedLines(lines: ReadonlyArray<readonly Run[]>): Copied {
  return {
    text: lines.map(plain).join('\n'),
    html: lines.map((runs) => `<p>${runsHtml(runs)}</p>`).join(''),
  };
}

function copiedSaying(count: number): string {
  return count === 1 ? 'The citation is copied.' : `${count} citations are copied.`;
}

/** Puts a list of works on the clipboard, as text and with its italics and links. */
export async function copyEntries(entries: readonly Entry[]): Promise<void> {
  await toClipboard(copiedLines(entries.map(wholeOf)), copiedSaying(entries.length));
}

/** Copies the works of a case file, or chosen sources, as a bibliography has them. */
export async function copyCitations(
  of: { caseId: string } | { sourceIds: string[] },
): Promise<void> {
  const set = await invoke('citations.bibliography', { of });
  if (!set.ok) return notify({ kind: 'error', text: set.error.message });
  const { entries } = set.value;
  if (entries.length > 0) return copyEntries(entries);
  const text =
    'caseId' in of
      ? 'There is nothing to copy: the case file has no sources, or its citation style no list of works.'
      : 'There is nothing to copy: the citation style has no list of works.';
  notify({ kind: 'info', text });
}

async function citedPlaces(
  of: { cites: Citation[] } | { highlightIds: string[] },
  caseId: string | undefined,
): Promise<CitedPlaces | undefined> {
  const set = await invoke('citations.cite', { of, caseId });
  if (set.ok) return set.value;
  notify({ kind: 'error', text: set.error.message });
  return undefined;
}

/** Copies where highlights are from, each as the text cites its place: "(Kim, 2024, para. 4)". */
export async function copyPlaces(
  highlightIds: readonly string[],
  caseId: string | undefined,
): Promise<void> {
  const set = await citedPlaces({ highlightIds: [...highlightIds] }, caseId);
  if (set !== undefined)
    await toClipboard(copiedLines(set.inText), copiedSaying(set.inText.length));
}

/**
 * Copies a passage with its citation under it, and under that the work as a bibliography has it,
 * unless the style's citations are notes, which name it themselves.
 */
export async function copyPassage(
  passage: Copied,
  cite: Citation,
  caseId: string | undefined,
): Promise<void> {
  const set = await citedPlaces({ cites: [cite] }, caseId);
  if (set === undefined) return;
  const { notes, inText, bibliography } = set;
  const works = notes ? [] : bibliography.entries.map(wholeOf);
  const { text, html } = copiedLines([...inText, ...works]);
  const whole = { text: `${passage.text}\n\n${text}`, html: passage.html + html };
  await toClipboard(whole, `Copied, with ${plain(inText[0] ?? [])}`);
}
