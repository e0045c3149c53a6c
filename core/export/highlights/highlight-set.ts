/** Highlights with what is told of each in a list for other programs. */
import type { Highlight, Label, SourceSummary } from '../../../shared/domain.ts';

export interface SetHighlight {
  highlight: Highlight;
  source: SourceSummary;
  /** The name of its label. */
  label: string;
}

export interface HighlightSet {
  /** In the order of the sources, and of the text in each. */
  highlights: SetHighlight[];
}

/** The highlights of the sources given, in their order. */
export function highlightSet(
  sources: readonly SourceSummary[],
  highlights: readonly Highlight[],
  labels: readonly Label[],
): HighlightSet {
  const bySource = Map.groupBy(highlights, ({ sourceId }) => sourceId);
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  return {
    highlights: sources.flatMap((source) =>
      (bySource.get(source.id) ?? []).map((highlight) => ({
        highlight,
        source,
        label: names.get(highlight.label) ?? highlight.label,
      })),
    ),
  };
}
