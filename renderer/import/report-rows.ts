/** What came of an import, as rows to read and as text to keep. */
import type { ImportOutcome } from '../../shared/imports.ts';
import { countText, numberText } from '../ui/counts.ts';
import type { Unsent } from './upload-queue.ts';

export type ReportRow =
  | { kind: 'heading'; text: string }
  | {
      kind: 'added' | 'revised' | 'skipped' | 'failed';
      /** The source's title, or the file's name. */
      title: string;
      /** Words, reasons, what to do. */
      text: string;
      /** The source that it became, or is already. */
      sourceId?: string;
    };

function section(heading: string, rows: readonly ReportRow[]): ReportRow[] {
  return rows.length === 0
    ? []
    : [{ kind: 'heading', text: `${heading}, ${numberText(rows.length)}` }, ...rows];
}

/** The report row by row: what failed first, since that asks for something to be done. */
export function reportRows(outcome: ImportOutcome, unsent: readonly Unsent[]): ReportRow[] {
  const { added, revised, skipped, failed } = outcome;
  return [
    ...section('Could not be added', [
      ...unsent.map(({ path, message }) => ({
        kind: 'failed' as const,
        title: path,
        text: message,
      })),
      ...failed.map(({ file, message }) => ({
        kind: 'failed' as const,
        title: file,
        text: message,
      })),
    ]),
    ...section(
      'Added',
      added.map(({ title, id, words, warnings }) => ({
        kind: 'added' as const,
        title,
        text: [words === 0 ? 'Without words' : countText(words, 'word'), ...warnings].join(' · '),
        sourceId: id,
      })),
    ),
    ...section(
      'New revisions',
      revised.map(({ title, id, review }) => ({
        kind: 'revised' as const,
        title,
        text: review === 0 ? 'The old text is among its revisions.' : reviewText(review),
        sourceId: id,
      })),
    ),
    ...section(
      'Skipped',
      skipped.map(({ file, id, reason }) => ({
        kind: 'skipped' as const,
        title: file,
        text: reason,
        ...(id === undefined ? {} : { sourceId: id }),
      })),
    ),
  ];
}

function reviewText(review: number): string {
  return review === 1
    ? '1 highlight waits for review in the new text.'
    : `${numberText(review)} highlights wait for review in the new text.`;
}

/** All of it in one sentence: "9 added, 1 new revision, 2 skipped, 1 could not be added." */
export function summaryOf(outcome: ImportOutcome, unsent: readonly Unsent[]): string {
  const failed = outcome.failed.length + unsent.length;
  const said = [
    [outcome.added.length, `${numberText(outcome.added.length)} added`],
    [outcome.revised.length, countText(outcome.revised.length, 'new revision')],
    [outcome.skipped.length, `${numberText(outcome.skipped.length)} skipped`],
    [failed, `${numberText(failed)} could not be added`],
  ] as const;
  const parts = said.filter(([number]) => number > 0).map(([, what]) => what);
  return parts.length === 0 ? 'Nothing was added.' : `${parts.join(', ')}.`;
}

/** The report as text, with the files that never arrived, which the notebook knows nothing of. */
export function reportText(outcome: ImportOutcome, unsent: readonly Unsent[]): string {
  if (unsent.length === 0) return outcome.text;
  const lines = unsent.map(({ path, message }) => `${path}: ${message}`);
  return [outcome.text.trimEnd(), '', 'Did not arrive:', ...lines].join('\n');
}
