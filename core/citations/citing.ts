/** How a library's citations are set: which style counts where, and what it makes of things. */
import { citableCsl } from '../../shared/citable.ts';
import {
  CITATION_STYLES,
  isBundledStyle,
  type Bibliography,
  type CitationLocale,
  type CitedPlaces,
  type CitedText,
  type ListedStyle,
} from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import type { Block, Citation, Run } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import type { Notebook } from '../notebook.ts';
import { getCase } from '../store/cases.ts';
import {
  findAddedStyle,
  keepStyle,
  listAddedStyles,
  readCaseCiting,
} from '../store/citation-styles.ts';
import type { ReadableDB } from '../store/connection.ts';
import { listHighlights } from '../store/highlights.ts';
import { lookAtTargets } from '../store/note-links.ts';
import { getNote } from '../store/notes.ts';
import { readSettings } from '../store/settings.ts';
import { richTextToBlocks, type RichText } from '../../shared/rich-text.ts';
import { citeBlocks, clustersOf } from './cite-blocks.ts';
import { citedSources } from './cited-sources.ts';
import { openProcessor } from './engine.ts';

/** A style and a language, where a call names them. */
export interface Asked {
  style?: string | undefined;
  locale?: CitationLocale | undefined;
}

/** The style and language that count: those asked for, the case file's, or those of the settings. */
export function citingOf(
  db: ReadableDB,
  { style, locale }: Asked = {},
  caseId?: string,
): { style: string; locale: CitationLocale } {
  const settings = readSettings(db);
  const own = caseId === undefined ? {} : readCaseCiting(db, caseId);
  return {
    style: style ?? own.citationStyle ?? settings.citationStyle,
    locale: locale ?? own.citationLocale ?? settings.citationLocale,
  };
}

const NOTE_STYLES: ReadonlySet<string> = new Set(['chicago-fullnote-bibliography']);

/** Every style there is, those added among those that the program comes with. */
export function listStyles(db: ReadableDB): ListedStyle[] {
  const bundled = Object.entries(CITATION_STYLES).map(([id, title]): ListedStyle => ({
    id,
    title,
    kind: NOTE_STYLES.has(id) ? 'note' : 'in-text',
    added: false,
  }));
  const added = listAddedStyles(db).map((style): ListedStyle => ({ ...style, added: true }));
  return [...bundled, ...added].sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** The address that published copies of the styles that the program comes with have as their id. */
const PUBLISHED = 'http://www.zotero.org/styles/';

/** Keeps a style of the researcher's after setting something in it. */
export async function addStyle(
  { db, deps, resourcesFolder }: Pick<Notebook, 'db' | 'deps' | 'resourcesFolder'>,
  { text, name }: { text: string; name: string },
): Promise<{ style: ListedStyle; keep: () => void }> {
  const { readStyle } = await import('./read-style.ts');
  const style = readStyle(text, name, (id) => {
    const short = id.startsWith(PUBLISHED) ? id.slice(PUBLISHED.length) : id;
    return isBundledStyle(short) ? CITATION_STYLES[short] : findAddedStyle(db, id)?.title;
  });
  try {
    const { engine, idOf } = await openProcessor(`${resourcesFolder}/citations`, text, 'en-US');
    const id = idOf('trial', { type: 'book', title: 'Trial', issued: { 'date-parts': [[2000]] } });
    engine.updateItems([id]);
    engine.makeBibliography();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'unsupported-format',
      `“${style.title}” can't be used: ${reason.slice(0, 200)}. Look for a newer copy of the style.`,
    );
  }
  const { id, title, kind } = style;
  return { style: { id, title, kind, added: true }, keep: () => keepStyle(db, deps, style) };
}

/** What the sources are cited by, those that are gone left out. */
function cslOf(db: ReadableDB, ids: Iterable<string>): Map<string, Csl> {
  const targets = [...new Set(ids)].map((id) => ({ kind: 'source' as const, id }));
  return new Map(
    lookAtTargets(db, targets).flatMap(({ id, title, csl }) =>
      csl === undefined ? [] : [[id, citableCsl({ title, csl })] as const],
    ),
  );
}

/** The sources of a case file's outline by what they are cited by. */
function sourcesOfCase(db: ReadableDB, caseId: string): Map<string, Csl> {
  return new Map(
    getCase(db, caseId).outline.flatMap((item) =>
      item.kind === 'source' ? [[item.source.id, citableCsl(item.source)] as const] : [],
    ),
  );
}

/** All that a case file holds, as a list of works; numbers go by the citations of its texts. */
export async function bibliographyOfCase(
  { db, citations }: Pick<Notebook, 'db' | 'citations'>,
  caseId: string,
  asked: Asked,
): Promise<Bibliography & { style: string; locale: CitationLocale }> {
  const { style, locale } = citingOf(db, asked, caseId);
  const citer = await citations.open(style, locale);
  const notes = getCase(db, caseId).outline.flatMap((item) =>
    item.kind === 'note' ? [getNote(db, item.note.id).body] : [],
  );
  const comments = listHighlights(db, { caseId }).map(({ annotation }) => annotation.body);
  const bodies = [...notes, ...comments];
  const sources = sourcesOfCase(db, caseId);
  for (const { id, csl } of citedSources(db, bodies, new Set(sources.keys()))) sources.set(id, csl);
  const { bibliography } = citeBlocks(citer, bodies.map(richTextToBlocks), sources);
  return { ...bibliography, style: citer.style.id, locale };
}

/** A list of works of chosen sources. */
export async function bibliographyOf(
  { db, citations }: Pick<Notebook, 'db' | 'citations'>,
  sourceIds: readonly string[],
  asked: Asked,
): Promise<Bibliography & { style: string; locale: CitationLocale }> {
  const { style, locale } = citingOf(db, asked);
  const citer = await citations.open(style, locale);
  const { bibliography } = citer.set({ sources: cslOf(db, sourceIds), clusters: [] });
  return { ...bibliography, style: citer.style.id, locale };
}

/** The sources that texts cite and, since they decide on letters, those of the case file. */
function sourcesOfText(
  db: ReadableDB,
  cited: ReadonlyMap<string, Csl>,
  caseId: string | undefined,
): Map<string, Csl> {
  return new Map([...cited, ...(caseId === undefined ? [] : sourcesOfCase(db, caseId))]);
}

/**
 * Blocks of a note or a comment with its citations set, as a text of its own. Letters that tell
 * works apart are those of the case file. `linked` is for Markdown: see `citeBlocks`.
 */
export async function citeBody(
  { db, citations }: Pick<Notebook, 'db' | 'citations'>,
  body: RichText,
  { caseId, linked = false }: { caseId?: string | undefined; linked?: boolean },
): Promise<Block[]> {
  const blocks = richTextToBlocks(body);
  const cited = citedSources(db, [body], new Set());
  if (cited.length === 0) return blocks;
  const { style, locale } = citingOf(db, {}, caseId);
  const citer = await citations.open(style, locale);
  const sources = sourcesOfText(db, new Map(cited.map(({ id, csl }) => [id, csl])), caseId);
  const { texts } = citeBlocks(citer, [blocks], sources, { linked, bibliography: false });
  return texts[0] ?? blocks;
}

/** Citations each as it stands alone, and the list of the works that they cite. */
export async function citePlaces(
  { db, citations }: Pick<Notebook, 'db' | 'citations'>,
  { cites, caseId }: { cites: readonly Citation[]; caseId?: string | undefined },
): Promise<CitedPlaces> {
  const { style, locale } = citingOf(db, {}, caseId);
  const citer = await citations.open(style, locale);
  const { notes } = citer.style;
  const cited = cslOf(
    db,
    cites.map(({ sourceId }) => sourceId),
  );
  const sources = sourcesOfText(db, cited, caseId);
  const inText = cites.map((cite) => {
    if (!sources.has(cite.sourceId)) return [];
    const clusters = [{ cites: [cite], note: notes ? 1 : 0 }];
    const set = citer.set({ sources, clusters, bibliography: false });
    return (set.clusters[0] ?? []).flatMap(({ runs }) => runs);
  });
  const clusters = cites.flatMap((cite, at) =>
    sources.has(cite.sourceId) ? [{ cites: [cite], note: notes ? at + 1 : 0 }] : [],
  );
  const { bibliography } = citer.set({ sources, clusters });
  const entries = bibliography.entries.filter(({ sourceId }) => cited.has(sourceId));
  return { notes, inText, bibliography: { ...bibliography, entries } };
}

/**
 * How the citations of a text read while it is written. `lines` holds a line for each of its
 * paragraphs in which something is cited: citations, footnotes, and words and spaces between them.
 * Letters that tell works apart are those of the case file.
 */
export async function citeText(
  { db, citations }: Pick<Notebook, 'db' | 'citations'>,
  { lines, caseId }: { lines: Run[][]; caseId?: string | undefined },
): Promise<CitedText> {
  const { style, locale } = citingOf(db, {}, caseId);
  const citer = await citations.open(style, locale);
  // Each citation carries its number in the text as its label, to be found again.
  const given: Citation[] = [];
  const numbered = (runs: readonly Run[]): Run[] =>
    runs.map((run) => {
      if (run.footnote !== undefined) {
        const inner = run.footnote.flatMap((block) => ('runs' in block ? [block] : []));
        return {
          text: '',
          footnote: inner.map((block) => ({ ...block, runs: numbered(block.runs) })),
        };
      }
      if (run.cite === undefined) return run;
      given.push(run.cite);
      return { ...run, cite: { ...run.cite, label: String(given.length - 1) } };
    });
  const blocks = lines.map((runs): Block => ({ type: 'paragraph', runs: numbered(runs) }));
  const cited = cslOf(
    db,
    given.map(({ sourceId }) => sourceId),
  );
  const sources = sourcesOfText(db, cited, caseId);
  const clusters = clustersOf([blocks], sources, citer.style.notes);
  const set = citer.set({ sources, clusters, bibliography: false });
  const cites = given.map((_, of): CitedText['cites'][number] => ({ runs: [], of }));
  clusters.forEach((cluster, index) => {
    const pieces = set.clusters[index] ?? [];
    const numberOf = (place: number) => Number(cluster.cites[place]?.label ?? 0);
    cluster.cites.forEach((_, place) => {
      const piece = pieces[place];
      cites[numberOf(place)] = {
        of: numberOf(piece?.cite ?? place),
        runs: piece?.runs ?? [],
        set: true,
        ...(cluster.own === true ? { own: true } : {}),
      };
    });
  });
  return { notes: citer.style.notes, cites };
}
