/** From W3C web annotations in a file to highlights of sources that the library has. */
import { readFileSync } from 'node:fs';
import { v5, validate } from 'uuid';
import type { CallArgs, CallReply } from '../shared/contract.ts';
import { layoutDocument, paragraphAt, type DocumentLayout } from '../shared/document.ts';
import type { Passage } from '../shared/domain.ts';
import { resolveQuotes, type AnchorQuote, type Resolution } from '../shared/matcher/index.ts';
import { blocksToRichText, textToRichText, type RichText } from '../shared/rich-text.ts';
import { quoteAt, trimPosition } from '../shared/selectors.ts';
import {
  readAnnotations,
  type ReadAnnotation,
  type SelectedPassage,
} from './import/annotations.ts';
import type { Notebook } from './notebook.ts';
import { inTransaction } from './store/connection.ts';
import { recordInto } from './store/history.ts';
import { highlightState, insertHighlight, saveAnnotation } from './store/highlights.ts';
import { listLabels } from './store/labels.ts';
import { currentText, getSourceSummary, listSources } from './store/sources.ts';
import { setTags } from './store/tags.ts';
import { dropUpload, findUpload } from './uploads.ts';

type Report = CallReply<'annotations.import'>;

const URN = /^urn:uuid:([0-9a-f-]{36})/i;
/** The namespace of highlights whose annotation is not named by a UUID (RFC 9562, 5.5). */
const NAMESPACE = '8f3f1e0a-4f0e-5b0c-9d53-6f6a5b1f2d11';

/** The id that the highlight of an annotation has, whenever it is imported. */
function idOf({ iri, ...content }: ReadAnnotation): string {
  const named = URN.exec(iri ?? '')?.[1]?.toLowerCase();
  if (named !== undefined && validate(named)) return named;
  return v5(iri ?? JSON.stringify(content), NAMESPACE);
}

/** An address as it is compared: without what only leads to a place in the page. */
function addressOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname, search } = new URL(url);
  return origin === 'null'
    ? url.replace(/#.*$/, '')
    : origin + pathname.replace(/\/$/, '') + search;
}

/** Finds a source of the library by an IRI: its own, or the address that it was found at. */
function sourceFinder({ db }: Notebook): (iris: readonly string[]) => string | undefined {
  const sources = listSources(db);
  const ids = new Set(sources.map(({ id }) => id));
  const byAddress = new Map(
    sources.flatMap(({ id, csl: { URL: url } }) =>
      url === undefined ? [] : [[addressOf(url), id]],
    ),
  );
  return (iris) => {
    for (const iri of iris) {
      const own = URN.exec(iri)?.[1]?.toLowerCase();
      if (own !== undefined && ids.has(own)) return own;
    }
    return iris.map((iri) => byAddress.get(addressOf(iri))).find((id) => id !== undefined);
  };
}

interface Text {
  text: string;
  layout: DocumentLayout;
}

/** The quote that a selector means; one without words is taken at its place. */
function quoteOf({ text }: Text, { exact, prefix, suffix, start, end }: SelectedPassage) {
  if (exact !== undefined) {
    return { exact, prefix, suffix, start: start ?? 0, end: end ?? (start ?? 0) + exact.length };
  }
  const position = trimPosition(text, { start: start ?? 0, end: Math.min(end ?? 0, text.length) });
  return position && { ...position, ...quoteAt(text, position) };
}

/** A quote where it is in the text, or waiting for review. */
function passageOf({ text, layout }: Text, quote: AnchorQuote, resolution: Resolution): Passage {
  const { exact: made } = quote;
  const { position, status, score } = resolution;
  if (position === undefined) {
    const start = Math.max(0, quote.start);
    const end = Math.max(start + 1, quote.end);
    return { ...quote, start, end, status: 'review', score, made };
  }
  const paragraph = paragraphAt(layout.leaves, position.start);
  return {
    ...position,
    ...quoteAt(text, position),
    ...(paragraph === undefined ? {} : { paragraph }),
    status: status === 'changed' ? 'changed' : 'exact',
    score,
    made,
  };
}

/** An annotation's comment as rich text; HTML goes through the reader of untrusted files. */
async function commentOf(
  { readers }: Notebook,
  { comments }: ReadAnnotation,
): Promise<RichText | undefined> {
  const [first, ...others] = comments;
  if (first === undefined) return undefined;
  if (others.length === 0 && first.format === 'text/plain') return textToRichText(first.value);
  const blocks = [];
  for (const { format, value } of comments) {
    const { document } = await readers.read(
      { name: '', bytes: new TextEncoder().encode(value) },
      format === 'text/html'
        ? { mediaType: 'text/html', page: 'whole', title: 'none' }
        : { mediaType: 'text/plain', title: 'none' },
    );
    blocks.push(...document.blocks);
  }
  return blocksToRichText(blocks);
}

interface Arrival {
  id: string;
  sourceId: string;
  annotation: ReadAnnotation;
  comment: RichText | undefined;
}

/** Makes the highlights; gives how many of them wait for review, and those without a quotation. */
function addHighlights({ db, deps }: Notebook, arrivals: readonly Arrival[], report: Report): void {
  for (const [sourceId, own] of Map.groupBy(arrivals, (arrival) => arrival.sourceId)) {
    const { text, document, revisionId } = currentText(db, sourceId);
    const current = { text, layout: layoutDocument(document) };
    const quotes = own.map(({ annotation }) =>
      annotation.passages.flatMap((passage) => quoteOf(current, passage) ?? []),
    );
    // All at once: the text is made ready for the search only once.
    const resolutions = resolveQuotes(text, quotes.flat()).values();
    for (const [index, { id, annotation, comment }] of own.entries()) {
      const passages = (quotes[index] ?? []).flatMap((quote) => {
        const { value: resolution } = resolutions.next();
        return resolution === undefined ? [] : [passageOf(current, quote, resolution)];
      });
      if (passages.length === 0) {
        report.skipped.push({ id, reason: 'It quotes no words of the source.' });
        continue;
      }
      const { label, author, created, modified, tags } = annotation;
      insertHighlight(db, deps, {
        id,
        createdAt: created,
        updatedAt: modified,
        sourceId,
        revisionId,
        label,
        author,
        passages: passages.sort((a, b) => a.start - b.start || a.end - b.end),
      });
      if (comment !== undefined)
        saveAnnotation(db, deps, { highlightId: id, body: comment, version: 0 });
      if (tags.length > 0) setTags(db, 'highlight', id, tags);
      report.imported += 1;
      if (passages.some(({ status }) => status === 'review')) report.review += 1;
    }
  }
}

/** Which annotations can become highlights; says of the others why not. */
async function arrivalsOf(
  notebook: Notebook,
  annotations: readonly ReadAnnotation[],
  sourceId: string | undefined,
  report: Report,
): Promise<Arrival[]> {
  const { db } = notebook;
  const find = sourceFinder(notebook);
  const arrivals = new Map<string, Arrival>();
  for (const annotation of annotations) {
    const id = idOf(annotation);
    const skip = (reason: string) => void report.skipped.push({ id, reason });
    const state = highlightState(db, id);
    const into = sourceId ?? find(annotation.sources);
    if (state === 'trashed') skip('The library has it already, in the trash.');
    else if (state === 'there' || arrivals.has(id)) skip('The library has it already.');
    else if (annotation.passages.length === 0) skip('It quotes no words of a text.');
    else if (into === undefined) skip('The library has no source at its address.');
    else {
      const comment = await commentOf(notebook, annotation);
      arrivals.set(id, { id, sourceId: into, annotation, comment });
    }
  }
  return [...arrivals.values()];
}

/** Makes highlights of the annotations in an upload. */
export async function importAnnotations(
  notebook: Notebook,
  { upload, sourceId }: CallArgs<'annotations.import'>,
): Promise<Report> {
  const { db, paths, step } = notebook;
  const report: Report = { imported: 0, review: 0, skipped: [] };
  try {
    if (sourceId !== undefined) getSourceSummary(db, sourceId);
    const { path } = findUpload(paths.temporary, upload);
    const { annotations, unread } = readAnnotations(readFileSync(path, 'utf8'), listLabels(db));
    for (let count = 0; count < unread; count += 1) {
      report.skipped.push({ id: '', reason: 'It is not written as the annotation model says.' });
    }
    const arrivals = await arrivalsOf(notebook, annotations, sourceId, report);
    const work = () => addHighlights(notebook, arrivals, report);
    if (step === undefined) inTransaction(db, work);
    else recordInto(db, step, work);
    return report;
  } finally {
    dropUpload(paths.temporary, upload);
  }
}
