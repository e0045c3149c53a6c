/** Sets the citations of a whole text, and its bibliography, in one style. */
import type CSL from 'citeproc';
import type { Bibliography } from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import type { Citation, Run } from '../../shared/document.ts';
import type { Processor } from './engine.ts';
import { entryRuns, htmlToRuns } from './html-runs.ts';
import { cutAt } from './run-pieces.ts';

/** Citations that stand together and are set as one. */
export interface Cluster {
  cites: readonly Citation[];
  /** The number of the footnote that it stands in, from 1; 0 in the text. */
  note: number;
  /** Whether that footnote is made for it. */
  own?: true;
}

/** A part of a cluster that stands for one of its citations; `cite` is its place in the cluster. */
export interface Piece {
  cite: number;
  runs: Run[];
}

export interface SetRequest {
  /** The metadata of all that is cited, and of what else belongs in the bibliography, by source. */
  sources: ReadonlyMap<string, Csl>;
  /** In the order of the text. Every citation's source is in `sources`. */
  clusters: readonly Cluster[];
  /** Whether citations in a cluster keep the order that they were written in. */
  asWritten?: boolean;
  /** Left out where nobody looks at it; it takes as long as the citations. */
  bibliography?: boolean;
}

export interface SetText {
  /**
   * For each cluster its pieces in the style's order. A cluster that the style draws together
   * ("[1]-[3]") is one piece, of its first citation.
   */
  clusters: Piece[][];
  bibliography: Bibliography;
}

/** Positions ("ibid.") are looked at in this update mode only. */
const BY_POSITION = 2;
const ALL_REGISTERED = 2;

const NO_BIBLIOGRAPHY: Bibliography = { entries: [], hanging: false, labelWidth: 0 };

/**
 * The HTML of clusters in the order of the text. Citeproc's own way, one cluster after another with
 * all before it, takes time with the square of their number. Here the clusters are put into its
 * registry first; setting the last of them then finds the positions of all in one pass, and sets
 * anew those whose position it did not know, which is every one. Where positions don't matter, each
 * is set alone.
 */
function setClusters({ engine, parse }: Processor, clusters: readonly CSL.Cluster[]): string[] {
  const html: string[] = [];
  if (engine.opt.update_mode !== BY_POSITION) {
    for (const [index, cluster] of clusters.entries()) {
      const [, set] = engine.processCitationCluster(cluster, [], [], ALL_REGISTERED);
      html[index] = set.find(([, , id]) => id === cluster.citationID)?.[1] ?? '';
    }
    return html;
  }
  const last = clusters.at(-1);
  if (last === undefined) return html;
  for (const cluster of clusters) {
    engine.registry.citationreg.citationById[cluster.citationID] = cluster;
    cluster.sortedItems = cluster.citationItems.map((cite) => [
      engine.retrieveItem(cite.id),
      parse(cite),
    ]);
  }
  const before = clusters
    .slice(0, -1)
    .map(({ citationID, properties }): [string, number] => [citationID, properties.noteIndex]);
  const [, set] = engine.processCitationCluster(last, before, [], ALL_REGISTERED);
  for (const [index, text] of set) html[index] = text;
  return html;
}

function bibliographyOf(
  engine: CSL.Engine,
  sourceOf: ReadonlyMap<string, string>,
  cited: ReadonlySet<string>,
): Bibliography {
  const made = engine.makeBibliography();
  if (made === false) return NO_BIBLIOGRAPHY;
  const [settings, entries] = made;
  return {
    entries: entries.flatMap((html, index) => {
      const sourceId = sourceOf.get(settings.entry_ids[index]?.[0] ?? '');
      if (sourceId === undefined) return [];
      return [{ sourceId, ...entryRuns(html), cited: cited.has(sourceId) }];
    }),
    hanging: settings.hangingindent === true,
    labelWidth: settings['second-field-align'] === false ? 0 : settings.maxoffset,
  };
}

/** The pieces of a cluster that was set; see `SetText`. */
function piecesOf(engine: CSL.Engine, cluster: CSL.Cluster, html: string): Piece[] {
  const runs = htmlToRuns(html);
  const order = (cluster.sortedItems ?? []).map(([, { at }]) => at);
  if (order.length < 2) return [{ cite: order[0] ?? 0, runs }];
  const pieces = cutAt(runs, engine.citation.opt.layout_delimiter);
  if (pieces.length !== order.length) return [{ cite: 0, runs }];
  return pieces.map((piece, index) => ({ cite: order[index] ?? 0, runs: piece }));
}

/** Sets clusters and a bibliography; throws what citeproc throws when the style fails on them. */
export function setText(processor: Processor, request: SetRequest): SetText {
  const { engine } = processor;
  const { sources, clusters, asWritten = false, bibliography = true } = request;
  processor.reset();
  const ids = new Map(
    [...sources].map(([sourceId, csl]) => [sourceId, processor.idOf(sourceId, csl)]),
  );
  const idOf = ({ sourceId }: Citation) => ids.get(sourceId) ?? sourceId;
  // Numbers go by the first citation; what nothing cites comes after.
  const cited = new Set(clusters.flatMap(({ cites }) => cites.map(({ sourceId }) => sourceId)));
  engine.updateItems([...cited].map((sourceId) => idOf({ sourceId })));
  engine.updateUncitedItems([...ids.values()]);
  const given = clusters.map(({ cites, note }, index): CSL.Cluster => ({
    citationID: `cluster-${index}`,
    citationItems: cites.map((cite, at) => ({
      id: idOf(cite),
      at,
      ...(cite.locator && { locator: cite.locator.value, label: cite.locator.kind }),
      ...(cite.prefix && { prefix: `${cite.prefix.trim()} ` }),
      ...(cite.suffix && { suffix: suffixOf(cite.suffix.trim()) }),
      ...(cite.suppressAuthor && { 'suppress-author': true }),
    })),
    properties: { noteIndex: note, ...(asWritten && { unsorted: true }) },
  }));
  const html = setClusters(processor, given);
  const sourceOf = new Map([...ids].map(([sourceId, id]) => [id, sourceId]));
  return {
    clusters: given.map((cluster, index) => piecesOf(engine, cluster, html[index] ?? '')),
    bibliography: bibliography ? bibliographyOf(engine, sourceOf, cited) : NO_BIBLIOGRAPHY,
  };
}

/** Words after a citation: with a comma, unless they bring a sign of their own. */
function suffixOf(suffix: string): string {
  return /^\p{P}/u.test(suffix) ? suffix : `, ${suffix}`;
}
