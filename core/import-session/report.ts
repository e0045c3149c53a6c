/** What came of a session, for people: as plain text that can be copied into a mail. */
import type { ImportDuplicate, ImportOutcome } from '../../shared/imports.ts';

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const SAME: Readonly<Record<ImportDuplicate['by'], string>> = {
  bytes: 'the same file',
  text: 'the same text',
  doi: 'a source of the same DOI',
  isbn: 'a source of the same ISBN',
  url: 'a source from the same address',
  citation: 'a source of the same title, author and year',
};

/** Why an item was left out, as a sentence. */
export function reasonOf(duplicate: ImportDuplicate | undefined, decided: boolean): string {
  if (duplicate === undefined || decided) return 'You chose to leave it out.';
  const { by, title, key, likeness } = duplicate;
  const same = by === 'text' && likeness < 1 ? 'nearly the same text' : SAME[by];
  return key === undefined
    ? `The library has ${same} already, as “${title}”.`
    : `${same[0]?.toUpperCase() ?? ''}${same.slice(1)} was there before it, as “${title}”.`;
}

/** What a step of the history and the report's first line call an import. */
export function importSummary(added: number, revised: number): string {
  const parts = [
    ...(added > 0 || revised === 0 ? [`Imported ${count(added, 'source')}`] : []),
    ...(revised > 0 ? [`${added > 0 ? 'revised' : 'Revised'} ${count(revised, 'source')}`] : []),
  ];
  return parts.join(' and ');
}

/** The whole report as plain text. */
export function reportText(
  { added, revised, skipped, failed }: Omit<ImportOutcome, 'text'>,
  warnings: readonly string[],
): string {
  const section = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `- ${line}`)];
  return [
    `${importSummary(added.length, revised.length)}. ${skipped.length} left out, ${failed.length} failed.`,
    ...section(
      'Failed',
      failed.map(({ file, message }) => `${file}: ${message}`),
    ),
    ...section(
      'Left out',
      skipped.map(({ file, reason }) => `${file}: ${reason}`),
    ),
    ...section(
      'Revised',
      revised.map(({ file, title, review }) =>
        review === 0
          ? `${file}: “${title}”`
          : `${file}: “${title}”. ${count(review, 'highlight')} to review.`,
      ),
    ),
    ...section(
      'Added',
      added.flatMap(({ file, title, words, warnings: own }) => [
        `${file}: “${title}” (${count(words, 'word')})`,
        ...own.map((warning) => `  ${warning}`),
      ]),
    ),
    ...section('Archives', warnings),
  ].join('\n');
}
