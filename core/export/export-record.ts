/** The last pages of every export: how it was made, from what, and what is not in it. */
import type { ExportOptions } from '../../shared/domain.ts';
import type { CaseParts, ExportContext, NumberedSource } from './case-document.ts';
import { type DateTexts, isTimeZone } from './dates.ts';
import { counted } from './printed-source.ts';

export interface ExportRecord {
  /** Name and value of everything that the export depends on, beside its sources. */
  facts: { name: string; value: string }[];
  /** Every source of the case file, printed or not. */
  sources: {
    title: string;
    revision: number;
    /** SHA-256 of the canonical text, in hex. */
    textSha256: string;
    original?: { name: string; bytes: number; sha256: string };
  }[];
  /** Sentences: each thing that is not printed as it is in the library, and why. */
  leftOut: string[];
}

export interface RecordInput {
  parts: CaseParts;
  options: ExportOptions;
  context: ExportContext;
  dates: DateTexts;
  /** All that the outline holds, printed or not. */
  sources: NumberedSource[];
  /** How many notes the outline holds. */
  notes: number;
}

const EXTENTS: Readonly<Record<ExportOptions['extent'], string>> = {
  full: 'the full text of every source',
  excerpts: 'highlighted paragraphs, with one either side',
  quotations: 'highlighted passages only',
};
const PAPERS: Readonly<Record<ExportOptions['paper'], string>> = { a4: 'A4', letter: 'US Letter' };
const QUOTE_LENGTH = 120;

function shortened(text: string): string {
  const characters = Array.from(text);
  const cut = characters.slice(0, QUOTE_LENGTH).join('');
  return characters.length > QUOTE_LENGTH ? `${cut}…` : cut;
}

function leftOutByOptions({ options, sources, notes }: RecordInput): string[] {
  const said: string[] = [];
  const numbered = sources.flatMap((source) => source.numbered);
  const comments = numbered.filter(({ highlight }) => highlight.annotation.text !== '').length;
  if (!options.notes && notes > 0) {
    said.push(`${counted(notes, 'note')}: notes were not asked for.`);
  }
  if (!options.sources && sources.length > 0) {
    const what = `${counted(sources.length, 'source')} and ${counted(numbered.length, 'highlight')}`;
    said.push(`${what}: sources were not asked for.`);
  } else if (!options.annotations && comments > 0) {
    said.push(`${counted(comments, 'comment')} on highlights: comments were not asked for.`);
  }
  if (options.sources && options.extent !== 'full') {
    for (const { source, numbered: own } of sources) {
      if (own.length > 0) continue;
      said.push(`The text of “${source.title}”: nothing in it is highlighted.`);
    }
  }
  return said;
}

function lostPassages({ sources, options }: RecordInput): string[] {
  if (!options.sources) return [];
  return sources.flatMap(({ source, numbered }) =>
    numbered.flatMap(({ number, lost }) =>
      lost.map(({ passage, why }) => {
        const quote = passage.exact === '' ? '' : ` “${shortened(passage.exact)}”`;
        return `The place of a passage of H${number}${quote} in “${source.title}”: ${why}.`;
      }),
    ),
  );
}

function unreadItems({ parts, sources, notes }: RecordInput): string[] {
  const missing = parts.case.outline.length - sources.length - notes;
  if (missing <= 0) return [];
  return [`${counted(missing, 'item')} of the outline: the library could not find them.`];
}

/** Writes the record of an export. */
export function writeRecord(input: RecordInput): ExportRecord {
  const { context, dates, options, sources } = input;
  const parts = [
    options.sources && 'sources',
    options.sources && options.annotations && 'comments on highlights',
    options.notes && 'notes',
  ].filter((part) => part !== false);
  const zone = isTimeZone(context.timeZone)
    ? dates.timeZone
    : `UTC, because the time zone “${shortened(context.timeZone)}” is not known`;
  return {
    facts: [
      { name: 'Program', value: `Casebook ${context.version}` },
      { name: 'Exported', value: dates.moment(context.exportedAt) },
      { name: 'Time zone', value: zone },
      { name: 'Parts', value: parts.length === 0 ? 'none' : parts.join(', ') },
      ...(options.sources ? [{ name: 'Extent', value: EXTENTS[options.extent] }] : []),
      { name: 'Paper', value: PAPERS[options.paper] },
    ],
    sources: sources.map(({ source }) => ({
      title: source.title.trim() === '' ? 'Untitled source' : source.title,
      revision: source.revision.number,
      textSha256: source.revision.textSha256,
      ...(source.original === undefined
        ? {}
        : {
            original: {
              name: source.original.name,
              bytes: source.original.bytes,
              sha256: source.original.sha256,
            },
          }),
    })),
    leftOut: [...unreadItems(input), ...leftOutByOptions(input), ...lostPassages(input)],
  };
}
