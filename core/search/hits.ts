/** What is shown of the things that were found. */
import {
  layoutDocument,
  paragraphAt,
  type Leaf,
  type SourceDocument,
} from '../../shared/document.ts';
import type { Hit, HitKind } from '../../shared/domain.ts';
import type { ReadableDB } from '../store/connection.ts';
import { documentOf, hitRows, type HitRow } from '../store/search-queries.ts';
import { parseKey } from './lists.ts';
import { findAll, type Finder } from './marks.ts';
import type { Choice } from './plan.ts';
import { snippetOf, type Snippet } from './snippet.ts';

export interface RankedKey {
  key: string;
  score: number;
}

/** Revisions whose layout is kept for the next keystroke. */
const LAYOUTS_KEPT = 100;

export interface HitMaker {
  /** The hits for keys, in their order, and the choices that were seen in what they show. */
  make(
    ranked: readonly RankedKey[],
    finders: readonly Finder[],
  ): { hits: Hit[]; seen: Set<Choice> };
}

/** Makes hits out of the rows of a library. */
export function createHitMaker(db: ReadableDB): HitMaker {
  const layouts = new Map<string, readonly Leaf[]>();

  function leavesOf(revisionId: string): readonly Leaf[] {
    const leaves = layouts.get(revisionId) ?? layoutOf(documentOf(db, revisionId));
    layouts.delete(revisionId);
    layouts.set(revisionId, leaves);
    const [oldest] = layouts.keys();
    if (layouts.size > LAYOUTS_KEPT && oldest !== undefined) layouts.delete(oldest);
    return leaves;
  }

  /** Where a hit leads: the passage of a highlight, or what the snippet of a source shows first. */
  function targetOf(kind: HitKind, row: HitRow, snippet: Snippet): Pick<Hit, 'source' | 'passage'> {
    if (kind === 'highlight') {
      const { sourceId, start, end, paragraph } = row;
      if (sourceId === undefined) return {};
      // Under review or unanchored, it has no place in the present text.
      if (typeof start !== 'number' || typeof end !== 'number') return { source: sourceId };
      const number = typeof paragraph === 'number' ? { paragraph } : {};
      return { source: sourceId, passage: { start, end, ...number } };
    }
    if (kind !== 'source') return {};
    const { first } = snippet;
    if (first === undefined || row.revisionId === undefined) return { source: row.id };
    const paragraph = paragraphAt(leavesOf(row.revisionId), first.start);
    return {
      source: row.id,
      passage: { ...first, ...(paragraph === undefined ? {} : { paragraph }) },
    };
  }

  function hitOf(
    kind: HitKind,
    row: HitRow,
    score: number,
    finders: readonly Finder[],
    seen: Set<Choice>,
  ): Hit {
    const inTitle = findAll(finders, row.title);
    const snippet = snippetFor(row, finders);
    const target = targetOf(kind, row, snippet);
    for (const { finder } of [...inTitle, ...snippet.found]) seen.add(finder.choice);
    return {
      kind,
      id: kind === 'tag' ? row.title : row.id,
      title: row.title,
      titleMarks: inTitle.map(({ start, end }) => [start, end]),
      snippet: snippet.text,
      snippetMarks: snippet.marks,
      snippets: [{ text: snippet.text, marks: snippet.marks, ...placeOf(target) }],
      ...target,
      score,
      ...(row.updatedAt === null ? {} : { updatedAt: row.updatedAt }),
    };
  }

  return {
    make(ranked, finders) {
      const things = ranked.map(({ key, score }) => ({ ...parseKey(key), score }));
      const rows = new Map<HitKind, Map<string, HitRow>>();
      for (const [kind, ofKind] of Map.groupBy(things, (thing) => thing.kind)) {
        rows.set(
          kind,
          hitRows(
            db,
            kind,
            ofKind.map(({ id }) => id),
          ),
        );
      }
      const seen = new Set<Choice>();
      const hits = things.flatMap(({ kind, id, score }) => {
        const row = rows.get(kind)?.get(id);
        return row === undefined ? [] : [hitOf(kind, row, score, finders, seen)];
      });
      return { hits, seen };
    },
  };
}

function placeOf({ passage }: Pick<Hit, 'passage'>): Pick<Hit, 'passage'> {
  return passage === undefined ? {} : { passage };
}

function layoutOf(json: string | undefined): readonly Leaf[] {
  if (json === undefined) return [];
  return layoutDocument(JSON.parse(json) as SourceDocument).leaves;
}

/** Of a highlight, its comment or its quote, whichever shows more of the query. */
function snippetFor(row: HitRow, finders: readonly Finder[]): Snippet {
  const ofText = snippetOf(row.text, finders);
  if (row.quote === undefined) return ofText;
  const ofQuote = snippetOf(row.quote, finders);
  const preferQuote = row.text === '' || ofQuote.found.length > ofText.found.length;
  return preferQuote ? ofQuote : ofText;
}
