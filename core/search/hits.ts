/** What is shown of the things that were found. */
import {
  layoutDocument,
  paragraphAt,
  type Leaf as TextLeaf,
  type SourceDocument,
} from '../../shared/document.ts';
import type { Hit, HitKind, Snippet as ShownSnippet } from '../../shared/domain.ts';
import { pageLocator, pageRanges, type PageRange } from '../../shared/pages.ts';
import type { ReadableDB } from '../store/connection.ts';
import { documentOf, textOf, type HitRow } from '../store/search-queries.ts';
import { findAll, type Finder } from './marks.ts';
import type { Choice } from './plan.ts';
import type { MatchPlace } from './ranking.ts';
import { snippetsOf, snippetText, type Snippet, type SnippetText } from './snippet.ts';

/** A thing that is shown. */
export interface Shown {
  kind: HitKind;
  row: HitRow;
  score: number;
  explain?: string[] | undefined;
}

type Place = Pick<TextLeaf, 'start' | 'end'>;

/** Where the paragraphs and pages of a text are. */
interface Layout {
  leaves: readonly TextLeaf[];
  pages: readonly PageRange[];
}

/** Revisions of which layout and text are kept for the next keystroke: they never change. */
const REVISIONS_KEPT = 100;
/** Longer texts are read again, in UTF-16 code units. */
const LONGEST_KEPT = 40_000;

export interface HitMaker {
  /** The text of a thing, in which its snippets are looked for. */
  textOf(row: HitRow): SnippetText;
  /** The hits for things, in their order, and the choices that were seen in what they show. */
  make(
    things: readonly Shown[],
    finders: readonly Finder[],
    snippets: number,
  ): { hits: Hit[]; seen: Set<Choice> };
}

/** Makes hits out of the rows of a library. */
export function createHitMaker(db: ReadableDB): HitMaker {
  const layouts = keptFor((id) => readLayout(documentOf(db, id)));
  const texts = keptFor(
    (id) => snippetText(textOf(db, id)),
    ({ text }) => text.length <= LONGEST_KEPT,
  );

  function snippetTextOf({ text, revisionId }: HitRow): SnippetText {
    return text === undefined && revisionId !== undefined
      ? texts(revisionId)
      : snippetText(text ?? '');
  }

  function pagesOf({ revisionId }: HitRow, place: Place): { pages?: string } {
    if (revisionId === undefined) return {};
    const pages = pageLocator(layouts(revisionId).pages, [place]);
    return pages === undefined ? {} : { pages };
  }

  /** Where a snippet of a source's text begins to match. */
  function placeOf(row: HitRow, { first }: Snippet): ShownSnippet['passage'] {
    if (first === undefined || row.revisionId === undefined) return undefined;
    const paragraph = paragraphAt(layouts(row.revisionId).leaves, first.start);
    return {
      ...first,
      ...(paragraph === undefined ? {} : { paragraph }),
      ...pagesOf(row, first),
    };
  }

  /** Where a hit leads: the passage of a highlight, or what the snippet of a source shows first. */
  function targetOf(
    kind: HitKind,
    row: HitRow,
    passage: ShownSnippet['passage'],
    most: number,
  ): Pick<Hit, 'source' | 'passage'> {
    if (kind === 'highlight') {
      const { sourceId, start, end, paragraph } = row;
      if (sourceId === undefined) return {};
      // Under review or unanchored, it has no place in the present text.
      if (typeof start !== 'number' || typeof end !== 'number') return { source: sourceId };
      const number = typeof paragraph === 'number' ? { paragraph } : {};
      // A list that is shown at every key does not read the text of each highlight's source.
      const pages = most > 1 ? pagesOf(row, { start, end }) : {};
      return { source: sourceId, passage: { start, end, ...number, ...pages } };
    }
    if (kind !== 'source') return {};
    return { source: row.id, ...(passage === undefined ? {} : { passage }) };
  }

  function hitOf(
    { kind, row, score, explain }: Shown,
    finders: readonly Finder[],
    most: number,
    seen: Set<Choice>,
  ): Hit {
    const inTitle = findAll(finders, row.title);
    const snippets = snippetsFor(row, snippetTextOf(row), finders, most);
    for (const { finder } of [...inTitle, ...snippets.flatMap(({ found }) => found)]) {
      seen.add(finder.choice);
    }
    const shown = snippets.map((snippet): ShownSnippet => {
      const passage = kind === 'source' ? placeOf(row, snippet) : undefined;
      const { text, marks } = snippet;
      return { text, marks, ...(passage === undefined ? {} : { passage }) };
    });
    const [best = { text: '', marks: [] }] = shown;
    return {
      kind,
      id: kind === 'tag' ? row.title : row.id,
      title: row.title,
      titleMarks: inTitle.map(({ start, end }) => [start, end]),
      snippet: best.text,
      snippetMarks: best.marks,
      ...(most > 1 ? { snippets: shown } : {}),
      ...targetOf(kind, row, best.passage, most),
      score,
      ...(explain === undefined ? {} : { explain }),
      ...(row.updatedAt === null ? {} : { updatedAt: row.updatedAt }),
    };
  }

  return {
    textOf: snippetTextOf,
    make(things, finders, most) {
      const seen = new Set<Choice>();
      return { hits: things.map((thing) => hitOf(thing, finders, most, seen)), seen };
    },
  };
}

/** What is made of revisions, of which the last ones that were asked for are kept. */
function keptFor<T>(
  make: (revisionId: string) => T,
  isKept: (made: T) => boolean = () => true,
): (revisionId: string) => T {
  const kept = new Map<string, T>();
  return (revisionId) => {
    const one = kept.get(revisionId) ?? make(revisionId);
    kept.delete(revisionId);
    if (isKept(one)) kept.set(revisionId, one);
    const [oldest] = kept.keys();
    if (kept.size > REVISIONS_KEPT && oldest !== undefined) kept.delete(oldest);
    return one;
  };
}

function readLayout(json: string | undefined): Layout {
  if (json === undefined) return { leaves: [], pages: [] };
  const document = JSON.parse(json) as SourceDocument;
  const layout = layoutDocument(document);
  const isPaged = document.blocks.some(({ type }) => type === 'page-break');
  return { leaves: layout.leaves, pages: isPaged ? pageRanges(document, layout) : [] };
}

/** Of a highlight, its comment or its quote, whichever shows more of the query. */
function snippetsFor(
  row: HitRow,
  text: SnippetText,
  finders: readonly Finder[],
  most: number,
): Snippet[] {
  const ofText = snippetsOf(text, finders, most);
  if (row.quote === undefined) return ofText;
  const ofQuote = snippetsOf(snippetText(row.quote), finders, most);
  const found = (snippets: readonly Snippet[]) =>
    snippets.reduce((sum, snippet) => sum + snippet.found.length, 0);
  const preferQuote = text.text === '' || found(ofQuote) > found(ofText);
  return preferQuote ? ofQuote : ofText;
}

const WORTHIEST: readonly MatchPlace[] = ['title', 'own', 'tags', 'quote'];

/**
 * Where in a note or highlight the words of a query stand: the least of the places in which each
 * stands at its best.
 */
export function placeInRow(
  kind: 'note' | 'highlight',
  row: HitRow,
  finders: readonly Finder[],
): MatchPlace {
  const best = new Map<number, number>();
  const look = (place: MatchPlace, text: string) => {
    const worth = WORTHIEST.indexOf(place);
    for (const { finder } of findAll(finders, text)) {
      best.set(finder.leaf, Math.min(best.get(finder.leaf) ?? worth, worth));
    }
  };
  // A highlight has its source's title, but is not found by it.
  if (kind === 'note') look('title', row.title);
  look('own', row.text ?? '');
  look('tags', (JSON.parse(row.tags ?? '[]') as string[]).join('\n'));
  if (row.quote !== undefined) look('quote', row.quote);
  return WORTHIEST[Math.max(0, ...best.values())] ?? 'own';
}
