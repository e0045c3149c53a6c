/** What of a document can be worked out once, before any of it is drawn. */
import type { Block, DocumentLayout, Leaf, TableCell } from '../../shared/document.ts';
import { spansIn, type SpanIndex } from '../../shared/segments.ts';

/** Characters in a line of the reading column, about. */
const LINE = 72;

export interface PlannedBlock {
  block: Block;
  /** The range of the canonical text that its leaves take; empty for a rule or a page break. */
  start: number;
  end: number;
  /** About how many lines it takes on the screen. */
  lines: number;
}

/** Blocks in a row that the browser leaves out together while they are far from the screen. */
export interface Chunk {
  blocks: PlannedBlock[];
  start: number;
  end: number;
  lines: number;
}

export interface DocumentPlan {
  /** A first heading that says the source's title: it is drawn as the title, not twice. */
  title: Block | undefined;
  chunks: Chunk[];
}

/**
 * The browser looks at every part that it may leave out in every frame, and lays a part out as a
 * whole when it comes near: so there should be hundreds of parts, not thousands, each of a few
 * screens. Measured at 300,000 words: 10,000 parts of a block each scroll at 14 frames a second,
 * 200 of these at 60.
 */
const CHUNK_BLOCKS = 48;
const CHUNK_LINES = 160;

function chunksOf(blocks: readonly PlannedBlock[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const block of blocks) {
    const last = chunks.at(-1);
    if (
      last === undefined ||
      last.blocks.length >= CHUNK_BLOCKS ||
      last.lines + block.lines > CHUNK_LINES
    ) {
      chunks.push({ blocks: [block], start: block.start, end: block.end, lines: block.lines });
      continue;
    }
    last.blocks.push(block);
    last.end = block.end;
    last.lines += block.lines;
  }
  return chunks;
}

/** The blocks and cells in a block that leaves stand for. */
function ownersOf(block: Block): Array<Block | TableCell> {
  switch (block.type) {
    case 'quote':
      return block.blocks.flatMap(ownersOf);
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(ownersOf));
    case 'table':
      return block.rows.flatMap((row) => row.cells);
    default:
      return [block];
  }
}

function linesOf(block: Block, leaves: readonly Leaf[]): number {
  if (block.type === 'rule' || block.type === 'page-break') return 1;
  if (block.type === 'table') return block.rows.length;
  const text = leaves.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / LINE), 0);
  return Math.max(1, text) + (block.type === 'figure' ? 12 : 0);
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** Plans a document for the screen. */
export function planDocument(
  document: { blocks: readonly Block[] },
  layout: DocumentLayout,
  title: string,
): DocumentPlan {
  // The mark of the first page may stand before it.
  const first = document.blocks.find(({ type }) => type !== 'page-break');
  const firstText =
    first?.type === 'heading' ? first.runs.map((run) => run.text).join('') : undefined;
  const titleBlock =
    firstText !== undefined && folded(firstText) === folded(title) ? first : undefined;
  let at = 0;
  const blocks = document.blocks.map((block) => {
    const leaves = ownersOf(block).flatMap((owner) => layout.leafOf.get(owner) ?? []);
    const start = leaves[0]?.start ?? at;
    const end = leaves.at(-1)?.end ?? start;
    at = end;
    return { block, start, end, lines: linesOf(block, leaves) };
  });
  return {
    title: titleBlock,
    chunks: chunksOf(blocks.filter(({ block }) => block !== titleBlock)),
  };
}

/**
 * All that the look of a stretch of the document depends on besides its own content: the passages over it, their numbers,
 * lanes, names and patterns, and which is chosen. Equal strings mean an equal look.
 */
export function signatureOf(
  { start, end }: { start: number; end: number },
  index: SpanIndex,
  painting: {
    labels: ReadonlyMap<string, { name: string; pattern: string }>;
    chosenId: string | undefined;
  },
): string {
  return spansIn(index, start, end)
    .map((span) => {
      const label = painting.labels.get(span.label);
      const state = [span.number, span.lane, span.last, span.highlightId === painting.chosenId];
      return [
        span.highlightId,
        span.start,
        span.end,
        span.label,
        label?.name,
        label?.pattern,
        ...state,
      ].join(' ');
    })
    .join('\n');
}
