/**
 * SourceDocument: a source's text as one typed tree of blocks.
 *
 * Every importer produces it, and the reader, the search text, the quote matcher and every export
 * read it. It is data, never markup. Offsets everywhere in Casebook count UTF-16 code units of the
 * document's canonical text, which `layoutDocument` defines.
 */
import { z } from 'zod';
import { isAllowedHref } from './links.ts';
import { LOCATOR_KIND_IDS } from './locators.ts';

export const MARKS = ['bold', 'italic', 'underline', 'strike', 'code', 'sub', 'sup'] as const;

export type Mark = (typeof MARKS)[number];

/** A citation of a source, with the place in it as it is printed ("4", "12-14"). */
export const citationSchema = z.object({
  sourceId: z.string(),
  locator: z.object({ kind: z.enum(LOCATOR_KIND_IDS), value: z.string() }).optional(),
  /** Words before and after the citation, within its brackets: "see", "and elsewhere". */
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  /** The text around it names the author already. */
  suppressAuthor: z.literal(true).optional(),
  /** In text that a style has set: how the source reads without one. */
  label: z.string().optional(),
});
export type Citation = z.infer<typeof citationSchema>;

/** A link to something in the library; it may be gone since. */
export const referenceSchema = z.object({ kind: z.enum(['note', 'source']), id: z.string() });
export type Reference = z.infer<typeof referenceSchema>;

/** A stretch of text that looks the same throughout. `\n` inside it is a line break. */
export interface Run {
  text: string;
  marks?: Mark[] | undefined;
  href?: string | undefined;
  /** The text is a formula in TeX. Only in what the researcher writes, as the rest below. */
  math?: true | undefined;
  /** A footnote whose mark stands here; the text is empty. */
  footnote?: Block[] | undefined;
  /** The text is how the citation reads: without a style, unless the citation has a label. */
  cite?: Citation | undefined;
  /** The text is a link to a note or source. */
  to?: Reference | undefined;
}
export const runSchema: z.ZodType<Run> = z.lazy(() =>
  z.object({
    text: z.string(),
    marks: z.array(z.enum(MARKS)).optional(),
    href: z.string().refine(isAllowedHref, 'Links may be http, https or mailto.').optional(),
    math: z.literal(true).optional(),
    footnote: z.array(blockSchema).optional(),
    cite: citationSchema.optional(),
    to: referenceSchema.optional(),
  }),
);

/** Which way text runs. */
export type Direction = 'ltr' | 'rtl';

/** One block of a document. A leaf block holds runs or text; the others hold blocks. */
export type Block =
  /** `dir` is there when the researcher chose it; else the text's own first letters decide. */
  | { type: 'paragraph'; runs: Run[]; dir?: Direction | undefined }
  | { type: 'heading'; level: number; runs: Run[]; dir?: Direction | undefined }
  | { type: 'quote'; blocks: Block[]; from?: QuoteOrigin | undefined }
  | { type: 'list'; ordered: boolean; start?: number | undefined; items: ListItem[] }
  | { type: 'code'; language?: string | undefined; text: string }
  | { type: 'table'; rows: TableRow[] }
  /** `width` is the share of the column that it takes, in percent. */
  | { type: 'figure'; file: string; alt: string; caption: Run[]; width?: number | undefined }
  /** A formula in TeX on a line of its own. */
  | { type: 'math'; tex: string }
  | { type: 'rule' }
  /**
   * A page of the original begins. `before` counts the UTF-16 code units right before it that are
   * on the new page already: the rest of a paragraph that runs on from the page before.
   */
  | { type: 'page-break'; label: string; before?: number | undefined };

/** The highlight that a quotation in a note is linked to. */
export interface QuoteOrigin {
  sourceId: string;
  highlightId: string;
}

/** `checked` is absent on an ordinary item, and says whether a checklist item is ticked. */
export interface ListItem {
  checked?: boolean | undefined;
  blocks: Block[];
}

export interface TableRow {
  cells: TableCell[];
}

export interface TableCell {
  header: boolean;
  runs: Run[];
}

const runs = z.array(runSchema);
const dir = z.enum(['ltr', 'rtl']).optional();

export const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('paragraph'), runs, dir }),
    z.object({ type: z.literal('heading'), level: z.number().int().min(1).max(6), runs, dir }),
    z.object({
      type: z.literal('quote'),
      blocks: z.array(blockSchema),
      from: z.object({ sourceId: z.string(), highlightId: z.string() }).optional(),
    }),
    z.object({
      type: z.literal('list'),
      ordered: z.boolean(),
      start: z.number().int().optional(),
      items: z.array(z.object({ checked: z.boolean().optional(), blocks: z.array(blockSchema) })),
    }),
    z.object({ type: z.literal('code'), language: z.string().optional(), text: z.string() }),
    z.object({
      type: z.literal('table'),
      rows: z.array(z.object({ cells: z.array(z.object({ header: z.boolean(), runs })) })),
    }),
    z.object({
      type: z.literal('figure'),
      file: z.string().regex(/^[0-9a-f]{64}$/),
      alt: z.string(),
      caption: runs,
      width: z.number().min(1).max(100).optional(),
    }),
    z.object({ type: z.literal('math'), tex: z.string() }),
    z.object({ type: z.literal('rule') }),
    z.object({
      type: z.literal('page-break'),
      label: z.string(),
      before: z.number().int().positive().optional(),
    }),
  ]),
);

export const sourceDocumentSchema = z.object({ blocks: z.array(blockSchema) });
export type SourceDocument = z.infer<typeof sourceDocumentSchema>;

/** One piece of text that the document is read in: a paragraph, a heading, a cell, a caption. */
export interface Leaf {
  /** Where the leaf's text starts and ends in the canonical text, in UTF-16 code units. */
  start: number;
  end: number;
  runs: Run[];
  /** ¶ number, from 1; headings, captions and table cells after the first have none. */
  paragraph?: number;
  kind: 'paragraph' | 'heading' | 'code' | 'cell' | 'caption';
}

export interface DocumentLayout {
  /** The canonical text: every leaf's text, with one blank line between leaves. */
  text: string;
  /** In reading order. */
  leaves: Leaf[];
  /** The leaf that each text-bearing block, cell or figure object stands for. */
  leafOf: Map<Block | TableCell, Leaf>;
}

/** What stands between two leaves in the canonical text. */
export const LEAF_SEPARATOR = '\n\n';

/**
 * Lays a document out as its canonical text and the leaves in it.
 *
 * Paragraphs, code blocks and tables are numbered in reading order (¶ 1, ¶ 2, ...), also inside
 * quotes and lists; a table takes one number, carried by its first cell.
 */
export function layoutDocument(document: SourceDocument): DocumentLayout {
  const leaves: Leaf[] = [];
  const leafOf = new Map<Block | TableCell, Leaf>();
  let length = 0;
  let paragraphs = 0;

  const add = (
    owner: Block | TableCell,
    kind: Leaf['kind'],
    leafRuns: Run[],
    numbered: boolean,
  ) => {
    const start = leaves.length === 0 ? 0 : length + LEAF_SEPARATOR.length;
    const end = start + leafRuns.reduce((sum, run) => sum + run.text.length, 0);
    const leaf: Leaf = { start, end, runs: leafRuns, kind };
    if (numbered) leaf.paragraph = ++paragraphs;
    leaves.push(leaf);
    leafOf.set(owner, leaf);
    length = end;
  };

  const visit = (block: Block): void => {
    switch (block.type) {
      case 'paragraph':
        return add(block, 'paragraph', block.runs, true);
      case 'heading':
        return add(block, 'heading', block.runs, false);
      case 'code':
        return add(block, 'code', [{ text: block.text }], true);
      case 'math':
        return add(block, 'code', [{ text: block.tex, math: true }], true);
      case 'quote':
        return block.blocks.forEach(visit);
      case 'list':
        return block.items.forEach((item) => item.blocks.forEach(visit));
      case 'table': {
        const cells = block.rows.flatMap((row) => row.cells);
        return cells.forEach((cell, index) => add(cell, 'cell', cell.runs, index === 0));
      }
      case 'figure':
        if (block.caption.length > 0) add(block, 'caption', block.caption, false);
        return;
      case 'rule':
      case 'page-break':
        return;
    }
  };
  document.blocks.forEach(visit);

  const text = leaves.map((leaf) => leaf.runs.map((run) => run.text).join('')).join(LEAF_SEPARATOR);
  return { text, leaves, leafOf };
}

/**
 * The ¶ number that an offset of the canonical text is cited by: that of its own leaf, or of the
 * nearest numbered leaf before it; undefined before the first.
 */
export function paragraphAt(leaves: readonly Leaf[], offset: number): number | undefined {
  let number: number | undefined;
  for (const leaf of leaves) {
    if (leaf.start > offset) break;
    if (leaf.paragraph !== undefined) number = leaf.paragraph;
  }
  return number;
}

/** A document of plain paragraphs, one for each string; empty strings are left out. */
export function documentFromParagraphs(paragraphs: readonly string[]): SourceDocument {
  return {
    blocks: paragraphs
      .filter((text) => text.trim() !== '')
      .map((text) => ({ type: 'paragraph', runs: [{ text }] })),
  };
}
