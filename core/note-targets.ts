/** What the links of a text from elsewhere lead to in this library. */
import { z } from 'zod';
import { pathOfBeside } from '../shared/casebook-links.ts';
import type { Block, Reference, Run } from '../shared/document.ts';
import type { ReadableDB } from './store/connection.ts';
import { findByTitle, lookAtTargets } from './store/note-links.ts';

const uuid = z.uuid();

/** `[[Title]]`, `[[Title#heading]]` and `[[Title|words]]`, as other notebooks link. */
const WIKI_LINK = /\[\[([^[\]\n|#]{1,300})(?:#[^[\]\n|]{0,300})?(?:\|([^[\]\n]{1,300}))?\]\]/g;

function isKnown(db: ReadableDB, target: Reference): boolean {
  return lookAtTargets(db, [target]).some(({ state }) => state !== 'gone');
}

function findTitle(db: ReadableDB, title: string, kinds: readonly Reference['kind'][]) {
  for (const kind of kinds) {
    const id = findByTitle(db, kind, title);
    if (id !== undefined) return { kind, id };
  }
  return undefined;
}

/** The text of a run with what in it is the title of a note or source as links. */
function withTitles(db: ReadableDB, run: Run): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of run.text.matchAll(WIKI_LINK)) {
    const [whole, title = '', words] = match;
    const to = findTitle(db, title.trim(), ['note', 'source']);
    if (to === undefined) continue;
    if (match.index > end) runs.push({ ...run, text: run.text.slice(end, match.index) });
    runs.push({ text: words ?? title.trim(), to });
    end = match.index + whole.length;
  }
  if (end === 0) return [run];
  return end < run.text.length ? [...runs, { ...run, text: run.text.slice(end) }] : runs;
}

/** What the files of a folder are in this library, by their paths as a text of the folder has them. */
export type Beside = (path: string) => Reference | undefined;

/** The thing that is called as a file is. */
function findByPath(db: ReadableDB, path: string, kinds: readonly Reference['kind'][]) {
  const name = path.replace(/^.*\//, '').replace(/\.(?:md|markdown)$/i, '');
  return findTitle(db, decodedPath(name), kinds);
}

/** A path as files have it; one that is not percent-encoded is meant as it stands. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A link to another file of the folder; words when nothing here is that. */
function linkBeside(db: ReadableDB, run: Run, path: string, beside: Beside): Run {
  const { text, cite } = run;
  const kinds = cite === undefined ? (['note', 'source'] as const) : (['source', 'note'] as const);
  const target = beside(path) ?? findByPath(db, path, kinds);
  if (target === undefined) return { text };
  return cite !== undefined && target.kind === 'source'
    ? { ...run, cite: { ...cite, sourceId: target.id } }
    : { text, to: target };
}

function runsWith(db: ReadableDB, runs: readonly Run[], beside: Beside): Run[] {
  return runs.flatMap((run): Run[] => {
    const { to, cite, footnote, text } = run;
    if (footnote !== undefined) return [{ ...run, footnote: withTargets(db, footnote, beside) }];
    const path = pathOfBeside(cite?.sourceId ?? to?.id ?? '');
    if (path !== undefined) return [linkBeside(db, run, path, beside)];
    if (cite !== undefined) return uuid.safeParse(cite.sourceId).success ? [run] : [{ text }];
    if (to !== undefined) {
      if (uuid.safeParse(to.id).success && isKnown(db, to)) return [run];
      const other = to.kind === 'note' ? 'source' : 'note';
      const found = findTitle(db, text, [to.kind, other]);
      if (found !== undefined) return [{ text, to: found }];
      // A link that leads nowhere here is shown as one; it may come from a fuller library.
      return uuid.safeParse(to.id).success ? [run] : [{ text }];
    }
    const isPlain = run.href === undefined && run.math === undefined;
    return isPlain && run.marks?.includes('code') !== true ? withTitles(db, run) : [run];
  });
}

/**
 * Blocks whose links lead to what is in this library: by id, else by title; those to other files of
 * a folder as `beside` says. A quotation keeps its link to a highlight only when its source is here.
 */
export function withTargets(
  db: ReadableDB,
  blocks: readonly Block[],
  beside: Beside = () => undefined,
): Block[] {
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return { ...block, runs: runsWith(db, block.runs, beside) };
      case 'quote': {
        const inner = withTargets(db, block.blocks, beside);
        const { from } = block;
        if (from !== undefined && isKnown(db, { kind: 'source', id: from.sourceId })) {
          return { ...block, blocks: inner };
        }
        return { type: 'quote', blocks: inner };
      }
      case 'list':
        return {
          ...block,
          items: block.items.map((item) => ({
            ...item,
            blocks: withTargets(db, item.blocks, beside),
          })),
        };
      case 'table':
        return {
          ...block,
          rows: block.rows.map(({ cells }) => ({
            cells: cells.map((cell) => ({ ...cell, runs: runsWith(db, cell.runs, beside) })),
          })),
        };
      default:
        return block;
    }
  });
}
