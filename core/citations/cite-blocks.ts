/** Puts what a style makes of the citations of texts into their blocks. */
import { labelIn } from '../../shared/citation-label.ts';
import type { Block, Citation, Run } from '../../shared/document.ts';
import { plainOf } from '../../shared/rich-text.ts';
import type { Citer } from './citations.ts';
import type { Cluster, Piece, SetText } from './citer.ts';
import type { Csl } from '../../shared/csl.ts';

/** A stretch of a line: runs that are left as they are, or citations that are set as one. */
type Part = { runs: Run[] } | { cites: Cited[] };

/** A citation with the space that was written before it, within its cluster. */
interface Cited {
  run: Run & { cite: Citation };
  space: string;
}

function isCited(run: Run, sources: ReadonlyMap<string, Csl>): run is Cited['run'] {
  return run.cite !== undefined && sources.has(run.cite.sourceId);
}

/**
 * A line in parts. Citations with nothing but spaces between them belong together; those whose
 * source is not known keep their words.
 */
function partsOf(runs: readonly Run[], sources: ReadonlyMap<string, Csl>): Part[] {
  const parts: Part[] = [];
  let space = '';
  runs.forEach((run, index) => {
    const last = parts.at(-1);
    const next = runs[index + 1];
    const isSpace = run.footnote === undefined && /^[^\S\n]*$/.test(run.text);
    if (isCited(run, sources)) {
      if (last !== undefined && 'cites' in last) last.cites.push({ run, space });
      else parts.push({ cites: [{ run, space }] });
      space = '';
    } else if (last && 'cites' in last && isSpace && next && isCited(next, sources)) {
      space = run.text;
    } else if (last !== undefined && 'runs' in last) last.runs.push(run);
    else parts.push({ runs: [run] });
  });
  return parts;
}

/** Where a line stands: in a footnote of this number, in a heading, or in the text (neither). */
interface Standing {
  note?: number;
  heading?: true;
}

/** What becomes of the parts of each line, footnote by footnote, in the order of the text. */
interface Work {
  line(runs: readonly Run[], standing: Standing): Run[];
  /** The number of the next footnote. */
  footnote(): number;
}

function inBlocks(blocks: readonly Block[], work: Work, standing: Standing): Block[] {
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph':
        return { ...block, runs: work.line(block.runs, standing) };
      case 'heading':
        return { ...block, runs: work.line(block.runs, { ...standing, heading: true }) };
      case 'figure':
        return { ...block, caption: work.line(block.caption, standing) };
      case 'quote':
        return { ...block, blocks: inBlocks(block.blocks, work, standing) };
      case 'list':
        return {
          ...block,
          items: block.items.map((item) => ({
            ...item,
            blocks: inBlocks(item.blocks, work, standing),
          })),
        };
      case 'table':
        return {
          ...block,
          rows: block.rows.map((row) => ({
            cells: row.cells.map((cell) => ({ ...cell, runs: work.line(cell.runs, standing) })),
          })),
        };
      default:
        return block;
    }
  });
}

/** Runs with the footnotes in them gone through. */
function inFootnotes(runs: readonly Run[], work: Work): Run[] {
  return runs.map((run) =>
    run.footnote === undefined
      ? run
      : { ...run, footnote: inBlocks(run.footnote, work, { note: work.footnote() }) },
  );
}

/** Whether a cluster is left as it is written: no contents or outline can carry a footnote. */
function isLeft({ note, heading }: Standing, notes: boolean): boolean {
  return notes && heading === true && note === undefined;
}

/** The citations of texts as the style will see them, in the order of the texts. */
export function clustersOf(
  texts: ReadonlyArray<readonly Block[]>,
  sources: ReadonlyMap<string, Csl>,
  notes: boolean,
): Cluster[] {
  const clusters: Cluster[] = [];
  let footnotes = 0;
  const work: Work = {
    footnote: () => (footnotes += 1),
    line(runs, standing) {
      for (const part of partsOf(runs, sources)) {
        if ('runs' in part) inFootnotes(part.runs, work);
        else if (!isLeft(standing, notes)) {
          const own = notes && standing.note === undefined;
          const note = standing.note ?? (own ? (footnotes += 1) : 0);
          const cites = part.cites.map(({ run }) => run.cite);
          clusters.push({ cites, note, ...(own ? { own: true } : {}) });
        }
      }
      return [...runs];
    },
  };
  for (const text of texts) inBlocks(text, work, {});
  return clusters;
}

/** The runs of a cluster: what the style made of it, each run with the citation that it stands for. */
function setRuns(cites: readonly Cited[], pieces: readonly Piece[]): Run[] {
  return pieces.flatMap((piece, at) => {
    const one = cites[piece.cite];
    if (one === undefined) return piece.runs;
    const { text, cite } = one.run;
    const runs = piece.runs.map((run): Run => ({
      ...run,
      cite: { ...cite, label: labelIn(text, cite) },
    }));
    // What the style put between two citations has no place to lead to.
    const last = runs.at(-1);
    const space = at < pieces.length - 1 ? (/\s+$/.exec(last?.text ?? '')?.[0] ?? '') : '';
    if (last === undefined || space === '') return runs;
    last.text = last.text.slice(0, -space.length);
    return [...runs, { text: space }];
  });
}

/**
 * The runs of a cluster for texts that come back: each citation is one run with all its words, or
 * with none where the style drew it together with the one before. Words between are spaces only.
 */
function linkedRuns(cites: readonly Cited[], pieces: readonly Piece[]): Run[] {
  const drawn = pieces.length === cites.length;
  return cites.flatMap((own, at): Run[] => {
    const piece = pieces[drawn ? at : 0];
    const one = drawn && piece !== undefined ? (cites[piece.cite] ?? own) : own;
    const words =
      drawn || at === 0 ? plainOf([{ type: 'paragraph', runs: piece?.runs ?? [] }]) : '';
    const { text, cite } = one.run;
    const run: Run = { text: words.trim(), cite: { ...cite, label: labelIn(text, cite) } };
    return at === 0 || !drawn ? [run] : [{ text: ' ' }, run];
  });
}

function isRaised(runs: readonly Run[]): boolean {
  return runs.length > 0 && runs.every(({ marks }) => marks?.includes('sup') === true);
}

/** The runs without the space at their end, where a mark follows. */
function closedUp(runs: readonly Run[]): Run[] {
  const last = runs.at(-1);
  if (last === undefined || last.footnote !== undefined) return [...runs];
  return [...runs.slice(0, -1), { ...last, text: last.text.trimEnd() }];
}

/** Whether a sign follows that ends what stands before it, as in “see Kim, 4.” in a footnote. */
function goesOn(next: Part | undefined): boolean {
  return next !== undefined && 'runs' in next && /^[.,;:)]/.test(next.runs[0]?.text ?? '');
}

/** What a style of notes made of a citation, without the full stop of a whole note. */
function withoutStop(runs: readonly Run[]): Run[] {
  const last = runs.at(-1);
  if (last === undefined) return [];
  return [...runs.slice(0, -1), { ...last, text: last.text.replace(/(?<!\.)\.([”’"']?)$/, '$1') }];
}

export interface CitedTexts {
  texts: Block[][];
  bibliography: SetText['bibliography'];
}

interface CitingOptions {
  asWritten?: boolean;
  bibliography?: boolean;
  /** Each citation as one run, and footnotes of citations marked as such: for Markdown. */
  linked?: boolean;
}

/**
 * Texts with their citations as the style sets them, as one text in the order given. In styles with
 * notes a citation becomes a footnote, unless it stands in one. Citations of what is not among the
 * sources keep their words.
 */
export function citeBlocks(
  citer: Pick<Citer, 'style' | 'set'>,
  texts: ReadonlyArray<readonly Block[]>,
  sources: ReadonlyMap<string, Csl>,
  { linked = false, ...options }: CitingOptions = {},
): CitedTexts {
  const { notes } = citer.style;
  const set = citer.set({ sources, clusters: clustersOf(texts, sources, notes), ...options });
  let next = 0;
  const work: Work = {
    footnote: () => 0,
    line: (runs, standing) =>
      partsOf(runs, sources).reduce<Run[]>((done, part, at, parts) => {
        if ('runs' in part) return [...done, ...inFootnotes(part.runs, work)];
        if (isLeft(standing, notes)) return [...done, ...part.cites.map(({ run }) => run)];
        const made = (linked ? linkedRuns : setRuns)(part.cites, set.clusters[next] ?? []);
        next += 1;
        if (notes && standing.note === undefined) {
          const footnote: Block[] = [{ type: 'paragraph', runs: made }];
          const before = closedUp(done);
          const hadSpace = before.at(-1)?.text !== done.at(-1)?.text;
          const cite = linked ? { cite: part.cites[0]?.run.cite } : {};
          return [...before, { text: linked && hadSpace ? ' ' : '', footnote, ...cite }];
        }
        const open = notes && goesOn(parts[at + 1]) ? withoutStop(made) : made;
        return [...(isRaised(made) ? closedUp(done) : done), ...open];
      }, []),
  };
  return {
    texts: texts.map((text) => inBlocks(text, work, {})),
    bibliography: set.bibliography,
  };
}
