/** Levels of headings: by the outline where it names them, by the file's tags, else by their look. */
import type { Flow, FlowBlock } from './pdf-flow.ts';
import type { OutlineEntry } from './pdf-pages.ts';

export interface Levels {
  of: (block: FlowBlock) => number;
  /** Entries of the outline that no heading of their page says, by page, from 0. */
  missing: Map<number, Array<{ title: string; level: number }>>;
}

/** A title as it is compared: letters and figures only, without its number. */
function folded(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(
      /^\s*(?:chapter|section|part|appendix|kapitel|teil|глава|§)?\s*[\divxlc]+(?:\.\d+)*[.:)]?\s+/iu,
      '',
    )
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const OF_PAGES = /^(?:page|seite|p\.|s\.|pagina|página|страница)\s*[\divxlc]+$/iu;
const MAX_LEVEL = 6;

/** Works out the levels of a flow's headings; blocks that the outline names become headings. */
export function levelsOf(flow: Flow, outline: readonly OutlineEntry[]): Levels {
  const byPage = new Map<number, FlowBlock[]>();
  for (const block of flow.blocks)
    byPage.set(block.page, [...(byPage.get(block.page) ?? []), block]);
  const named = new Map<FlowBlock, number>();
  const missing: Levels['missing'] = new Map();
  for (const { title, level, page } of outline) {
    if (page === undefined || OF_PAGES.test(title)) continue;
    const key = folded(title);
    if (key === '') continue;
    const blocks = byPage.get(page) ?? [];
    const exact = blocks.find(
      (block) =>
        !named.has(block) &&
        ['heading', 'text', 'item'].includes(block.kind) &&
        (folded(block.text) === key || folded(block.text).endsWith(key)) &&
        block.text.length < title.length + 40,
    );
    if (exact !== undefined) {
      exact.kind = 'heading';
      delete exact.marker;
      named.set(exact, level);
    } else if (!blocks.some((block) => folded(block.text).includes(key))) {
      missing.set(page, [
        ...(missing.get(page) ?? []),
        { title, level: Math.min(MAX_LEVEL, level + 1) },
      ]);
    }
  }
  const headings = flow.blocks.filter(({ kind }) => kind === 'heading');
  const looks = headings.filter((block) => block.level === undefined && !named.has(block));
  const sizes = [...new Set(looks.map(lookOf))].sort((a, b) => b - a);
  // A title above all that the outline names takes the first level for itself.
  const titled = looks.length > 0 && named.size > 0 ? 1 : 0;
  return {
    of: (block) => {
      const level = named.get(block);
      if (level !== undefined) return Math.min(MAX_LEVEL, level + titled);
      if (block.level !== undefined) return block.level;
      return Math.min(MAX_LEVEL, sizes.indexOf(lookOf(block)) + 1 || MAX_LEVEL);
    },
    missing,
  };
}

/** Headings of one size are of one level; whole points, for rounding differs from page to page. */
function lookOf({ size }: FlowBlock): number {
  return Math.round(size);
}
