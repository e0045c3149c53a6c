/** What is done with the results of a search: into a case file, under a tag, out as a table or note. */
import type { CaseSummary, Hit } from '../../../shared/domain.ts';
import { messageOf } from '../../api/client.ts';
import { write } from '../../commands/write.ts';
import { saveFile } from '../../dialogs/save-file.ts';
import { paths } from '../../shell/paths.ts';
import { countText } from '../../ui/counts.ts';
import { notify } from '../../ui/toast.tsx';
import { resultsCsv, resultsNote } from './export-results.ts';

/** Hits that a note takes; one with thousands of quotations is nothing to read. */
export const MOST_IN_NOTE = 200;

interface Member {
  kind: 'source' | 'note';
  id: string;
}

/** What of the hits can be in a case file: sources and notes; a highlight counts as its source. */
export function membersOf(hits: readonly Hit[]): Member[] {
  const members = new Map<string, Member>();
  for (const { kind, id, source } of hits) {
    if (kind === 'note') members.set(id, { kind, id });
    const sourceId = kind === 'highlight' ? source : kind === 'source' ? id : undefined;
    if (sourceId !== undefined) members.set(sourceId, { kind: 'source', id: sourceId });
  }
  return [...members.values()];
}

/** Puts what was found into a case file. */
export async function addToCase(hits: readonly Hit[], into: CaseSummary): Promise<void> {
  const items = membersOf(hits);
  if (items.length === 0) {
    notify({
      kind: 'info',
      text: 'Of these, nothing can be in a case file: it holds sources and notes.',
    });
    return;
  }
  const done = await write('outline.addAll', { caseId: into.id, items });
  if (done === undefined) return;
  const there = items.length - done.added;
  const already = there === 0 ? '' : ` ${countText(there, 'more was', 'more were')} in it already.`;
  notify({
    kind: 'info',
    topic: 'history',
    text:
      done.added === 0
        ? `“${into.title}” has them already.`
        : `Added ${countText(done.added, 'thing')} to “${into.title}”.${already}`,
  });
}

/** Gives what was found a tag. */
export async function tagAll(hits: readonly Hit[], tag: string): Promise<void> {
  const items = hits.flatMap(({ kind, id }) =>
    kind === 'source' || kind === 'highlight' || kind === 'note' ? [{ kind, id }] : [],
  );
  if (items.length === 0) {
    notify({
      kind: 'info',
      text: 'Of these, nothing can be tagged: sources, highlights and notes can.',
    });
    return;
  }
  const done = await write('tags.addAll', { tag, items });
  if (done === undefined) return;
  notify({
    kind: 'info',
    topic: 'history',
    text: `Tagged ${countText(done.added, 'thing')} with “${tag}”.`,
  });
}

/** Saves what was found as a table. */
export function saveCsv(hits: readonly Hit[], query: string): void {
  const url = URL.createObjectURL(new Blob([resultsCsv(hits)], { type: 'text/csv;charset=utf-8' }));
  const words = query
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 60);
  void saveFile({ path: url, name: `Search ${words}.csv` });
  // The download has its own hold on the bytes by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

interface NoteOfResults {
  hits: readonly Hit[];
  query: string;
  total: number;
  caseId: string | undefined;
  open: (path: string) => void;
}

/** Makes a note of what was found, in a case file or in none, and offers to open it. */
export async function makeNote({ hits, query, total, caseId, open }: NoteOfResults): Promise<void> {
  const note = await write('notes.create', {
    title: `Search: ${query}`.slice(0, 500),
    body: resultsNote(hits.slice(0, MOST_IN_NOTE), query, total),
    ...(caseId === undefined ? {} : { caseId }),
  });
  if (note === undefined) return;
  notify({
    kind: 'info',
    topic: 'history',
    text: `Made the note “${note.title}”.`,
    action: { label: 'Open note', run: () => open(paths.note(note.id, { caseId })) },
  });
}

/** Does something that may fail, and says so when it does. */
export async function orSay(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    notify({ kind: 'error', text: messageOf(error) });
  }
}
