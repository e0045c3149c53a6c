/** What the steps of the history are called: in the Edit menu, in the list, when one is undone. */
import type { CallArgs, CallName, CallReply } from '../shared/contract.ts';
import { importSummary } from './import-session/report.ts';
import { titleOf } from './store/titles.ts';
import type { ReadableDB } from './store/connection.ts';

type Label<N extends CallName> = (
  db: ReadableDB,
  args: CallArgs<N>,
  reply: CallReply<N>,
) => string | undefined;

const QUOTED_LENGTH = 60;

/** A title or quote as it stands in a label: in quotes, and not longer than a line. */
function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line === '') return 'without a title';
  return `“${line.length > QUOTED_LENGTH ? `${line.slice(0, QUOTED_LENGTH).trimEnd()}…` : line}”`;
}

const NOUNS = {
  case: 'case file',
  source: 'source',
  note: 'note',
  highlight: 'highlight',
} as const;

type Item = CallArgs<'trash.putAll'>['items'][number];

/** Several things in a label: the one there is by its name, more by their number and kind. */
function thingsOf(db: ReadableDB, items: readonly Item[]): string {
  const [only] = items;
  if (items.length === 1 && only !== undefined) {
    return `the ${NOUNS[only.kind]} ${quoted(titleOf(db, only.kind, only.id))}`;
  }
  const counts = (Object.keys(NOUNS) as Array<Item['kind']>)
    .map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${NOUNS[kind]}${count === 1 ? '' : 's'}`);
  return new Intl.ListFormat('en-GB').format(counts);
}

/** Calls that are not here are not steps: reading, settings, and text that saves while it is typed. */
const LABELS: { readonly [N in CallName]?: Label<N> } = {
  'citations.addStyle': (_, __, { title }) => `Added the citation style ${quoted(title)}`,
  'citations.removeStyle': (_, __, { title }) => `Removed the citation style ${quoted(title)}`,
  'labels.rename': (_, { name }) => `Renamed a label to ${quoted(name)}`,
  'cases.create': (_, { title }) => `Added the case file ${quoted(title)}`,
  'cases.update': (db, { title, question, summaryNoteId, ...rest }, reply) =>
    rest.citationStyle !== undefined || rest.citationLocale !== undefined
      ? `Changed how citations are set in ${quoted(reply.title)}`
      : summaryNoteId !== undefined
        ? summaryNoteId === null
          ? `Left ${quoted(reply.title)} without a summary`
          : `Made ${quoted(titleOf(db, 'note', summaryNoteId))} the summary of ${quoted(reply.title)}`
        : title !== undefined
          ? `Renamed a case file to ${quoted(title)}`
          : question !== undefined
            ? `Changed the question of ${quoted(reply.title)}`
            : `Changed the colour of ${quoted(reply.title)}`,
  'cases.move': (db, { id }) => `Moved the case file ${quoted(titleOf(db, 'case', id))}`,
  'cases.addPreloaded': () => 'Added the example case again',
  'bundles.import': (_, __, { title }) => `Imported the bundle of ${quoted(title)}`,
  'outline.add': (db, { kind, id, caseId }) =>
    `Added ${quoted(titleOf(db, kind, id))} to ${quoted(titleOf(db, 'case', caseId))}`,
  'outline.addAll': (db, { caseId, items }, { added }) =>
    added === 0
      ? undefined
      : `Added ${thingsOf(db, items)} to ${quoted(titleOf(db, 'case', caseId))}`,
  'outline.move': () => 'Moved an item of the outline',
  'outline.remove': () => 'Took an item out of a case file',
  'sources.update': (_, __, { title }) => `Changed the metadata of ${quoted(title)}`,
  'sources.revise': (_, __, { title }) => `Revised the text of ${quoted(title)}`,
  'annotations.import': (_, __, { imported }) =>
    imported === 1 ? 'Imported 1 annotation' : `Imported ${imported} annotations`,
  'highlights.create': (_, __, { passages }) => `Highlighted ${quoted(passages[0]?.exact ?? '')}`,
  'highlights.relabel': (_, { label }, { passages }) =>
    `Changed a label to ${label}: ${quoted(passages[0]?.exact ?? '')}`,
  'highlights.anchor': (_, __, { passages }) => `Placed ${quoted(passages[0]?.exact ?? '')} anew`,
  'highlights.unanchor': (_, __, { passages }) =>
    `Left ${quoted(passages[0]?.exact ?? '')} without a place`,
  'tags.set': (db, { kind, id }) => `Changed the tags of ${quoted(titleOf(db, kind, id))}`,
  'tags.addAll': (db, { tag, items }) => `Tagged ${thingsOf(db, items)} with ${quoted(tag)}`,
  'searches.save': (_, { name }) => `Saved the search ${quoted(name)}`,
  'searches.rename': (_, { name }) => `Renamed a saved search to ${quoted(name)}`,
  'searches.move': () => 'Moved a saved search',
  'searches.delete': () => 'Deleted a saved search',
  'notes.create': (_, __, { title }) =>
    `Added a note ${title === '' ? '' : quoted(title)}`.trimEnd(),
  'notes.importMarkdown': (_, __, { title }) => `Imported the note ${quoted(title)}`,
  'notes.importArchive': (_, __, notes) =>
    notes.length === 1
      ? `Imported the note ${quoted(notes[0]?.title ?? '')}`
      : `Imported ${notes.length} notes`,
  'trash.put': (db, item) => `Moved ${thingsOf(db, [item])} to the trash`,
  'trash.restore': (db, item) => `Restored ${thingsOf(db, [item])}`,
  'trash.putAll': (db, { items }) => `Moved ${thingsOf(db, items)} to the trash`,
  'trash.restoreAll': (db, { items }) => `Restored ${thingsOf(db, items)}`,
};

/** What an import is called, which goes on after its call: by the source's title when it is one. */
export function importStepLabel(
  verb: 'Added' | 'Imported',
  { added, revised }: { added: number; revised: number },
  title: string | undefined,
): string {
  return added === 1 && revised === 0 && title !== undefined
    ? `${verb} ${quoted(title)}`
    : importSummary(added, revised);
}

/** Calls that read files first: a transaction can't wait, so they record their writes themselves. */
export const RECORD_THEMSELVES: ReadonlySet<CallName> = new Set<CallName>([
  'cases.addPreloaded',
  'citations.addStyle',
  'bundles.import',
  'sources.revise',
  'annotations.import',
  'notes.importMarkdown',
  'notes.importArchive',
]);

/** How to name what a call has done; undefined for calls that are no step. */
export function stepLabelOf(
  name: CallName,
): ((db: ReadableDB, args: unknown, reply: unknown) => string | undefined) | undefined {
  // Each function is only ever given the arguments and the reply of its own call.
  return LABELS[name] as Label<never> as ReturnType<typeof stepLabelOf>;
}
