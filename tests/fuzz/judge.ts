/** What may come of reading a spoiled file: sources that are in order, or a refusal in a sentence. */
import { cslSchema } from '../../shared/csl.ts';
import { layoutDocument, sourceDocumentSchema, type Block } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { sha256Of } from '../../core/file-store.ts';
import type { ReadSource } from '../../core/import/reader.ts';
import { allRuns } from '../../shared/runs-in.ts';

/** Deepest nesting of blocks that a reader may make. */
const MAX_DEPTH = 100;

/** What JavaScript says when a program has a mistake, not when a file has one. */
const MISTAKE =
  /is not a function|is not defined|is not iterable|is not a constructor|cannot read prop|cannot set prop|cannot destructure|cannot access|maximum call stack|invalid array length|invalid string length|out of range|of undefined|of null|undefined \(|assertion|unreachable|too many arguments/i;

function depthOf(blocks: readonly Block[]): number {
  let deepest = 0;
  const stack: Array<{ blocks: readonly Block[]; depth: number }> = [{ blocks, depth: 1 }];
  for (let level = stack.pop(); level !== undefined; level = stack.pop()) {
    deepest = Math.max(deepest, level.depth);
    for (const block of level.blocks) {
      const depth = level.depth + 1;
      if (block.type === 'quote') stack.push({ blocks: block.blocks, depth });
      if (block.type === 'list')
        for (const item of block.items) stack.push({ blocks: item.blocks, depth });
    }
  }
  return deepest;
}

function figuresIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'figure') return [block.file];
    if (block.type === 'quote') return figuresIn(block.blocks);
    return block.type === 'list' ? block.items.flatMap((item) => figuresIn(item.blocks)) : [];
  });
}

/** What is wrong with a source; undefined when nothing is. */
export function wrongWithSource(source: ReadSource): string | undefined {
  // Before anything that walks it by recursion.
  const depth = depthOf(source.document.blocks);
  if (depth > MAX_DEPTH) return `blocks are nested ${depth} deep`;
  const document = sourceDocumentSchema.safeParse(source.document);
  if (!document.success) return `not a document: ${document.error.issues[0]?.message ?? ''}`;
  if (!cslSchema.safeParse(source.csl).success) return 'its metadata is not CSL';
  if ((source.csl.title ?? '') === '') return 'it has no title';
  const { text } = layoutDocument(source.document);
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text)) return 'control characters are in its text';
  if (!text.isWellFormed()) return 'half a character is in its text';
  const links = allRuns(source.document.blocks).flatMap(({ to }) => to ?? []);
  if (links.some(({ kind, id }) => kind !== 'source' || !id.startsWith('name:'))) {
    return 'a link leads to what is not in the drop';
  }
  const files = source.files ?? [];
  if (files.some(({ sha256, bytes }) => sha256Of(bytes) !== sha256))
    return 'a picture has another hash';
  const kept = new Set(files.map(({ sha256 }) => sha256));
  if (figuresIn(source.document.blocks).some((file) => !kept.has(file))) {
    return 'a figure names a picture that is not there';
  }
  const sentences = source.warnings.find((warning) => !/^[^a-z\s][^]*[.!?]$/.test(warning));
  return sentences === undefined ? undefined : `a warning is no sentence: ${sentences}`;
}

/** What is wrong with how reading failed; undefined for a refusal that says what can be done. */
export function wrongWithFailure(error: unknown): string | undefined {
  if (!(error instanceof Refusal)) return `not a refusal: ${String(error)}`;
  if (error.code === 'internal' || error.code === 'cancelled')
    return `${error.code}: ${error.message}`;
  if (/took longer than|needs more than \d+ MB of memory|its reader ended/.test(error.message))
    return error.message;
  if (error.code === 'reader-failed' && MISTAKE.test(error.message)) return error.message;
  if (!/^[^a-z\s][^]*[.!?]$/.test(error.message)) return `no sentence: ${error.message}`;
  return undefined;
}
