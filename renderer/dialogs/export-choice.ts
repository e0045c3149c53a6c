import type { ExportOptions } from '../../shared/domain.ts';

/** How much of each source can be printed. */
export const EXTENTS: ReadonlyArray<{
  value: ExportOptions['extent'];
  label: string;
  explanation: string;
}> = [
  {
    value: 'full',
    label: 'Full text',
    explanation: 'Every paragraph, numbered, with the highlights in place.',
  },
  {
    value: 'excerpts',
    label: 'Excerpts',
    explanation: 'The paragraphs that hold a highlight, with one on either side.',
  },
  {
    value: 'quotations',
    label: 'Quotations only',
    explanation: 'The highlighted passages alone, each with its paragraph number.',
  },
];

/** A size in bytes as people read it: "812 KB", "4.2 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const kilobytes = bytes / 1000;
  if (kilobytes < 1000) return `${Math.round(kilobytes)} KB`;
  return `${(kilobytes / 1000).toFixed(1)} MB`;
}
