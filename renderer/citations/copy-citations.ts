import type { Bibliography } from '../../shared/citations.ts';
import { plainOf } from '../../shared/rich-text.ts';
import { invoke } from '../api/client.ts';
import { runsHtml } from '../reader/copy/html-of.ts';
import { toClipboard } from '../reader/copy/to-clipboard.ts';
import { notify } from '../ui/toast.tsx';

type Entry = Bibliography['entries'][number];

function wholeOf({ label, runs }: Entry): Entry['runs'] {
  return label === undefined ? runs : [...label, { text: ' ' }, ...runs];
}

function textOf(entry: Entry): string {
  return plainOf([{ type: 'paragraph', runs: wholeOf(entry) }]);
}

/** Puts a list of works on the clipboard, as text and with its italics and links. */
export async function copyEntries(entries: readonly Entry[]): Promise<void> {
  const said =
    entries.length === 1 ? 'The citation is copied.' : `${entries.length} citations are copied.`;
  await toClipboard(
    {
      text: entries.map((entry) => textOf(entry)).join('\n'),
      html: entries.map((entry) => `<p>${runsHtml(wholeOf(entry))}</p>`).join(''),
    },
    said,
  );
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
