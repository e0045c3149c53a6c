import { layoutDocument, type Block, type Run, type SourceDocument } from './document.ts';

/** A stretch of the canonical text to replace, in UTF-16 code units. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** The runs with one stretch replaced; the new text looks like what stood at its start. */
function editRuns(runs: readonly Run[], start: number, end: number, text: string): Run[] {
  const edited: Run[] = [];
  let at = 0;
  let inserted = false;
  const insert = (like: Run) => {
    if (!inserted && text !== '') edited.push({ ...like, text });
    inserted = true;
  };
  for (const run of runs) {
    const from = Math.max(0, start - at);
    const to = Math.min(run.text.length, end - at);
    at += run.text.length;
    if (from > run.text.length || to < 0) {
      edited.push(run);
      continue;
    }
    const head = run.text.slice(0, from);
    const tail = run.text.slice(Math.max(to, from));
    if (head !== '') edited.push({ ...run, text: head });
    insert(run);
    if (tail !== '') edited.push({ ...run, text: tail });
  }
  if (!inserted) insert({ text: '' });
  return edited;
}

function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** Blocks whose text is all gone go too; nothing is left of an item without blocks. */
function withoutEmpty(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return textOf(block.runs).trim() === '' ? [] : [block];
      case 'quote': {
        const inner = withoutEmpty(block.blocks);
        return inner.length === 0 ? [] : [{ ...block, blocks: inner }];
      }
      case 'list': {
        const items = block.items
          .map((item) => ({ ...item, blocks: withoutEmpty(item.blocks) }))
          .filter((item) => item.blocks.length > 0);
        return items.length === 0 ? [] : [{ ...block, items }];
      }
      default:
        return [block];
    }
  });
}

/**
 * A document with stretches of its canonical text replaced. Each edit lies within one paragraph,
 * heading, code block, cell or caption; edits do not overlap.
 *
 * @returns undefined when an edit crosses from one of these into the next, or lies outside the text
 */
export function editDocument(
  document: SourceDocument,
  edits: readonly TextEdit[],
): SourceDocument | undefined {
  const copy = structuredClone(document);
  const { leafOf } = layoutDocument(copy);
  // From the end, so that the offsets of edits still to come stay true.
  for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start)) {
    const hit = [...leafOf].find(([, leaf]) => leaf.start <= start && end <= leaf.end);
    if (hit === undefined || end < start) return undefined;
    const [owner, leaf] = hit;
    const runs = editRuns(leaf.runs, start - leaf.start, end - leaf.start, text);
    leaf.runs = runs;
    if (!('type' in owner)) owner.runs = runs;
    else if (owner.type === 'code') owner.text = textOf(runs);
    else if (owner.type === 'figure') owner.caption = runs;
    else if (owner.type === 'paragraph' || owner.type === 'heading') owner.runs = runs;
  }
  return { blocks: withoutEmpty(copy.blocks) };
}
