import type { ImportDecision, ImportItem } from '../../shared/imports.ts';

/** What can become of an item that resembles another source. */
export function decisionsOf({
  duplicate,
}: ImportItem): ReadonlyArray<{ value: ImportDecision; label: string; short: string }> {
  if (duplicate === undefined) return [];
  const { title, trashed } = duplicate;
  // A source in the trash gets no new text; it would not be seen.
  const canRevise = trashed !== true;
  return [
    { value: 'skip', label: 'Skip', short: 'Skip' },
    ...(canRevise
      ? [
          {
            value: 'revision' as const,
            label: `New revision of “${title}”`,
            short: 'New revision',
          },
        ]
      : []),
    { value: 'new', label: 'Keep both', short: 'Keep both' },
  ];
}
