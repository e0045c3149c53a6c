/**
 * Highlights as W3C web annotations: the model of https://www.w3.org/TR/annotation-model/ in the
 * JSON-LD of https://www.w3.org/TR/annotation-vocab/. Pure.
 */
import type { Highlight, Label, Passage, SourceSummary } from '../../shared/domain.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { richTextToBlocks } from '../../shared/rich-text.ts';
import { blocksToHtml, isPlain } from './annotation-html.ts';

export const ANNOTATION_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** How the labels look where nobody knows them; their names are styleClass on each target. */
const STYLES =
  '.yellow { background: #ffe39b } .green { background: #cfe8c5 } .blue { background: #cfe1f7 } ' +
  '.red { background: #f9d0cc } .purple { background: #e2d6f3 }';

export interface TextualBody {
  type: 'TextualBody';
  purpose: 'commenting' | 'tagging' | 'classifying';
  value: string;
  format?: 'text/plain' | 'text/html';
}

export type AnnotationSelector =
  | { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string }
  | { type: 'TextPositionSelector'; start: number; end: number };

export interface AnnotationTarget {
  type: 'SpecificResource';
  /** Where the source was found, or its own urn:uuid. */
  source: { id: string; type: 'Text'; language?: string };
  /** The source's urn:uuid, when `source` is where it was found. */
  scope?: string;
  /** The label. */
  styleClass: string;
  /** Each of them selects the passage by itself. */
  selector: AnnotationSelector[];
}

export interface Annotation {
  id: string;
  type: 'Annotation';
  motivation: Array<'highlighting' | 'commenting'>;
  creator?: { type: 'Person'; name: string };
  created: string;
  modified: string;
  generator: { type: 'Software'; name: string };
  stylesheet: { type: 'CssStylesheet'; value: string };
  body: TextualBody[];
  target: AnnotationTarget[];
}

export interface AnnotationCollection {
  '@context': typeof ANNOTATION_CONTEXT;
  id: string;
  type: 'AnnotationCollection';
  label: string;
  total: number;
  first?: {
    id: string;
    type: 'AnnotationPage';
    partOf: string;
    startIndex: 0;
    items: Annotation[];
  };
}

export interface AnnotationParts {
  /** What the collection is of: a case file. */
  of: { id: string; title: string };
  sources: readonly SourceSummary[];
  highlights: readonly Highlight[];
  labels: readonly Label[];
  /** Of the program. */
  version: string;
}

function urnOf(id: string): string {
  return `urn:uuid:${id}`;
}

/** How a passage is found: by its place while it has one, and by its words in any case. */
function selectorsOf({ start, end, exact, prefix, suffix, status }: Passage): AnnotationSelector[] {
  const quote = { type: 'TextQuoteSelector' as const, exact, prefix, suffix };
  const isPlaced = status !== 'review' && status !== 'unanchored';
  return isPlaced ? [{ type: 'TextPositionSelector', start, end }, quote] : [quote];
}

function targetsOf(
  { passages, label, sourceId }: Highlight,
  source: SourceSummary | undefined,
): AnnotationTarget[] {
  const own = urnOf(sourceId);
  const url = source?.csl.URL;
  const isFound = url !== undefined && /^https?:/i.test(url) && isAllowedHref(url);
  const language = source?.csl.language;
  return passages.map((passage) => ({
    type: 'SpecificResource',
    source: {
      id: isFound ? new URL(url).href : own,
      type: 'Text',
      ...(language === undefined || language === '' ? {} : { language }),
    },
    ...(isFound ? { scope: own } : {}),
    styleClass: label,
    selector: selectorsOf(passage),
  }));
}

function commentOf({ annotation }: Highlight): TextualBody[] {
  if (annotation.text.trim() === '') return [];
  const blocks = richTextToBlocks(annotation.body);
  const body = { type: 'TextualBody' as const, purpose: 'commenting' as const };
  if (!isPlain(blocks)) return [{ ...body, value: blocksToHtml(blocks), format: 'text/html' }];
  const value = blocks
    .map((block) => ('runs' in block ? block.runs.map((run) => run.text).join('') : ''))
    .join('\n\n');
  return [{ ...body, value, format: 'text/plain' }];
}

function laterOf(one: string, other: string | undefined): string {
  return other !== undefined && other > one ? other : one;
}

function annotationOf(
  highlight: Highlight,
  source: SourceSummary | undefined,
  labels: ReadonlyMap<string, Label>,
  version: string,
): Annotation {
  const { id, author, createdAt, updatedAt, tags, label, annotation } = highlight;
  const comment = commentOf(highlight);
  return {
    id: urnOf(id),
    type: 'Annotation',
    motivation: comment.length === 0 ? ['highlighting'] : ['highlighting', 'commenting'],
    ...(author === '' ? {} : { creator: { type: 'Person', name: author } }),
    created: createdAt,
    modified: laterOf(updatedAt, annotation.updatedAt),
    generator: { type: 'Software', name: `Casebook ${version}` },
    stylesheet: { type: 'CssStylesheet', value: STYLES },
    body: [
      ...comment,
      ...tags.map((tag): TextualBody => ({ type: 'TextualBody', purpose: 'tagging', value: tag })),
      { type: 'TextualBody', purpose: 'classifying', value: labels.get(label)?.name ?? label },
    ],
    target: targetsOf(highlight, source),
  };
}

/** The highlights of a case file as one collection, in the order given, on one page. */
export function annotationCollection(parts: AnnotationParts): AnnotationCollection {
  const { of, highlights, version } = parts;
  const sources = new Map(parts.sources.map((source) => [source.id, source]));
  const labels = new Map<string, Label>(parts.labels.map((label) => [label.id, label]));
  const items = highlights.map((highlight) =>
    annotationOf(highlight, sources.get(highlight.sourceId), labels, version),
  );
  const id = urnOf(of.id);
  const first = {
    id: `${id}#page-1`,
    type: 'AnnotationPage' as const,
    partOf: id,
    startIndex: 0 as const,
    items,
  };
  return {
    '@context': ANNOTATION_CONTEXT,
    id,
    type: 'AnnotationCollection',
    label: of.title,
    total: items.length,
    // The model asks for a first page only where there is something on it.
    ...(items.length === 0 ? {} : { first }),
  };
}
