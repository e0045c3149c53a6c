import type { Block, Run } from '../../../../shared/document.ts';
import { runsIn } from '../../../../shared/runs-in.ts';

/** A run that is a footnote's mark. */
export type FootnoteRun = Run & { footnote: Block[] };

/** The footnotes of blocks in the order of their marks; not those within footnotes. */
export function footnotesIn(blocks: readonly Block[]): FootnoteRun[] {
  return runsIn(blocks).filter((run): run is FootnoteRun => run.footnote !== undefined);
}
