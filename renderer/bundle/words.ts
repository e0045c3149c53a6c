/** The words for what a bundle holds and what can be done with it. */
import type {
  BundleChoice,
  BundleItemView,
  BundleKind,
  BundlePreview,
  BundleReport,
  BundleStatus,
} from '../../shared/bundle/preview.ts';
import { countText } from '../ui/counts.ts';

/** The kinds in the order in which they are listed, each with its heading. */
export const KINDS: ReadonlyArray<{ kind: BundleKind; heading: string }> = [
  { kind: 'case', heading: 'Case file' },
  { kind: 'source', heading: 'Sources' },
  { kind: 'note', heading: 'Notes' },
  { kind: 'highlight', heading: 'Highlights' },
];

export const STATUS_TEXT: Readonly<Record<BundleStatus, string>> = {
  new: 'New',
  identical: 'The same',
  here: 'Changed here',
  there: 'Changed there',
  both: 'Changed in both',
};

/** The word on the right of a row. */
export function statusText({ status, deleted }: BundleItemView): string {
  if (deleted === 'here') return 'Deleted here';
  if (deleted === 'there') return 'Deleted there';
  return STATUS_TEXT[status];
}

interface Option {
  value: BundleChoice;
  label: string;
  explanation: string;
}

/** What can be chosen for an item, in words. */
export function optionsOf(item: BundleItemView): Option[] {
  return item.choices.map((value) => ({ value, ...wordsOf(item, value) }));
}

function wordsOf(
  { status, deleted, duplicate, changes }: BundleItemView,
  choice: BundleChoice,
): Omit<Option, 'value'> {
  if (status === 'new') {
    return choice === 'merge'
      ? {
          label: duplicate === undefined ? 'Add' : 'Add beside mine',
          explanation:
            'It comes into the library with its highlights and its place in the case file.',
        }
      : {
          label: 'Leave out',
          explanation: 'It stays out, with what belongs to it. The next bundle offers it again.',
        };
  }
  if (deleted === 'here' && choice === 'there') {
    return { label: 'Bring back', explanation: 'It comes back as it is in the bundle.' };
  }
  if (deleted === 'here' && choice === 'merge' && status === 'here') {
    return { label: 'Leave deleted', explanation: 'It stays where it is: in the trash, or gone.' };
  }
  if (deleted === 'there' && choice === 'merge') {
    return {
      label: 'Move to the trash',
      explanation: 'As there. It can be restored from the trash.',
    };
  }
  switch (choice) {
    case 'merge':
      return status === 'there'
        ? { label: 'Take theirs', explanation: 'Only they have changed it.' }
        : {
            label: 'Merge',
            explanation: changes.some(({ changed }) => changed === 'both')
              ? 'Changes of different parts both hold; where both changed one part, the later change does.'
              : 'Each side changed something else, and both hold.',
          };
    case 'here':
      return {
        label: 'Keep mine',
        explanation: 'Their changes are set aside, here and, with your next bundle, there.',
      };
    case 'there':
      return { label: 'Take theirs', explanation: 'Where both changed a part, theirs holds.' };
    case 'both':
      return {
        label: 'Keep both notes',
        explanation: 'Theirs becomes a note of its own after yours.',
      };
  }
}

/** How much there is of each status: "3 new, 1 changed in both, 20 the same". */
export function countsText(counts: BundlePreview['counts']): string {
  const order: readonly BundleStatus[] = ['new', 'there', 'both', 'here', 'identical'];
  return order
    .flatMap((status) => {
      const count = counts[status] ?? 0;
      return count === 0 ? [] : [`${count} ${STATUS_TEXT[status].toLowerCase()}`];
    })
    .join(' · ');
}

/** What an import has done, as one sentence. */
export function reportText(report: BundleReport): string {
  const { title, added, changed, kept, overruled, review } = report;
  const done = [
    ...(added > 0 ? [`${countText(added, 'thing')} added`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(kept > 0
      ? [`${countText(kept, 'other text')} kept as ${kept === 1 ? 'a version' : 'versions'}`]
      : []),
    ...(overruled > 0 ? [`${countText(overruled, 'thing')} left as it is here`] : []),
    ...(review > 0 ? [`${countText(review, 'highlight')} to review`] : []),
  ];
  return report.nothingNew
    ? `Nothing new in “${title}”.`
    : `Imported “${title}”: ${done.join(', ') || 'what was chosen'}.`;
}
